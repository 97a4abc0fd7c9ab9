"""Undo of a save with lines: the record and its lines become what they were, all of them or none."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from models.platform import HistoryEntry
from services.admin import lineage
from services.admin.children import Children
from services.admin.record import as_id, load
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.versions import CHANGED_SINCE, reverse
from services.core.database import UnitOfWork
from services.core.errors import Conflict

_entry: Any = HistoryEntry.__table__  # type: ignore[attr-defined]


def changed_together(uow: UnitOfWork, resource: Resource, record_id: UUID, number: str) -> list[HistoryEntry]:
    """What one save (its ``correlation_id``) did to a record and to its lines, the newest first."""
    uow.session.flush()
    own = [(_entry.c.entity == resource.entity) & (_entry.c.record_id == record_id)]
    own += [(_entry.c.entity == kind.entity) & _entry.c.record_id.in_(_lines(uow, kind, child, record_id))
            for child in resource.children if (kind := registry.get(child.key))]  # fmt: skip
    wanted = select(HistoryEntry).where(_entry.c.tenant_id == uow.tenant_id, _entry.c.correlation_id == number)
    return list(uow.session.scalars(wanted.where(or_(*own)).order_by(_entry.c.id.desc())))


def undo_together(
    uow: UnitOfWork, resource: Resource, record_id: UUID | str, number: str, version: int | None = None
) -> None:
    """Take a save back, the last thing it did first. Raises ``Conflict`` when any of its records was changed since.

    A line that was made goes to the trash, one that was removed comes back, one that was changed has what it had. Each
    goes the road of every change, so who may not do that takes nothing back.
    """
    row = load(uow, resource, as_id(record_id), lock=True)
    entries = changed_together(uow, resource, row.id, number)
    if not entries or (version is not None and row.version != version):
        raise Conflict(CHANGED_SINCE)
    kinds = {resource.entity: resource} | {
        kind.entity: kind for child in resource.children if (kind := registry.get(child.key))
    }
    for one in entries:
        if _changed_since(uow, one, number):
            raise Conflict(CHANGED_SINCE)
    made = next((one for one in entries if one.record_id == row.id and one.action == "create"), None)
    with lineage.together(uow):
        for one in [made] if made else entries:  # a record that goes to the trash takes its lines along
            kind = kinds[one.entity]
            reverse(uow, kind, load(uow, kind, one.record_id, lock=True), one)


def _lines(uow: UnitOfWork, kind: Resource, child: Children, record_id: UUID) -> Any:
    column = kind.table.c
    return select(column.id).where(column.tenant_id == uow.tenant_id, column[child.by] == record_id)


def _changed_since(uow: UnitOfWork, entry: HistoryEntry, number: str) -> bool:
    """Whether something else happened to the record of this entry after it."""
    later = (
        select(_entry.c.id)
        .where(_entry.c.tenant_id == uow.tenant_id, _entry.c.entity == entry.entity, _entry.c.id > entry.id)
        .where(_entry.c.record_id == entry.record_id, _entry.c.correlation_id.is_distinct_from(number))
        .limit(1)
    )
    return uow.session.scalar(later) is not None
