"""An import under way: its dry run, and the run itself, which goes on where a killed worker left off.

Each batch of rows is one transaction: the records, their history, the counts and the place in the file. So a row is
done with its batch or not at all, and never twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from time import monotonic
from uuid import UUID

from models.base import now
from models.platform import Job
from models.records import ImportBatch
from services.admin.importing import faults, own
from services.admin.importing.checking import ask_rules, examine, read_lines, rehearse, remember_keys
from services.admin.importing.constraints import ask_constraints
from services.admin.importing.mending import Unknown
from services.admin.importing.pace import Pace
from services.admin.importing.plan import Line, Outcome, Plan
from services.admin.importing.reading import Row, Source, read_rows, recognise
from services.admin.importing.seen import Seen
from services.admin.importing.writing import bring_rows
from services.admin.registry import registry
from services.core import files
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import NotFound, RuleBroken
from services.core.events import signal
from services.core.i18n import _
from services.core.tasks import Cancelled, JobContext, task

CHECK, RUN = "import-check", "import"
AT_ONCE = 1_000
"""Rows of one transaction."""
BEAT = 1.0
"""Seconds between two signs of progress of a dry run."""


@task(CHECK)
def check_import(job: JobContext) -> None:
    """The dry run: every row as it would be saved, in transactions that can't write. The result holds the counts."""
    actor, batch, plan, source = _begin(job)
    counts, beat, seen, names, pace = dict.fromkeys(Outcome, 0), monotonic(), Seen(), Seen(), Pace()
    unknown = Unknown(plan)
    with files.create(_tenant(actor), faults.SUFFIX) as (stored, file):
        for rows in _batches(source, 0):
            with unit_of_work(actor, read_only=True) as uow:
                lines = _examined(uow, plan, rows, seen, names)
            faults.write(file, plan, lines)
            unknown.note(lines)
            _count(counts, lines)
            if monotonic() - beat > BEAT:
                beat = monotonic()
                job.progress(_share(counts, source), pace.said(sum(counts.values()), source.rows))
    seen.close()
    names.close()
    with unit_of_work(actor) as uow:
        kept = locked(uow, batch.id)
        if kept.job_id == job.job_id:
            kept.status, kept.rows_total, kept.errors_stored = "checked", sum(counts.values()), stored
        offers = unknown.offers(uow)
    job.result.update({**_plain(counts), "offers": offers})


def end_with(uow: UnitOfWork, job: Job) -> None:
    """An import ends as its job does: the rows that are in stay in, and can be taken back."""
    _end(uow, job, job.status)


def go_on(uow: UnitOfWork, job: Job) -> None:
    """An import goes on in the same job, unless it has gone on in another, or its file is gone."""
    batch = locked(uow, UUID(str(job.payload["batch"])))
    try:
        files.path_of(uow.tenant_id, batch.stored)
    except NotFound:
        raise RuleBroken(_("The file of this import is there no more; send it again")) from None
    if batch.job_id != job.id or batch.status != "failed":
        raise RuleBroken(_("This import has gone on in another way"))
    batch.status, batch.finished_at = "running", None


@task(RUN, ended=end_with, again=go_on)
def run_import(job: JobContext) -> None:
    """Bring the rows in. Who asked may do so by today's rights, or nothing happens."""
    try:
        _run(job)
    except Cancelled:
        with unit_of_work(job.actor) as uow:
            _end(uow, uow.session.get_one(Job, (uow.tenant_id, job.job_id)), "cancelled")
        raise


def _end(uow: UnitOfWork, job: Job, status: str) -> None:
    batch = locked(uow, UUID(str(job.payload["batch"])))
    if batch.job_id != job.id:
        return  # it goes on in another job
    batch.status, batch.finished_at = status, now()
    files.finish(batch.tenant_id, str(batch.errors_stored), int(job.result.get("at", 0)))


def _run(job: JobContext) -> None:
    actor, batch, plan, source = _begin(job)
    source = replace(source, rows=batch.rows_total or source.rows)
    tenant, reached = _tenant(actor), job.reached()
    stored, at = str(batch.errors_stored), int(reached.get("at", 0))
    if batch.status != "running":
        files.finish(tenant, stored, at)
        return
    if before := job.payload.get("before"):
        files.begun_with(tenant, stored, str(before), at)
    counts = {outcome: int(reached.get(outcome, 0)) for outcome in Outcome}
    done, seen = sum(counts.values()), Seen()
    _remember(plan, source, seen, done)
    pace = Pace(done)
    with files.continued(tenant, stored, at) as file:
        for rows in _batches(source, done):
            with unit_of_work(actor) as uow:
                lines = bring_rows(uow, plan, rows, seen)
                faults.write(file, plan, lines)
                file.flush()
                _count(counts, lines)
                _keep_counts(uow, batch.id, counts)
                result = {**_plain(counts), "at": file.tell()}
                said = pace.said(sum(counts.values()), source.rows)
                job.checkpoint(uow, _share(counts, source), said, result)
            for column in plan.columns:
                if column.references:
                    column.references.forget_missing()
            at = result["at"]
    seen.close()
    with unit_of_work(actor) as uow:
        kept = locked(uow, batch.id)
        kept.status, kept.finished_at, kept.rows_total = "done", now(), sum(counts.values())
        signal(uow, "record.changed", {"entity": plan.resource.entity})
    files.finish(tenant, stored, at)
    job.result.update({**_plain(counts), "at": at})


def locked(uow: UnitOfWork, batch_id: UUID) -> ImportBatch:
    """The batch, held until the transaction ends."""
    return uow.session.get_one(ImportBatch, (uow.tenant_id, batch_id), with_for_update=True, populate_existing=True)


def plan_of(actor: Actor, batch: ImportBatch) -> Plan:
    """The plan of a batch, under the actor's rights of now."""
    mapping = {int(number): str(key) for number, key in batch.mapping.items()}
    plan = Plan.of(actor, registry.get(batch.resource), mapping, batch.mode, batch.natural_key or "", batch.id)
    return replace(plan, mends=batch.mends)


def data_rows(source: Source) -> Iterator[Row]:
    """The rows under the head."""
    return islice(read_rows(source), 1, None)


def _begin(job: JobContext) -> tuple[Actor, ImportBatch, Plan, Source]:
    actor = replace(job.actor, time_zone=str(job.payload["time_zone"]))
    with unit_of_work(actor, read_only=True) as uow:
        batch = uow.session.get_one(ImportBatch, (uow.tenant_id, UUID(str(job.payload["batch"]))))
        uow.session.expunge(batch)
    source = recognise(files.path_of(_tenant(actor), batch.stored))
    plan = plan_of(actor, batch)
    return actor, batch, plan, source


def _examined(uow: UnitOfWork, plan: Plan, rows: list[Row], seen: Seen, names: Seen) -> list[Line]:
    lines = read_lines(uow, plan, rows)
    if plan.own:
        own.excuse(plan, lines, names)
    examine(uow, plan, lines, seen, lock=False)
    for line in lines:
        if line.outcome is not Outcome.REFUSE:
            ask_rules(uow, plan, line)
            rehearse(uow, plan, line)
    ask_constraints(uow, plan, lines, seen)
    if plan.own:
        own.note(plan, lines, names)
    return lines


def _batches(source: Source, done: int) -> Iterator[list[Row]]:
    """The rows under the head in batches, without those that are done."""
    rows = islice(data_rows(source), done, None)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


def _remember(plan: Plan, source: Source, seen: Seen, done: int) -> None:
    rows = islice(data_rows(source), done)
    while batch := list(islice(rows, AT_ONCE)):
        remember_keys(plan, batch, seen)


def _count(counts: dict[Outcome, int], lines: list[Line]) -> None:
    for line in lines:
        counts[line.outcome] += 1


def _plain(counts: dict[Outcome, int]) -> dict[str, int]:
    return {str(outcome): n for outcome, n in counts.items()}


def _keep_counts(uow: UnitOfWork, batch_id: UUID, counts: dict[Outcome, int]) -> None:
    batch = locked(uow, batch_id)
    batch.rows_created, batch.rows_updated = counts[Outcome.CREATE], counts[Outcome.UPDATE]
    batch.rows_skipped, batch.rows_failed = counts[Outcome.SKIP], counts[Outcome.REFUSE]
    uow.session.flush()


def _share(counts: dict[Outcome, int], source: Source) -> float:
    return min(sum(counts.values()) / max(source.rows, 1), 0.99)


def _tenant(actor: Actor) -> UUID:
    if actor.tenant_id is None:
        raise RuntimeError("an import belongs to a shop")
    return actor.tenant_id
