"""Jobs: the row is the truth, the bell only wakes; done once, for who asked, whatever dies."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from sqlmodel import col, select

from models.base import new_id, now
from models.identity import User
from models.platform import Job
from services.core import tasks
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, RuleBroken
from services.core.i18n import Message
from services.core.permissions import Role
from services.core.tasks import JobContext
from services.platform.users import create_user
from tests.integration.shop_factory import PASSWORD
from tests.support.installation import ROOT

RUNS: list[UUID] = []


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    RUNS.clear()

    def good(context: JobContext) -> None:
        RUNS.append(context.job_id)
        context.progress(0.5, Message("half way"))
        context.result["rows"] = context.payload["rows"]

    def bad(context: JobContext) -> None:
        RUNS.append(context.job_id)
        raise RuntimeError("out of luck")

    def refused(_context: JobContext) -> None:
        raise RuleBroken(Message("The shop is closed"))

    names = {"test.good": (good, None), "test.bad": (bad, None), "test.refused": (refused, None),
             "test.owner": (good, "users:update")}  # fmt: skip
    for name, (run, permission) in names.items():
        tasks.task(name, permission=permission)(run)
    yield
    for name in names:
        tasks.TASKS.pop(name)


def ask(actor: Actor, name: str, key: str | None = None) -> UUID:
    with unit_of_work(actor) as uow:
        return tasks.enqueue(uow, name, {"rows": 3}, key).id


def job_of(actor: Actor, job_id: UUID) -> Job:
    with unit_of_work(actor) as uow:
        return uow.session.get_one(Job, (uow.tenant_id, job_id))


def test_a_job_is_done_with_progress_and_result(owner: Actor) -> None:
    job_id = ask(owner, "test.good")
    assert tasks.run_job(owner.tenant_id, job_id) == "done"
    job = job_of(owner, job_id)
    assert (job.status, job.progress, job.result, job.attempts) == ("done", 1.0, {"rows": 3}, 1)
    assert job.message == {"msgid": "half way", "params": {}}


def test_every_process_knows_every_task_whatever_it_has_imported() -> None:
    asked = "from services.core import tasks; print(tasks.known('bulk') is not None, tasks.known('gone') is None)"
    answer = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.stdout.split() == ["True", "True"], answer.stderr


def test_a_bell_that_rings_often_does_it_once(owner: Actor) -> None:
    job_id = ask(owner, "test.good")
    start = Barrier(6)

    def ring(_: int) -> str:
        start.wait()
        return tasks.run_job(owner.tenant_id, job_id)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ring, range(6)))
    assert answers.count("done") == 1
    assert [job_id] == RUNS


def test_asking_twice_with_one_key_is_one_job(owner: Actor) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: ask(owner, "test.good", "the key"), range(8)))
    assert len(ids) == 1


def test_a_failure_is_tried_again_later_and_given_up_in_the_end(owner: Actor) -> None:
    job_id = ask(owner, "test.bad")
    assert tasks.run_job(owner.tenant_id, job_id) == "queued"
    assert tasks.run_job(owner.tenant_id, job_id) == "nothing to do", "not before its time"
    for _ in range(4):
        with unit_of_work(owner) as uow:
            uow.session.get_one(Job, (uow.tenant_id, job_id)).run_after = now()
        last = tasks.run_job(owner.tenant_id, job_id)
    assert last == "failed"
    assert "out of luck" in job_of(owner, job_id).error
    assert job_of(owner, job_id).message["params"] == {"id": str(job_id)}, "what people read names the log's entry"
    assert len(RUNS) == 5


def test_a_refusal_is_final_and_says_why(owner: Actor) -> None:
    job_id = ask(owner, "test.refused")
    assert tasks.run_job(owner.tenant_id, job_id) == "failed"
    assert job_of(owner, job_id).message["msgid"] == "The shop is closed"


def test_a_job_whose_worker_died_is_found_and_done(owner: Actor) -> None:
    job_id = ask(owner, "test.good")
    with unit_of_work(owner) as uow:
        job = uow.session.get_one(Job, (uow.tenant_id, job_id))
        job.status, job.attempts, job.heartbeat_at = "running", 1, now() - timedelta(minutes=5)
    with unit_of_work(owner) as uow:
        assert tasks.stale_jobs(uow) == [job_id]
    assert tasks.run_job(owner.tenant_id, job_id) == "done"


def test_a_stopped_job_stops(owner: Actor) -> None:
    job_id = ask(owner, "test.good")
    with unit_of_work(owner) as uow:
        tasks.cancel(uow, job_id)
    assert tasks.run_job(owner.tenant_id, job_id) == "nothing to do"
    assert job_of(owner, job_id).status == "cancelled"


def test_a_failed_job_is_done_once_more_however_often_one_presses(owner: Actor) -> None:
    job_id = ask(owner, "test.refused")
    assert tasks.run_job(owner.tenant_id, job_id) == "failed"
    start = Barrier(4)

    def press(_: int) -> None:
        start.wait()
        with unit_of_work(owner) as uow:
            tasks.retry(uow, job_id)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(4)))
    job = job_of(owner, job_id)
    assert (job.status, job.error, job.message, job.attempts, job.max_attempts) == ("queued", "", {}, 1, 6)
    tasks.task("test.refused")(lambda context: RUNS.append(context.job_id))
    assert tasks.run_job(owner.tenant_id, job_id) == "done"
    assert [job_id] == RUNS
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        tasks.retry(uow, job_id)


def test_a_bell_lost_after_a_retry_is_rung_by_the_sweeper(owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = ask(owner, "test.refused")
    tasks.run_job(owner.tenant_id, job_id)
    monkeypatch.setattr(tasks, "ring", lambda *_: None)
    with unit_of_work(owner) as uow:
        tasks.retry(uow, job_id)
    with unit_of_work(owner) as uow:
        assert tasks.stale_jobs(uow) == [job_id]


def test_only_the_asker_or_who_looks_after_jobs_repeats_one(owner: Actor) -> None:
    job_id = ask(owner, "test.refused")
    tasks.run_job(owner.tenant_id, job_id)
    clerk = Actor.of(Role.EMPLOYEE, tenant_id=owner.tenant_id, user_id=new_id())
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        tasks.retry(uow, job_id)
    assert job_of(owner, job_id).status == "failed"


def test_who_waits_for_a_jobs_end_is_told_when_it_is_stopped_without_a_worker(owner: Actor) -> None:
    told: list[str] = []
    tasks.task("test.good", ended=lambda _uow, job: told.append(job.status))(lambda _context: None)
    waiting, running, orphaned = (ask(owner, "test.good") for _ in range(3))
    for job_id, beat in ((running, now()), (orphaned, now() - timedelta(minutes=5))):
        with unit_of_work(owner) as uow:
            job = uow.session.get_one(Job, (uow.tenant_id, job_id))
            job.status, job.heartbeat_at = "running", beat
    told_after = []
    for job_id in (waiting, running, orphaned):
        with unit_of_work(owner) as uow:
            tasks.cancel(uow, job_id)
        told_after.append(len(told))
    assert told_after == [1, 1, 2], "a worker at it says so by itself"
    assert told == ["cancelled", "cancelled"]


def test_the_worker_asks_again_whether_one_may(tenant: UUID) -> None:
    user = create_user(tenant, f"boss-{tenant.hex[-8:]}", PASSWORD, Role.OWNER, name={"en": "Nazanin", "fa": "نازنین"})
    boss = Actor.of(Role.OWNER, tenant_id=tenant, user_id=user.id)
    job_id = ask(boss, "test.owner")
    with unit_of_work(boss) as uow:
        uow.session.get_one(User, (tenant, user.id)).role = Role.EMPLOYEE
    assert tasks.run_job(tenant, job_id) == "failed"
    assert RUNS == []
    clerk = Actor.of(Role.EMPLOYEE, tenant_id=tenant, user_id=user.id)
    with pytest.raises(Forbidden):
        ask(clerk, "test.owner")


def test_a_job_of_another_shop_is_not_there(owner: Actor, make_tenant: object) -> None:
    job_id = ask(owner, "test.good")
    other = make_tenant()  # type: ignore[operator]
    assert tasks.run_job(other, job_id) == "nothing to do"
    with unit_of_work(Actor.for_system(other)) as uow:
        assert uow.session.execute(select(Job).where(col(Job.id) == job_id)).first() is None


def test_a_periodic_slot_is_asked_for_once(owner: Actor) -> None:
    moment = now()
    slots = {tasks.slot(timedelta(hours=1), moment.replace(minute=m, second=0, microsecond=0)) for m in (0, 15, 59)}
    assert len(slots) == 1
    key = f"test.good@{slots.pop()}"
    assert ask(owner, "test.good", key) == ask(owner, "test.good", key)


def test_a_stopped_job_that_fails_stays_stopped(owner: Actor) -> None:
    def stopped(context: JobContext) -> None:
        with unit_of_work(owner) as uow:
            tasks.cancel(uow, context.job_id)
        raise RuntimeError("out of luck")

    tasks.task("test.bad")(stopped)
    job_id = ask(owner, "test.bad")
    assert tasks.run_job(owner.tenant_id, job_id) == "cancelled"
    assert job_of(owner, job_id).status == "cancelled"


def test_a_job_that_kills_its_workers_is_given_up(owner: Actor) -> None:
    class Killed(BaseException):
        """The worker is gone."""

    def deadly(context: JobContext) -> None:
        RUNS.append(context.job_id)
        raise Killed

    told: list[UUID] = []
    tasks.task("test.bad", ended=lambda _uow, job: told.append(job.id))(deadly)
    job_id = ask(owner, "test.bad")
    for _ in range(5):
        with pytest.raises(Killed):
            tasks.run_job(owner.tenant_id, job_id)
    assert tasks.run_job(owner.tenant_id, job_id) == "nothing to do"
    assert (job_of(owner, job_id).status, told, len(RUNS)) == ("failed", [job_id], 5)


def test_workers_that_die_after_having_come_further_are_not_counted(owner: Actor) -> None:
    class Killed(BaseException):
        """The worker is gone."""

    def long(context: JobContext) -> None:
        reached = context.reached().get("rows", 0)
        if reached == 8:
            return
        with context.work() as uow:
            context.checkpoint(uow, 0.5, Message("further"), {"rows": reached + 1})
        raise Killed

    tasks.task("test.bad")(long)
    job_id = ask(owner, "test.bad")
    for _ in range(8):
        with pytest.raises(Killed):
            tasks.run_job(owner.tenant_id, job_id)
    assert tasks.run_job(owner.tenant_id, job_id) == "done"
