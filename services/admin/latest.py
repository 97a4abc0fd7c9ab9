"""Who changed something last: what an open page tells of a record that is not any more as it shows it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.platform import HistoryEntry
from services.admin.people import called, names_of
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork


def last_change(uow: UnitOfWork, kinds: Sequence[Resource], ids: Collection[UUID]) -> dict[str, Any]:
    """Who made the newest change of these records, which are of these kinds, and when: ``{"who", "at"}``.

    ``who`` is the name in every language, the system's too; both are empty where history knows of nothing.
    """
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    found = uow.session.scalars(
        select(HistoryEntry)
        .where(
            entry.tenant_id == uow.tenant_id, entry.entity.in_([one.entity for one in kinds]), entry.record_id.in_(ids)
        )
        .order_by(entry.id.desc())
        .limit(1)
    ).first()  # fmt: skip
    if found is None:
        return {"who": "", "at": ""}
    names = names_of(uow, {found.created_by} if found.created_by else ())
    return {"who": next(iter(names.values()), called(found.actor_name)), "at": plain(found.created_at)}
