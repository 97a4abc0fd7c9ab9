"""Doing it: each record for itself, or all of them or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.base import new_id
from services.admin.bulk.change import Change, why
from services.admin.bulk.selection import Selection
from services.admin.bulk.together import change_together, possible
from services.admin.bulk.work import Work
from services.admin.record import load
from services.admin.resource import Resource
from services.admin.titles import title_of_row
from services.admin.versions import hindrance
from services.core.database import UnitOfWork
from services.core.errors import AppError, RuleBroken
from services.core.i18n import Message, _
from services.core.tasks import enqueue

AT_ONCE = 200
"""Up to so many records are changed while one waits, in one transaction; more are a job."""
MAX_ROWS = 100_000
"""No change takes more records than these."""
MAX_WHOLE = 10_000
"""All or none is one transaction, which holds its locks to the end: no more records than these."""
SHOWN = 50
"""Refusals that an answer names; a job's file names them all."""
TASK, UNDO_TASK = "bulk", "bulk-undo"


class Result(StrEnum):
    """What became of one record."""

    DONE = "done"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """One record's line: its title as stored, what became of it, and why not."""

    id: UUID
    title: Any
    result: Result
    why: Message | None = None

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"id": str(self.id), "title": self.title, "why": self.why.plain() if self.why else None}


@dataclass
class Outcome:
    """What became of all of them: how many, and the first that were refused."""

    counts: dict[str, int] = field(default_factory=lambda: {str(one): 0 for one in Result})
    refused: list[Line] = field(default_factory=list)
    correlation_id: str = ""

    def add(self, line: Line) -> None:
        """Count one more."""
        self.counts[line.result] += 1
        if line.result is Result.REFUSED and len(self.refused) < SHOWN:
            self.refused.append(line)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            **self.counts,
            "lines": [line.plain() for line in self.refused],
            "correlation_id": self.correlation_id,
        }


@dataclass(frozen=True)
class Started:
    """How a change went on: done, or by a job."""

    outcome: Outcome | None = None
    job_id: UUID | None = None


def start(uow: UnitOfWork, selection: Selection, change: Change, *, whole: bool) -> Started:
    """Change the chosen records in this transaction, or enqueue a job where they are many.

    ``whole`` means all or none. Raises ``Forbidden``, ``ValidationFailed`` where no record could take it, and
    ``RuleBroken`` over the limits or when one record refuses a change meant for all.
    """
    change.verify(uow, selection.resource)
    if not selection.count(uow, AT_ONCE).over:
        return Started(outcome=run(uow, selection, change, whole=whole))
    limit = MAX_WHOLE if whole else MAX_ROWS
    if selection.count(uow, limit).over:
        raise RuleBroken(_("At most {n} records can be changed in one go: narrow the list first", n=limit))
    payload = {
        "resource": selection.resource.key,
        "selection": selection.plain(),
        "change": change.plain(),
        "whole": whole,
        "language": uow.actor.language,
    }
    return Started(job_id=enqueue(uow, TASK, payload).id)


def run(uow: UnitOfWork, selection: Selection, change: Change, *, whole: bool) -> Outcome:
    """Change them all in this transaction; their history shares one number, told where it can be taken back."""
    uow.correlation_id = str(new_id())
    final = hindrance(selection.resource, change.act)
    outcome = Outcome(correlation_id="" if final else uow.correlation_id)
    for line in lines(uow, selection.resource, change, selection.batch(uow, None, AT_ONCE), whole=whole):
        outcome.add(line)
    return outcome


def lines(
    uow: UnitOfWork, resource: Resource, change: Change, ids: Sequence[UUID], *, whole: bool = False
) -> Iterator[Line]:
    """Change these records, together where that is possible, else one after the other.

    A refused one is left as it was, or ends all of it (``whole``).
    """
    works = change_together(uow, resource, change, ids) if possible(resource, change) else None
    for line in (_line(uow, resource, change, one) for one in ids) if works is None else map(line_of, works):
        if whole and line.result is Result.REFUSED:
            said = line.title if isinstance(line.title, str) else _said(line.title, uow.actor.language)
            raise RuleBroken(_("Nothing was changed. {title}: {why}", title=said, why=line.why))
        yield line


def line_of(work: Work) -> Line:
    """The line of a record that was worked out."""
    if work.why is not None:
        return Line(work.id, work.title, Result.REFUSED, work.why)
    return Line(work.id, work.title, Result.DONE if work.changed else Result.SAME)


def _line(uow: UnitOfWork, resource: Resource, change: Change, identity: UUID) -> Line:
    title: Any = str(identity)
    try:
        row = load(uow, resource, identity, lock=True)
        title = title_of_row(uow, resource, row)
        with uow.session.begin_nested():
            changed = change.make(uow, resource, row)
    except AppError as error:
        return Line(identity, title, Result.REFUSED, why(resource, error))
    return Line(identity, title, Result.DONE if changed else Result.SAME)


def _said(title: Any, language: str) -> str:
    return str(title.get(language) or next(iter(title.values()), "")) if isinstance(title, dict) else str(title)
