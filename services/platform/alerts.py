"""Whose alerts somebody sees: their own, and with the permission those of the whole shop."""

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import col

from models.platform import Alert
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.permissions import Permission


def own_alerts(statement: Select[Any], actor: Actor) -> Select[Any]:
    """The alerts an actor may see."""
    mine = col(Alert.user_id) == actor.user_id
    return statement.where(or_(mine, col(Alert.user_id).is_(None)) if actor.can(Permission.SHOP_ALERTS) else mine)


def unseen(uow: UnitOfWork) -> int:
    """How many alerts wait for the actor."""
    if not uow.actor.can("alerts:view"):
        return 0
    waiting = select(func.count()).select_from(Alert).where(
        col(Alert.tenant_id) == uow.tenant_id, col(Alert.seen_at).is_(None), col(Alert.deleted_at).is_(None)
    )  # fmt: skip
    return int(uow.session.scalar(own_alerts(waiting, uow.actor)) or 0)
