"""An import taken back: what it made goes to the trash, what it changed gets its former values again.

History says what it was, read backwards. A record that somebody has changed since stays as it is, and is reported.
Doing it twice does nothing more, so an interrupted undo simply begins again.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from models.base import new_id, now
from models.platform import HistoryEntry
from models.records import ImportBatch
from services.admin.importing.job import locked
from services.admin.importing.storage import as_stored
from services.admin.policy import can, require
from services.admin.references import scoped
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.bulk import insert_together, update_rows
from services.core.database import UnitOfWork, unit_of_work
from services.core.events import signal
from services.core.history import plain
from services.core.i18n import _
from services.core.tasks import JobContext, task

TASK = "import-undo"
AT_ONCE = 500
MOST_LEFT = 100
"""Records left as they are that are named; more are only counted."""
_entry: Any = HistoryEntry.__table__.c  # type: ignore[attr-defined]


@task(TASK)
def undo_import(job: JobContext) -> None:
    """Take a batch back. The result holds ``trashed``, ``restored`` and ``left``, with ids of some ``left_ids``."""
    batch_id = UUID(str(job.payload["batch"]))
    counts: dict[str, Any] = {"trashed": 0, "restored": 0, "left": 0, "left_ids": []}
    with unit_of_work(job.actor, read_only=True) as uow:
        batch = uow.session.get_one(ImportBatch, (uow.tenant_id, batch_id))
        resource, total = registry.get(batch.resource), max(batch.rows_created + batch.rows_updated, 1)
        _require(resource, job, batch)
    last: UUID | None = None
    done = 0
    while True:
        with unit_of_work(job.actor) as uow:
            uow.correlation_id = f"undo:{batch_id}"
            entries = _entries(uow, batch_id, last)
            if not entries:
                break
            _take_back(uow, resource, entries, counts)
            last, done = entries[-1].id, done + len(entries)
        job.progress(min(done / total, 0.99), _("{n} records taken back", n=counts["trashed"] + counts["restored"]))
    with unit_of_work(job.actor) as uow:
        kept = locked(uow, batch_id)
        kept.status = "undone"
        signal(uow, "record.changed", {"entity": resource.entity})
    job.result.update(counts)


def _require(resource: Resource, job: JobContext, batch: ImportBatch) -> None:
    require(resource, job.actor, "import")
    if batch.rows_created:
        require(resource, job.actor, "delete")
    if batch.rows_updated:
        require(resource, job.actor, "update")


def _entries(uow: UnitOfWork, batch_id: UUID, last: UUID | None) -> Sequence[Row[Any]]:
    """The next changes of the batch, the last first."""
    statement = select(_entry.id, _entry.record_id, _entry.action, _entry.changes).where(
        _entry.tenant_id == uow.tenant_id, _entry.correlation_id == str(batch_id)
    )
    if last is not None:
        statement = statement.where(_entry.id < last)
    return uow.session.execute(statement.order_by(_entry.id.desc()).limit(AT_ONCE)).all()


def _take_back(uow: UnitOfWork, resource: Resource, entries: Sequence[Row[Any]], counts: dict[str, Any]) -> None:
    rows = _records(uow, resource, {entry.record_id for entry in entries})
    whole = _with_parts(uow, resource, rows)
    back: list[tuple[Any, dict[str, Any], str]] = []
    for entry in entries:
        row = rows.get(entry.record_id)
        grown = entry.action == "create" and entry.record_id in whole
        wanted = None if row is None or grown else _former(uow, resource, row, entry)
        if wanted is None:
            counts["left"] += 1
            counts["left_ids"] = [*counts["left_ids"], str(entry.record_id)][:MOST_LEFT]
            continue
        counts["trashed" if entry.action == "create" else "restored"] += 1
        if wanted:
            back.append((row, wanted, "delete" if entry.action == "create" else "undo"))
    for part in _alike(back):
        _write(uow, resource, part)


def _former(uow: UnitOfWork, resource: Resource, row: Any, entry: Row[Any]) -> dict[str, Any] | None:
    """The values to give back, empty where that is done already; None where the record must stay as it is."""
    if entry.action == "create":
        if row.deleted_at is not None:
            return {}
        untouched = _is(row, entry.changes, 1)
        return {"deleted_at": now().isoformat()} if untouched and can(resource, uow.actor, "delete", row) else None
    if _is(row, entry.changes, 0):
        return {}
    if row.deleted_at is not None or not _is(row, entry.changes, 1) or not can(resource, uow.actor, "update", row):
        return None
    return {name: pair[0] for name, pair in entry.changes.items()}


def _with_parts(uow: UnitOfWork, resource: Resource, ids: Collection[UUID]) -> set[UUID]:
    """Those of these records that somebody has given lines of their own since: they stay."""
    found: set[UUID] = set()
    for child in resource.children:
        column = registry.get(child.key).table.c
        mine = [column.tenant_id == uow.tenant_id, column[child.by].in_(ids)]
        alive = [column.deleted_at.is_(None)] if "deleted_at" in column else []
        found |= set(uow.session.scalars(select(column[child.by]).where(*mine, *alive).distinct()))
    return found


def _is(row: Any, changes: dict[str, Any], side: int) -> bool:
    """Whether the record holds these values: those before the import (0) or those it wrote (1)."""
    return all(_same(plain(getattr(row, name)), pair[side]) for name, pair in changes.items())


def _same(stored: Any, kept: Any) -> bool:
    if stored == kept:
        return True
    if not isinstance(stored, str) or not isinstance(kept, str):
        return False
    try:
        return Decimal(stored) == Decimal(kept)
    except InvalidOperation:
        pass
    try:
        return datetime.fromisoformat(stored) == datetime.fromisoformat(kept)
    except (TypeError, ValueError):
        return False


def _records(uow: UnitOfWork, resource: Resource, ids: set[UUID]) -> dict[UUID, Any]:
    table = resource.table
    statement = select(resource.model).where(
        table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids), scoped(resource, uow.actor)
    )
    rows = uow.session.scalars(statement.order_by(table.c.id).with_for_update()).all()
    for row in rows:
        uow.session.expunge(row)
    return {row.id: row for row in rows}


def _alike(back: list[tuple[Any, dict[str, Any], str]]) -> Iterator[list[tuple[Any, dict[str, Any], str]]]:
    """The changes in parts that change the same columns."""
    parts: dict[tuple[str, ...], list[tuple[Any, dict[str, Any], str]]] = {}
    for one in back:
        parts.setdefault(tuple(sorted(one[1])), []).append(one)
    yield from parts.values()


def _write(uow: UnitOfWork, resource: Resource, part: list[tuple[Any, dict[str, Any], str]]) -> None:
    at = now()
    rows = [as_stored(resource.model, {"id": row.id, **wanted}) for row, wanted, _action in part]
    update_rows(uow, resource.model, rows)
    entries = [
        {
            "tenant_id": uow.tenant_id, "id": new_id(), "created_at": at, "created_by": uow.actor.user_id,
            "entity": resource.entity, "record_id": row.id, "action": action, "actor_name": uow.actor.name,
            "via": "import", "correlation_id": uow.correlation_id, "note": "",
            "changes": {name: [plain(getattr(row, name)), value] for name, value in wanted.items()},
        }
        for row, wanted, action in part
    ]  # fmt: skip
    insert_together(uow, (HistoryEntry, entries))
