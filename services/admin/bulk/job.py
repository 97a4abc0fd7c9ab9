"""A change of many records as a job: in batches, each with the note of how far it is in its own transaction.

A worker that dies loses at most the batch it was at, and that wholly: the next one goes on after the last note, so no
record is changed twice. Who asked is read again at the beginning, and policy and rules at each record.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from models.base import new_id
from services.admin.bulk import undo
from services.admin.bulk.change import Change
from services.admin.bulk.run import MAX_ROWS, TASK, UNDO_TASK, Line, Result, lines
from services.admin.bulk.selection import Selection
from services.admin.exporting.table import safe_text
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core import files
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError
from services.core.i18n import Message, _
from services.core.tasks import Cancelled, JobContext, task

BATCH = 100
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
HEADS = (_("Record"), _("Result"), _("Why"), _("ID"))
RESULTS: dict[Result, Message] = {
    Result.DONE: _("Changed"),
    Result.SAME: _("Already so"),
    Result.REFUSED: _("Not changed"),
}


@dataclass
class Reached:
    """How far a job is: the last id, the counts, and the length of its result file at that point."""

    file: str
    name: str
    expected: int
    correlation_id: str
    after: str | None = None
    at: int = 0
    counts: dict[str, int] = field(default_factory=lambda: {str(one): 0 for one in Result})
    media_type: str = "text/csv; charset=utf-8"

    @property
    def seen(self) -> int:
        """Records dealt with so far."""
        return sum(self.counts.values())

    def plain(self) -> dict[str, Any]:
        """The job's result, whole at each point."""
        return {**vars(self), "rows": self.seen}

    @classmethod
    def read(cls, given: dict[str, Any]) -> "Reached":
        """What an earlier attempt wrote down."""
        return cls(**{name: value for name, value in given.items() if name != "rows"})


@task(TASK)
def change_many(job: JobContext) -> None:
    """Change what was chosen. The result counts what was ``done``, ``same`` and ``refused``, and names a CSV file."""
    actor = replace(job.actor, language=str(job.payload["language"]))
    resource = registry.get(str(job.payload["resource"]))
    selection = Selection.read(resource, actor, job.payload["selection"])
    change = Change.read(job.payload["change"])
    reached = _begin(job, actor, selection)
    with _kept(actor, reached):
        if job.payload["whole"]:
            _whole(job, actor, selection, change, reached)
        else:
            while _batch(job, actor, selection, change, reached):
                pass
    job.result.update(reached.plain())


@task(UNDO_TASK)
def take_back_many(job: JobContext) -> None:
    """Take back what a change of many did. The result is like that of the change."""
    actor, number = replace(job.actor, language=str(job.payload["language"])), str(job.payload["number"])
    resource = registry.get(str(job.payload["resource"]))
    if before := job.reached():
        reached = Reached.read(before)
    else:
        with job.work(read_only=True) as uow:
            expected = undo.count(uow, resource, number, MAX_ROWS)
        reached = Reached(f"{new_id()}.csv", _name(resource, actor), max(expected, 1), str(job.job_id))
    with _kept(actor, reached):
        while _taken_back(job, actor, resource, number, reached):
            pass
    job.result.update(reached.plain())


def _taken_back(job: JobContext, actor: Actor, resource: Resource, number: str, reached: Reached) -> bool:
    """One batch in one transaction; answers whether there was anything left."""
    with _work(actor, reached) as uow:
        found = undo.entries(uow, resource, number, UUID(reached.after) if reached.after else None, BATCH)
        if not found:
            return False
        following = _write(actor, reached, list(undo.taken_back(uow, resource, found)))
        following = replace(following, after=str(found[-1].id))
        _note(job, uow, following)
    vars(reached).update(vars(following))
    return True


def _name(resource: Resource, actor: Actor) -> str:
    """What the result file is called."""
    return f"{resource.label.text(actor.language)}.csv".replace("/", "-")


def _begin(job: JobContext, actor: Actor, selection: Selection) -> Reached:
    """Where an earlier worker left off, or the beginning."""
    before = job.reached()
    if before:
        return Reached.read(before)
    with job.work(read_only=True) as uow:
        count = selection.count(uow, MAX_ROWS).n
    return Reached(f"{new_id()}.csv", _name(selection.resource, actor), max(count, 1), str(job.job_id))


def _batch(job: JobContext, actor: Actor, selection: Selection, change: Change, reached: Reached) -> bool:
    """One batch in one transaction; answers whether there was any record left."""
    with _work(actor, reached) as uow:
        change.verify(uow, selection.resource)
        ids = selection.batch(uow, UUID(reached.after) if reached.after else None, BATCH)
        if not ids:
            return False
        made = list(lines(uow, selection.resource, change, ids))
        following = _write(actor, reached, made)
        _note(job, uow, following)
    vars(reached).update(vars(following))
    return True


def _whole(job: JobContext, actor: Actor, selection: Selection, change: Change, reached: Reached) -> None:
    """All of them in one transaction, or none: progress is told outside it, and stopping takes everything back."""
    with _work(actor, reached) as uow:
        change.verify(uow, selection.resource)
        following = reached
        while ids := selection.batch(uow, UUID(following.after) if following.after else None, BATCH):
            made = list(lines(uow, selection.resource, change, ids, whole=True))
            following = _write(actor, following, made)
            job.progress(min(following.seen / following.expected, 0.99), _said(following))
        _note(job, uow, following)
    vars(reached).update(vars(following))


@contextmanager
def _work(actor: Actor, reached: Reached) -> Iterator[UnitOfWork]:
    with unit_of_work(actor) as uow:
        uow.correlation_id = reached.correlation_id
        yield uow


@contextmanager
def _kept(actor: Actor, reached: Reached) -> Iterator[None]:
    """The result file can be read at the end, also of a job that was stopped or refused."""
    try:
        yield
    except (Cancelled, AppError):
        _finish(actor, reached)
        raise
    _finish(actor, reached)


def _finish(actor: Actor, reached: Reached) -> None:
    if actor.tenant_id:
        files.finish(actor.tenant_id, reached.file, reached.at)


def _write(actor: Actor, reached: Reached, made: list[Line]) -> Reached:
    """Add the lines of a batch to the file; answers how far that is."""
    if actor.tenant_id is None:
        raise RuntimeError("a change belongs to a tenant")
    counts = dict(reached.counts)
    text = io.StringIO()
    writer = csv.writer(text)
    if not reached.at:
        text.write(MARK)
        writer.writerow([head.text(actor.language) for head in HEADS])
    for line in made:
        counts[line.result] += 1
        writer.writerow(_cells(line, actor.language))
    with files.continued(actor.tenant_id, reached.file, reached.at) as file:
        file.write(text.getvalue().encode())
        at = file.tell()
    return replace(reached, after=str(made[-1].id), at=at, counts=counts)


def _cells(line: Line, language: str) -> list[str]:
    title = line.title
    if isinstance(title, dict):
        title = title.get(language) or next(iter(title.values()), "")
    reason = line.why.text(language) if line.why else ""
    return [safe_text(str(title)), RESULTS[line.result].text(language), safe_text(reason), str(line.id)]


def _note(job: JobContext, uow: UnitOfWork, reached: Reached) -> None:
    job.checkpoint(uow, min(reached.seen / reached.expected, 0.99), _said(reached), reached.plain())


def _said(reached: Reached) -> Message:
    done, refused = reached.counts[Result.DONE], reached.counts[Result.REFUSED]
    return _("{done} changed, {refused} not, of {all}", done=done, refused=refused, all=reached.expected)
