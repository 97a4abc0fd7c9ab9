"""The end of what was put in the trash: deleted for good, by a person or after a time, with all that was beside it.

What other records still refer to stays, and is said; a tag is taken off the records that have it. History stays too: it
is all that is left of the record.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, func, select
from sqlalchemy.exc import DBAPIError

from models.records import Attachment, Comment, Follower, RecordTag, Tag
from services.admin import tagging
from services.admin.attachments import remove_files
from services.admin.policy import can, can_purge
from services.admin.record import load
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, RuleBroken
from services.core.events import signal
from services.core.history import record, snapshot
from services.core.i18n import Message, _
from services.core.permissions import PURGE

BATCH = 200
STILL_NEEDED = _("Another record still needs this one; it stays in the trash")
_attachment: Table = Attachment.__table__  # type: ignore[attr-defined]
_comment: Table = Comment.__table__  # type: ignore[attr-defined]
_follower: Table = Follower.__table__  # type: ignore[attr-defined]
_tag: Table = RecordTag.__table__  # type: ignore[attr-defined]
BESIDE = (_attachment, _comment, _follower, _tag)
"""What stands beside a record, in the order in which it can go."""


@dataclass
class Purged:
    """What became of a trash: records deleted, and those that stay since others need them, by resource."""

    gone: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    def plain(self) -> dict[str, Any]:
        """For a job's result."""
        return {"gone": dict(self.gone), "kept": dict(self.kept)}


def goes_with(uow: UnitOfWork, resource: Resource, identity: UUID | str) -> list[tuple[Message, int]]:
    """What would go with a record that is in the trash: how many lines of each kind, comments and files."""
    row = _purgeable(uow, resource, identity)
    counts: dict[str, tuple[Message, int]] = {}
    for kind in _below(uow, resource, row):
        label, n = counts.get(kind.key, (kind.label, 0))
        counts[kind.key] = (label, n + 1)
    beside = ((_comment, _("Comments")), (_attachment, _("Files")))
    return [*counts.values(), *((label, n) for table, label in beside if (n := _count(uow, table, resource, row)))]


def _below(uow: UnitOfWork, resource: Resource, row: Any) -> Iterator[Resource]:
    """The kind of each record below this one that would go with it."""
    for kind, one in _lines(uow, resource, row):
        if can(kind, uow.actor, "view"):
            yield kind
        yield from _below(uow, kind, one)


def _count(uow: UnitOfWork, table: Table, resource: Resource, row: Any) -> int:
    mine = (table.c.tenant_id == uow.tenant_id, table.c.entity == resource.entity, table.c.record_id == row.id)
    counted = select(func.count()).where(*mine, table.c.deleted_at.is_(None))
    return uow.session.scalar(counted) or 0


def _purgeable(uow: UnitOfWork, resource: Resource, identity: UUID | str, *, lock: bool = False) -> Any:
    if not can_purge(resource, uow.actor):
        raise Forbidden
    row = load(uow, resource, identity, lock=lock)
    if not can_purge(resource, uow.actor, row):
        raise Forbidden
    return row


def delete_forever(uow: UnitOfWork, resource: Resource, identity: UUID | str) -> None:
    """Delete one record that is in the trash. Raises ``RuleBroken`` while others need it."""
    row = _purgeable(uow, resource, identity, lock=True)
    if row.deleted_at is None:
        raise RuleBroken(_("Only what is in the trash can be deleted for good"))
    if not _delete(uow, resource, row):
        raise RuleBroken(STILL_NEEDED)


def purge(uow: UnitOfWork, resource: Resource, before: datetime, after: UUID | None, done: Purged) -> UUID | None:
    """Delete what was put in the trash before this moment, a batch after this id; answers the last id, None at the end.

    A record that others need costs the others nothing.
    """
    column = resource.table.c
    wanted = select(resource.model).where(column.tenant_id == uow.tenant_id, column.deleted_at < before)
    if after is not None:
        wanted = wanted.where(column.id > after)
    rows = uow.session.scalars(wanted.order_by(column.id).limit(BATCH).with_for_update(skip_locked=True)).all()
    ids = [row.id for row in rows]
    for row in rows:
        (done.gone if _delete(uow, resource, row) else done.kept)[resource.key] += 1
    return ids[-1] if ids else None


def purge_beside(uow: UnitOfWork, before: datetime) -> None:
    """Delete the comments and files that were taken away from records before this moment."""
    for table in (_attachment, _comment):
        old = (table.c.tenant_id == uow.tenant_id, table.c.deleted_at < before)
        if table is _attachment:
            for pair in uow.session.execute(select(table.c.stored, table.c.thumbnail).where(*old)):
                remove_files(uow, list(pair))
        uow.session.execute(delete(table).where(*old))


def _delete(uow: UnitOfWork, resource: Resource, row: Any) -> bool:
    """One record with its children in the trash and all beside it; False, and nothing done, where others need it."""
    stored: list[str | None] = []
    try:
        with uow.session.begin_nested():
            _take(uow, resource, row, stored)
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        uow.session.expire_all()
        return False
    remove_files(uow, stored)
    signal(uow, "record.changed", {"entity": resource.entity, "id": str(row.id)})
    return True


def _lines(uow: UnitOfWork, resource: Resource, row: Any, *, lock: bool = False) -> Iterator[tuple[Resource, Any]]:
    """The children of a record that are in the trash, each with its resource."""
    for child in resource.children:
        kind = registry.get(child.key)
        if kind.trashable:
            column = kind.table.c
            mine = (column.tenant_id == uow.tenant_id, column[child.by] == row.id, column.deleted_at.is_not(None))
            wanted = select(kind.model).where(*mine)
            for one in uow.session.scalars(wanted.with_for_update() if lock else wanted).all():
                yield kind, one


def _take(uow: UnitOfWork, resource: Resource, row: Any, stored: list[str | None]) -> None:
    for kind, one in _lines(uow, resource, row, lock=True):
        _take(uow, kind, one, stored)
    for table in BESIDE:
        mine = (table.c.tenant_id == uow.tenant_id, table.c.entity == resource.entity, table.c.record_id == row.id)
        if table is _attachment:
            for pair in uow.session.execute(select(table.c.stored, table.c.thumbnail).where(*mine)):
                stored.extend(pair)
        uow.session.execute(delete(table).where(*mine))
    if isinstance(row, Tag):
        tagging.take_off(uow, row)
    record(uow, row, PURGE, snapshot(row), {})
    uow.session.flush()
    own = resource.table
    uow.session.execute(delete(own).where(own.c.tenant_id == uow.tenant_id, own.c.id == row.id))
    uow.session.expunge(row)
