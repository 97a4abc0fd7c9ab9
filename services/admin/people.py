"""The people of the shop, as the engine meets them: who somebody is as an actor, and who may be named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from models.identity import User
from services.admin.references import in_all_languages
from services.core.actor import SYSTEM, Actor
from services.core.database import UnitOfWork
from services.core.i18n import _


def actors(uow: UnitOfWork, ids: Iterable[UUID]) -> list[Actor]:
    """These people as actors, with the rights they have now; who has left is left out."""
    wanted = set(ids)
    if not wanted:
        return []
    return [acting(uow, user) for user in uow.session.scalars(active(uow).where(col(User.id).in_(wanted)))]


def acting(uow: UnitOfWork, user: User) -> Actor:
    """A person as an actor of this shop."""
    return Actor.person(user, uow.actor.time_zone)


def active(uow: UnitOfWork) -> Select[Any]:
    """Everybody who works here, by their account's name."""
    here = col(User.tenant_id) == uow.tenant_id
    return select(User).where(here, col(User.active), col(User.deleted_at).is_(None)).order_by(col(User.username))


def names_of(uow: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """The names of people in every language, also of those who have left."""
    if not ids:
        return {}
    wanted = select(col(User.id), col(User.name)).where(col(User.tenant_id) == uow.tenant_id, col(User.id).in_(ids))
    return {row.id: row.name for row in uow.session.execute(wanted)}


def called(actor_name: str) -> Any:
    """Who acted, as history keeps them: a person by name; the system in every language."""
    return in_all_languages(_("System")) if actor_name == SYSTEM else actor_name


def who_acted(_uow: UnitOfWork, entries: Sequence[Any]) -> Mapping[UUID, Any]:
    """What computes the column of who made an entry of history."""
    return {one.id: called(one.actor_name) for one in entries}
