"""Records that belong to a record: they go to the trash with it, and come back with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from models.base import new_id
from models.platform import HistoryEntry
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.database import UnitOfWork


@contextmanager
def together(uow: UnitOfWork) -> Iterator[str]:
    """All history written inside shares a number: the one of the unit of work, or a new one for this block."""
    before = uow.correlation_id
    uow.correlation_id = before or str(new_id())
    try:
        yield uow.correlation_id
    finally:
        uow.correlation_id = before


def family(uow: UnitOfWork, resource: Resource, row: Any, verb: str) -> list[tuple[Resource, Any]]:
    """The record and those below it that share its way into the trash (``delete``) or out of it (``restore``).

    Out of it come exactly those that went with it: what somebody had put there before stays.
    """
    gone_with = _number(uow, resource, row) if verb == "restore" else None
    return [(resource, row), *_below(uow, resource, row, verb, gone_with)]


def parent_is_gone(uow: UnitOfWork, resource: Resource, row: Any) -> bool:
    """Whether what the record is a part of lies in the trash itself."""
    for parent in registry.all():
        table = parent.table.c
        for child in parent.children if parent.trashable else ():
            if child.key == resource.key:
                whole = (table.tenant_id == uow.tenant_id, table.id == getattr(row, child.by))
                if uow.session.scalar(select(table.deleted_at).where(*whole)) is not None:
                    return True
    return False


def _below(
    uow: UnitOfWork, resource: Resource, row: Any, verb: str, gone_with: str | None
) -> Iterator[tuple[Resource, Any]]:
    if verb == "restore" and gone_with is None:
        return
    for child in resource.children:
        kind = registry.get(child.key)
        if not kind.trashable:
            continue
        for one in _children(uow, kind, child.by, row, gone_with):
            yield kind, one
            yield from _below(uow, kind, one, verb, gone_with)


def _children(uow: UnitOfWork, kind: Resource, by: str, row: Any, gone_with: str | None) -> list[Any]:
    column = kind.table.c
    wanted = select(kind.model).where(column.tenant_id == uow.tenant_id, column[by] == row.id).order_by(column.id)
    if gone_with is None:
        wanted = wanted.where(column.deleted_at.is_(None))
    else:
        wanted = wanted.where(column.deleted_at.is_not(None), column.id.in_(_gone(uow, kind, gone_with)))
    return list(uow.session.scalars(wanted.with_for_update().execution_options(populate_existing=True)))


def _gone(uow: UnitOfWork, kind: Resource, number: str) -> Any:
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    return select(entry.record_id).where(
        entry.tenant_id == uow.tenant_id, entry.correlation_id == number, entry.entity == kind.entity,
        entry.action == "delete",
    )  # fmt: skip


def _number(uow: UnitOfWork, resource: Resource, row: Any) -> str | None:
    """What was shared by all that went to the trash with this record."""
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    last = (
        select(entry.correlation_id)
        .where(
            entry.tenant_id == uow.tenant_id, entry.entity == resource.entity, entry.record_id == row.id,
            entry.action == "delete",
        )
        .order_by(entry.id.desc())
        .limit(1)
    )  # fmt: skip
    return uow.session.scalar(last)
