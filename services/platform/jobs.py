"""Jobs as people look at them: by queues of kindred work, each with how far it is, and who may stop or repeat it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlmodel import col

from models.base import now
from models.platform import Job
from models.records import ImportBatch
from services.admin import bulk
from services.admin.leftovers import RESULTS
from services.admin.queues import Lane, Piece
from services.admin.registry import registry
from services.admin.versions import hindrance
from services.core import files
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import NotFound
from services.core.i18n import Message, _
from services.core.permissions import permission
from services.core.tasks import ATTEMPTS, STALE, cancel, lost, retry

STATUSES: dict[str, Message] = {
    "queued": _("Waiting"),
    "running": _("Running"),
    "done": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Stopped"),
}
TONES = {"queued": "neutral", "running": "info", "done": "pos", "failed": "neg", "cancelled": "neutral"}
BUSY = ("queued", "running", "failed")
"""What somebody may want to look after."""
TASKS: dict[str, Message] = {
    "bulk": _("Change of many records"),
    "bulk-undo": _("Taking back a change of many"),
    "export": _("Export"),
    "import-check": _("Check of an import"),
    "import": _("Import"),
    "import-tidy": _("Deleting files of old imports"),
    "import-undo": _("Undoing an import"),
    "shop.pull-rates": _("Pulling rates"),
    "admin.purge-trash": _("Emptying old trash"),
    "admin.tidy-files": _("Deleting files left over"),
}
LANES: dict[str, tuple[Message, tuple[str, ...]]] = {
    "changes": (_("Changes"), ("bulk", "bulk-undo")),
    "imports": (_("Imports"), ("import-check", "import", "import-undo")),
    "exports": (_("Exports"), ("export",)),
}
UPKEEP = _("Upkeep")
"""What no person asks for: it comes by the clock."""
HOURS = 8
"""So far back a queue's line goes."""
LEAST = 0.02
"""Before so much is done nothing can be said of the rest."""


def own_jobs(statement: Select[Any], actor: Actor) -> Select[Any]:
    """Everybody sees what they asked for themselves; who looks after the shop's jobs sees all of them."""
    if actor.can(permission("jobs", "update")):
        return statement
    return statement.where(col(Job.created_by) == actor.user_id)


def stop(uow: UnitOfWork, job: Job) -> None:
    """Stop a job."""
    cancel(uow, job.id)


def again(uow: UnitOfWork, job: Job) -> None:
    """Do a failed job once more."""
    retry(uow, job.id)


def under_way(job: Job) -> bool:
    """Whether it waits or runs."""
    return job.status in ("queued", "running")


def failed(job: Job) -> bool:
    """Whether it was given up."""
    return job.status == "failed"


def may_take_back(job: Job) -> bool:
    """Whether a job changed records that could be given back what they held."""
    ended = job.status in ("done", "cancelled")
    if job.name != bulk.run.TASK or not ended or not int(job.result.get("counts", {}).get("done", 0)):
        return False
    return hindrance(registry.get(str(job.payload["resource"])), str(job.payload["change"]["act"])) is None


def take_back(uow: UnitOfWork, job: Job) -> None:
    """Begin to take back what a job changed."""
    resource = registry.get(str(job.payload["resource"]))
    bulk.undo.start(uow, resource, str(job.result["correlation_id"]))


def has_file(actor: Actor, job: Job) -> bool:
    """Whether a job has made a file for this person, and it is still there."""
    return job.created_by == actor.user_id and _size(job) is not None


def percent(_uow: UnitOfWork, jobs: Sequence[Any]) -> Mapping[UUID, Any]:
    """How far each of these is, 0 to 100."""
    return {job.id: Decimal(round(job.progress * 100)) for job in jobs}


def lanes(uow: UnitOfWork) -> list[Lane]:
    """The queues of the jobs this person may see."""
    state, beat = col(Job.status), func.coalesce(col(Job.heartbeat_at), col(Job.created_at))
    gone = func.count().filter(and_(state == "running", beat < now() - STALE))
    open_: Any = select(col(Job.name), state, func.count(), gone).where(_mine(uow), state.in_(BUSY))
    counts: dict[str, dict[str, int]] = {}
    for name, status, count, stuck in uow.session.execute(_scoped(uow, open_).group_by(col(Job.name), state)):
        mine = counts.setdefault(lane_of(name), {})
        mine[status] = mine.get(status, 0) + count
        mine["stuck"] = mine.get("stuck", 0) + stuck
    trends = _trends(uow)
    labels = {key: label for key, (label, _names) in LANES.items()} | {"upkeep": UPKEEP}
    return [_lane(key, label, counts.get(key, {}), trends.get(key, [0] * HOURS)) for key, label in labels.items()]


def lane_of(name: str) -> str:
    """The queue of a task."""
    return next((key for key, (_label, names) in LANES.items() if name in names), "upkeep")


def _lane(key: str, label: Message, counts: Mapping[str, int], trend: Sequence[int]) -> Lane:
    names = LANES[key][1] if key in LANES else tuple(name for name in TASKS if lane_of(name) == "upkeep")
    waiting, running, broken = (counts.get(state, 0) for state in BUSY)
    return Lane(key, label, waiting, running, broken, counts.get("stuck", 0), tuple(trend), {"name": ",".join(names)})


def _trends(uow: UnitOfWork) -> dict[str, list[int]]:
    """How many jobs each queue was asked for in each of the last hours."""
    since = now() - timedelta(hours=HOURS)
    age = func.floor(func.extract("epoch", now() - col(Job.created_at)) / 3600)
    statement = select(col(Job.name), age, func.count()).where(_mine(uow), col(Job.created_at) > since)
    found: dict[str, list[int]] = {}
    for name, hours, count in uow.session.execute(_scoped(uow, statement).group_by(col(Job.name), age)):
        line = found.setdefault(lane_of(name), [0] * HOURS)
        line[max(HOURS - 1 - int(hours), 0)] += count
    return found


def _mine(uow: UnitOfWork) -> Any:
    return col(Job.tenant_id) == uow.tenant_id


def _scoped(uow: UnitOfWork, statement: Select[Any]) -> Select[Any]:
    return own_jobs(statement, uow.actor)


def pieces(uow: UnitOfWork, jobs: Sequence[Job]) -> dict[UUID, Piece]:
    """How each of these jobs stands."""
    moment, names = now(), _files_of(uow, jobs)
    labels = {key: label for key, (label, _names) in LANES.items()}
    made = {}
    for job in jobs:
        size, kept = _result(job, moment)
        made[job.id] = Piece(
            lane=labels.get(lane_of(job.name), UPKEEP),
            about=names.get(job.id) or _list_of(job),
            tries=job.attempts,
            took=_took(job, moment),
            said=_said(job, moment),
            share=job.progress if job.status == "running" else None,
            left=_left(job, moment),
            size=size,
            kept=kept,
        )
    return made


def _files_of(uow: UnitOfWork, jobs: Sequence[Job]) -> dict[UUID, str]:
    """The names of the files that these jobs bring in."""
    batches = {job.id: UUID(str(job.payload["batch"])) for job in jobs if "batch" in job.payload}
    if not batches:
        return {}
    wanted = select(ImportBatch).where(col(ImportBatch.tenant_id) == uow.tenant_id)
    found = {
        one.id: one.file_name for one in uow.session.scalars(wanted.where(col(ImportBatch.id).in_(batches.values())))
    }
    return {job_id: found[batch] for job_id, batch in batches.items() if batch in found}


def _list_of(job: Job) -> Message | str:
    """The list that a job works on."""
    key = str(job.payload.get("resource", ""))
    return next((resource.label for resource in registry.all() if resource.key == key), "")


def _took(job: Job, moment: datetime) -> float | None:
    if job.started_at is None:
        return None
    return max(((job.finished_at or moment) - job.started_at).total_seconds(), 0.0)


def _left(job: Job, moment: datetime) -> float | None:
    """The time left at the pace so far; None where a former run, or a lost worker, makes that a guess."""
    steady = job.status == "running" and job.max_attempts == ATTEMPTS and not lost(job)
    if not steady or job.started_at is None or job.progress < LEAST:
        return None
    return (moment - job.started_at).total_seconds() * (1 - job.progress) / job.progress


def _said(job: Job, moment: datetime) -> Message | None:
    if lost(job):
        return _("No word from its worker; another one takes it over.")
    if job.status == "queued" and job.run_after > moment:
        return _(
            "It broke off and is tried again by itself in {n} s.", n=ceil((job.run_after - moment).total_seconds())
        )
    if job.status == "queued":
        return _("It waits for a free worker.")
    return (
        Message(str(job.message["msgid"]), dict(job.message.get("params") or {})) if job.message.get("msgid") else None
    )


def _result(job: Job, moment: datetime) -> tuple[int | None, int | None]:
    """The size of the file a job has made, and for how many more days it can be fetched."""
    size = _size(job)
    if size is None or job.finished_at is None:
        return None, None
    return size, max((job.finished_at + RESULTS - moment).days, 0)


def _size(job: Job) -> int | None:
    """The size of the file a job has made; None while it is under way, and when its time is over."""
    if under_way(job) or not job.result.get("file"):
        return None
    try:
        return files.path_of(job.tenant_id, str(job.result["file"])).stat().st_size
    except (NotFound, FileNotFoundError):
        return None
