"""Slow work: jobs that are rows, done by a worker that is rung awake.

PostgreSQL holds the truth, Celery is the doorbell. A job is written in the transaction that wants it, and the bell
rings after the commit; a bell that is lost is rung again by the sweeper, one that rings twice finds an advisory lock
or a job that is done. The worker acts for who asked, and asks again whether that person may.
"""

import pkgutil
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

import services
from models.base import new_id, now
from models.identity import Tenant, User
from models.platform import Job
from services.core.actor import Actor
from services.core.database import UnitOfWork, app_engine, unit_of_work
from services.core.errors import AppError, Forbidden, RuleBroken
from services.core.history import plain
from services.core.i18n import Message, _
from services.core.logging import log

STALE = timedelta(seconds=60)
"""A running job whose heart has not beaten for so long has lost its worker."""
BACKOFF = timedelta(seconds=5)
"""Before the second attempt; doubled before each further one."""
ATTEMPTS = 5
"""So often a job is tried before it is given up."""


class Cancelled(Exception):
    """The job was stopped by who asked for it."""


@dataclass
class JobContext:
    """What a task gets: who asked, what for, and the way to tell how far it is."""

    actor: Actor
    job_id: UUID
    payload: dict[str, Any]
    result: dict[str, Any] = field(default_factory=dict)

    def work(self, *, read_only: bool = False) -> Any:
        """A unit of work of the one who asked."""
        return unit_of_work(self.actor, read_only=read_only)

    def progress(self, share: float, message: Message | None = None) -> None:
        """Write down how far it is, 0 to 1, for people to see. Raises :class:`Cancelled` when they stopped it."""
        with unit_of_work(self.actor) as uow:
            job = uow.session.get_one(Job, (uow.tenant_id, self.job_id))
            if job.status == "cancelled":
                raise Cancelled
            job.progress, job.heartbeat_at = max(0.0, min(1.0, share)), now()
            if message:
                job.message = message.plain()

    def reached(self) -> dict[str, Any]:
        """What :meth:`checkpoint` wrote last, perhaps in a worker that has died since; empty at the beginning."""
        with unit_of_work(self.actor, read_only=True) as uow:
            return dict(uow.session.get_one(Job, (uow.tenant_id, self.job_id)).result)

    def checkpoint(self, uow: UnitOfWork, share: float, message: Message, result: dict[str, Any]) -> None:
        """Write down how far it is in the transaction of the work itself, so that nothing is done twice or left out.

        Call it last in the transaction. Raises :class:`Cancelled` when the job was stopped: then none of it stays.
        """
        job = uow.session.get_one(Job, (uow.tenant_id, self.job_id), with_for_update=True, populate_existing=True)
        if job.status == "cancelled":
            raise Cancelled
        job.progress, job.heartbeat_at = max(0.0, min(1.0, share)), now()
        job.message, job.result = message.plain(), result
        job.attempts = 1  # it came further: only workers that die without having done anything count


Run = Callable[[JobContext], None]
Told = Callable[[UnitOfWork, Job], None]


@dataclass(frozen=True)
class Task:
    """A kind of job. ``permission`` is asked of who wants it, before and again in the worker.

    ``ended`` is told, in the transaction that says so, of a job that is given up, or stopped while no worker was at it;
    ``again`` of one that failed and is to be done once more, which it may refuse.
    """

    name: str
    run: Run
    permission: str | None
    ended: Told | None = None
    again: Told | None = None


@dataclass(frozen=True)
class Periodic:
    """A job that every tenant gets each ``every``, once for each slot of time."""

    name: str
    every: timedelta


TASKS: dict[str, Task] = {}
PERIODIC: dict[str, Periodic] = {}


def task(
    name: str, *, permission: str | None = None, ended: Told | None = None, again: Told | None = None
) -> Callable[[Run], Run]:
    """Register the function that does jobs of this name."""

    def register(run: Run) -> Run:
        TASKS[name] = Task(name, run, permission, ended, again)
        return run

    return register


def periodic(name: str, *, every: timedelta) -> Callable[[Run], Run]:
    """Register a task that the beat asks for, for every tenant, once in each slot of this length."""

    def register(run: Run) -> Run:
        PERIODIC[name] = Periodic(name, every)
        return task(name)(run)

    return register


def load_tasks() -> None:
    """Import the ``tasks`` module of every workspace, so that its tasks are known."""
    for workspace in pkgutil.iter_modules(services.__path__):
        if workspace.ispkg and find_spec(f"services.{workspace.name}.tasks"):
            import_module(f"services.{workspace.name}.tasks")


def known(name: str) -> Task | None:
    """The task of this name, in whatever process: all are loaded when one is missing."""
    if name not in TASKS:
        load_tasks()
    return TASKS.get(name)


def enqueue(uow: UnitOfWork, name: str, payload: dict[str, Any] | None = None, key: str | None = None) -> Job:
    """Ask for a job in this transaction; the same ``key`` again answers the first one. Forbidden unless permitted."""
    wanted = known(name)
    if wanted is None:
        raise ValueError(f"there is no task {name!r}")
    if wanted.permission:
        uow.actor.require(wanted.permission)
    job_id = new_id()
    values = {
        "tenant_id": uow.tenant_id, "id": job_id, "created_by": uow.actor.user_id, "name": name,
        "key": key or str(job_id), "payload": {k: plain(v) for k, v in (payload or {}).items()},
        "status": "queued", "progress": 0.0, "message": {}, "result": {}, "error": "", "attempts": 0,
        "max_attempts": ATTEMPTS, "run_after": now(),
    }  # fmt: skip
    uow.session.execute(insert(Job).values(**values).on_conflict_do_nothing(index_elements=["tenant_id", "key"]))
    job = uow.session.execute(select(Job).where(col(Job.key) == values["key"])).scalar_one()
    tenant_id, found_id = uow.tenant_id, job.id
    uow.after_commit(lambda: ring(tenant_id, found_id))
    return job


def cancel(uow: UnitOfWork, job_id: UUID) -> None:
    """Stop a job: one's own, or any with the permission. It ends at its next sign of progress."""
    job = _own(uow, job_id)
    if job.status in ("queued", "running"):
        abandoned = job.status == "queued" or lost(job)
        job.status, job.finished_at = "cancelled", now()
        if abandoned:
            _tell_end(uow, job)


def retry(uow: UnitOfWork, job_id: UUID) -> None:
    """Do a failed job once more, from where it had come to: one's own, or any with the permission.

    Whoever presses second finds it waiting already, and nothing more happens. Raises ``RuleBroken`` where it can't be.
    """
    job = _own(uow, job_id)
    if job.status in ("queued", "running"):
        return
    wanted = known(job.name)
    if job.status != "failed" or wanted is None:
        raise RuleBroken(_("Only a job that failed can be tried again"))
    if wanted.again:
        wanted.again(uow, job)
    job.status, job.error, job.message, job.run_after = "queued", "", {}, now()
    job.max_attempts, job.finished_at, job.started_at = job.attempts + ATTEMPTS, None, None
    tenant_id = uow.tenant_id
    uow.after_commit(lambda: ring(tenant_id, job_id))


def lost(job: Job) -> bool:
    """Whether a running job has lost its worker."""
    return job.status == "running" and (job.heartbeat_at or job.created_at) < now() - STALE


def _own(uow: UnitOfWork, job_id: UUID) -> Job:
    """A job that the actor may stop or have done again, held until the transaction ends."""
    job = uow.session.get_one(Job, (uow.tenant_id, job_id), with_for_update=True, populate_existing=True)
    if job.created_by != uow.actor.user_id:
        uow.actor.require("jobs:update")
    return job


def ring(tenant_id: UUID, job_id: UUID) -> None:
    """Ring the workers for one job. If Redis is down the sweeper rings later."""
    from services.core.celery_app import celery  # noqa: PLC0415 - the bell needs the tasks, which need this

    try:
        celery.send_task("zarrin.run_job", (str(tenant_id), str(job_id)))
    except Exception:  # noqa: BLE001 - whatever keeps the bell from ringing, the row is there
        log(__name__).warning("the bell could not be rung", job=str(job_id))


def run_job(tenant_id: UUID, job_id: UUID) -> str:
    """Do one job, if it is to be done and nobody else is at it. Answers its status."""
    with _lock(job_id) as mine:
        if not mine:
            return "running elsewhere"
        job = _begin(tenant_id, job_id)
        if job is None:
            return "nothing to do"
        try:
            context = JobContext(_asker(tenant_id, job), job_id, job.payload)
            TASKS[job.name].run(context)
        except Cancelled:
            return "cancelled"
        except Exception as error:  # noqa: BLE001 - a failed task is a fact to write down, not to raise
            return _failed(tenant_id, job_id, error)
        return _finish(tenant_id, job_id, context.result)


def _begin(tenant_id: UUID, job_id: UUID) -> Job | None:
    with unit_of_work(Actor.for_system(tenant_id)) as uow:
        job = uow.session.get(Job, (tenant_id, job_id), with_for_update=True)
        if job is None or job.status not in ("queued", "running") or job.run_after > now():
            return None
        if job.status == "running" and job.attempts >= job.max_attempts:
            job.message = _("Each time, the process that did it was ended in the middle").plain()
            _give_up(uow, job, "each worker died of it")
            return None
        job.status, job.attempts, job.heartbeat_at = "running", job.attempts + 1, now()
        job.started_at = job.started_at or now()  # what was done before a worker died took its time too
    return job


def _asker(tenant_id: UUID, job: Job) -> Actor:
    if job.created_by is None:
        return Actor.for_system(tenant_id)
    with unit_of_work(Actor.for_system(tenant_id)) as uow:
        user = uow.session.get(User, (tenant_id, job.created_by))
        time_zone = uow.session.get_one(Tenant, tenant_id).timezone
    if user is None or not user.active or user.deleted_at is not None:
        raise Forbidden
    actor = Actor.person(user, time_zone)
    wanted = TASKS[job.name].permission
    if wanted:
        actor.require(wanted)
    return actor


def _finish(tenant_id: UUID, job_id: UUID, result: dict[str, Any]) -> str:
    with unit_of_work(Actor.for_system(tenant_id)) as uow:
        job = uow.session.get_one(Job, (tenant_id, job_id), with_for_update=True)
        if job.status == "running":
            job.status, job.progress, job.result, job.finished_at = "done", 1.0, result, now()
        return job.status


def _failed(tenant_id: UUID, job_id: UUID, error: Exception) -> str:
    final = isinstance(error, AppError)
    log(__name__).exception("a job failed", job=str(job_id), exc_info=error)
    with unit_of_work(Actor.for_system(tenant_id)) as uow:
        job = uow.session.get_one(Job, (tenant_id, job_id), with_for_update=True)
        if job.status != "running":
            return job.status
        said = f"{type(error).__name__}: {error}"[:2000]
        if isinstance(error, AppError):
            job.message = error.message.plain()
        else:
            job.message = _("It broke off by a fault of the server, whose log tells more: {id}", id=str(job.id)).plain()
        if final or job.attempts >= job.max_attempts:
            _give_up(uow, job, said)
        else:
            job.error, job.status, job.run_after = said, "queued", now() + BACKOFF * 2 ** (job.attempts - 1)
        return job.status


def _give_up(uow: UnitOfWork, job: Job, error: str) -> None:
    """Nobody tries this job again."""
    job.error, job.status, job.finished_at = error, "failed", now()
    _tell_end(uow, job)


def _tell_end(uow: UnitOfWork, job: Job) -> None:
    ended = known(job.name)
    if ended and ended.ended:
        ended.ended(uow, job)


@contextmanager
def _lock(job_id: UUID) -> Any:
    """An advisory lock on one job, held by a connection of its own: a killed worker lets go of it by dying."""
    key = job_id.int & (1 << 63) - 1
    with app_engine().connect() as connection:
        mine = connection.execute(text("select pg_try_advisory_lock(:key)"), {"key": key}).scalar_one()
        connection.commit()
        try:
            yield bool(mine)
        finally:
            if mine:
                connection.execute(text("select pg_advisory_unlock(:key)"), {"key": key})
                connection.commit()


def stale_jobs(uow: UnitOfWork) -> list[UUID]:
    """Jobs of this tenant whose bell was lost or whose worker died."""
    waiting = (col(Job.status) == "queued") & (col(Job.run_after) <= now())
    beat = func.coalesce(col(Job.heartbeat_at), col(Job.created_at))
    orphaned = (col(Job.status) == "running") & (beat < now() - STALE)
    return list(uow.session.execute(select(Job.id).where(waiting | orphaned).limit(500)).scalars())


def slot(every: timedelta, at: datetime | None = None) -> int:
    """The number of the slot of time that a moment falls into."""
    return int((at or now()).timestamp() // every.total_seconds())
