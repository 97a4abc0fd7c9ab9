"""The people of the shop, as the engine meets them: who somebody is as an actor, and who may be named."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from models.identity import User
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.permissions import GRANTS, Role


def actors(uow: UnitOfWork, ids: Iterable[UUID]) -> list[Actor]:
    """These people as actors, with the rights they have now; who has left is left out."""
    wanted = set(ids)
    if not wanted:
        return []
    return [acting(uow, user) for user in uow.session.scalars(_active(uow).where(col(User.id).in_(wanted)))]


def acting(uow: UnitOfWork, user: User) -> Actor:
    """A person as an actor of this shop."""
    role = Role(user.role)
    return Actor(
        uow.tenant_id, user.id, user.name.get(user.language, user.username), role, user.branch_id, user.language,
        user.discount_limit, grants=GRANTS[role], time_zone=uow.actor.time_zone,
    )  # fmt: skip


def everyone(uow: UnitOfWork) -> list[tuple[Actor, dict[str, Any]]]:
    """Everybody who works here, as actors with their names in every language; at most 500."""
    users = uow.session.scalars(_active(uow).order_by(col(User.username)).limit(500))
    return [(acting(uow, user), user.name) for user in users]


def _active(uow: UnitOfWork) -> Any:
    return select(User).where(
        col(User.tenant_id) == uow.tenant_id, col(User.active), col(User.deleted_at).is_(None)
    )  # fmt: skip
