"""Whose alerts somebody sees: their own, and with the permission those of the whole shop."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import col

from models.platform import Alert
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.i18n import LANGUAGES, _
from services.core.permissions import Permission


def own_alerts(statement: Any, actor: Actor) -> Any:
    """The alerts an actor may see."""
    mine = col(Alert.user_id) == actor.user_id
    return statement.where(or_(mine, col(Alert.user_id).is_(None)) if actor.can(Permission.SHOP_ALERTS) else mine)


def place_of(_uow: UnitOfWork, alerts: Sequence[Any]) -> Mapping[UUID, Any]:
    """Where each alert leads, as a reference is drawn; nowhere for one that is about no page."""
    label = {language: _("Open").text(language) for language in LANGUAGES}
    return {alert.id: {"label": label, "href": alert.link} for alert in alerts if alert.link.startswith("/")}


def unseen(uow: UnitOfWork) -> int:
    """How many alerts wait for the actor."""
    if not uow.actor.can("alerts:view"):
        return 0
    waiting = select(func.count()).select_from(Alert).where(
        col(Alert.tenant_id) == uow.tenant_id, col(Alert.seen_at).is_(None), col(Alert.deleted_at).is_(None)
    )  # fmt: skip
    return int(uow.session.scalar(own_alerts(waiting, uow.actor)) or 0)
