"""Taking back what was done in one go: each record as it was before, unless it was changed again since."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from models.platform import HistoryEntry
from services.admin import versions
from services.admin.bulk.change import why
from services.admin.bulk.run import AT_ONCE, UNDO_TASK, Line, Outcome, Result, Started
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork
from services.core.errors import AppError, NotFound
from services.core.tasks import enqueue

_entry: Any = HistoryEntry.__table__.c  # type: ignore[attr-defined]


def start(uow: UnitOfWork, resource: Resource, correlation_id: str) -> Started:
    """Take it back in this transaction, or enqueue a job where it is much. Raises ``NotFound`` where nothing is."""
    if count(uow, resource, correlation_id, AT_ONCE + 1) <= AT_ONCE:
        return Started(outcome=undo(uow, resource, correlation_id))
    payload = {"resource": resource.key, "number": correlation_id, "language": uow.actor.language}
    return Started(job_id=enqueue(uow, UNDO_TASK, payload).id)


def undo(uow: UnitOfWork, resource: Resource, correlation_id: str) -> Outcome:
    """Take back, record by record, what has this number in history; what can't be is told with its reason.

    Only one's own doing, and of no more records than are changed at once. Raises ``NotFound``.
    """
    found = entries(uow, resource, correlation_id, None, AT_ONCE)
    if not found:
        raise NotFound
    outcome = Outcome()
    for line in taken_back(uow, resource, found):
        outcome.add(line)
    return outcome


def count(uow: UnitOfWork, resource: Resource, correlation_id: str, most: int) -> int:
    """How many changes of one's own have this number, counted up to so many."""
    counted = _mine(uow, resource, correlation_id).limit(most).subquery()
    return int(uow.session.execute(select(func.count()).select_from(counted)).scalar_one())


def entries(
    uow: UnitOfWork, resource: Resource, correlation_id: str, before: UUID | None, most: int
) -> Sequence[Row[Any]]:
    """The next changes to take back, the last first."""
    mine = _mine(uow, resource, correlation_id)
    if before is not None:
        mine = mine.where(_entry.id < before)
    return uow.session.execute(mine.order_by(_entry.id.desc()).limit(most)).all()


def taken_back(uow: UnitOfWork, resource: Resource, found: Sequence[Row[Any]]) -> Iterator[Line]:
    """Take these changes back, each for itself."""
    titles = _titles(uow, resource, [one.record_id for one in found])
    for one in found:
        title = titles.get(one.record_id, str(one.record_id))
        try:
            with uow.session.begin_nested():
                versions.undo(uow, resource, one.id)
        except AppError as error:
            yield Line(one.record_id, title, Result.REFUSED, why(resource, error))
        else:
            yield Line(one.record_id, title, Result.DONE)


def _titles(uow: UnitOfWork, resource: Resource, ids: Sequence[UUID]) -> dict[UUID, Any]:
    table = resource.table
    if resource.titled.column is None:
        return {}
    wanted = select(table.c.id, table.c[resource.title]).where(table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids))
    return {identity: plain(title) for identity, title in uow.session.execute(wanted)}


def _mine(uow: UnitOfWork, resource: Resource, correlation_id: str) -> Select[Any]:
    return select(_entry.id, _entry.record_id).where(
        _entry.tenant_id == uow.tenant_id, _entry.correlation_id == correlation_id,
        _entry.entity == resource.entity, _entry.created_by == uow.actor.user_id,
    )  # fmt: skip
