"""Jobs as people look at them: queues, how far each is, whose they are, and what the view of them answers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from models.base import new_id, now
from models.platform import Job
from services.admin.listing import ListQuery
from services.admin.registry import registry
from services.admin.working import queue
from services.core import files, health
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden
from services.core.permissions import Role
from services.platform import jobs as working
from tests.support.statements import statements


def made(owner: Actor, name: str = "export", **given: Any) -> UUID:
    """A job as a worker would have left it."""
    with unit_of_work(owner) as uow:
        row = Job(**{"name": name, "key": str(new_id()), "created_by": owner.user_id, **given})
        uow.session.add(row)
        return row.id


def shown(actor: Actor, **params: str) -> dict[str, Any]:
    """The view of jobs, as this person sees it."""
    resource = registry.get("jobs")
    with unit_of_work(actor, read_only=True) as uow:
        return queue(uow, resource, ListQuery.parse(resource, actor, params))


def piece(actor: Actor, job_id: UUID) -> dict[str, Any]:
    """One job of it."""
    return next(row for row in shown(actor)["rows"] if row["_id"] == str(job_id))


def lane(actor: Actor, key: str) -> dict[str, Any]:
    return next(one for one in shown(actor)["lanes"] if one["key"] == key)


def test_each_queue_counts_what_waits_runs_and_failed(owner: Actor) -> None:
    made(owner)
    made(owner, status="running", heartbeat_at=now())
    made(owner, status="running", heartbeat_at=now() - timedelta(minutes=5))
    made(owner, status="failed")
    made(owner, status="done")
    made(owner, "admin.purge-trash", status="failed", created_by=None)
    exports, upkeep = lane(owner, "exports"), lane(owner, "upkeep")
    assert [exports[name] for name in ("waiting", "running", "failed", "stuck")] == [1, 2, 1, 1]
    assert exports["trend"] == (0, 0, 0, 0, 0, 0, 0, 5)
    assert (upkeep["failed"], lane(owner, "imports")["trend"]) == (1, (0,) * working.HOURS)
    narrowed = shown(owner, **{"f.name.in": exports["params"]["name"], "f.status.in": "failed"})
    assert len(narrowed["rows"]) == exports["failed"], "a figure leads to the rows it counts"


def test_a_person_sees_their_own_and_who_looks_after_them_all(owner: Actor) -> None:
    clerk = Actor.of(Role.EMPLOYEE, tenant_id=owner.tenant_id, user_id=new_id())
    made(owner, status="failed")
    mine = made(owner, status="failed", created_by=clerk.user_id)
    assert [row["_id"] for row in shown(clerk)["rows"]] == [str(mine)]
    assert lane(clerk, "exports")["failed"] == 1
    manager = Actor.of(Role.MANAGER, tenant_id=owner.tenant_id, user_id=new_id())
    assert lane(manager, "exports")["failed"] == 2
    with pytest.raises(Forbidden):
        shown(Actor.of(Role.PLATFORM, tenant_id=owner.tenant_id))


def test_what_is_left_is_told_at_the_pace_so_far_or_not_at_all(owner: Actor) -> None:
    begun: dict[str, Any] = {"status": "running", "progress": 0.25, "started_at": now() - timedelta(seconds=30)}
    steady = piece(owner, made(owner, **begun, heartbeat_at=now()))["_piece"]
    assert steady["share"] == 0.25
    assert 89 < steady["left"] < 95
    assert 29 < steady["took"] < 35
    again = piece(owner, made(owner, **begun, heartbeat_at=now(), max_attempts=7))["_piece"]
    early = piece(owner, made(owner, **begun | {"progress": 0.01}, heartbeat_at=now()))["_piece"]
    gone = piece(owner, made(owner, **begun, heartbeat_at=now() - timedelta(minutes=5)))["_piece"]
    assert [one["left"] for one in (again, early, gone)] == [None, None, None]
    assert gone["said"]["msgid"].startswith("No word from its worker")


def test_a_result_has_its_size_and_its_time(owner: Actor) -> None:
    assert owner.tenant_id is not None
    with files.create(owner.tenant_id, "csv") as (name, file):
        file.write(b"x" * 4200)
    ended = now() - timedelta(days=2, hours=1)
    row = piece(owner, made(owner, status="done", result={"file": name}, started_at=ended, finished_at=ended))
    assert (row["_piece"]["size"], row["_piece"]["kept"], row["_piece"]["took"]) == (4200, 27, 0.0)
    assert [paper["key"] for paper in row["_papers"]] == ["file"]
    files.remove(owner.tenant_id, name)
    assert piece(owner, UUID(row["_id"]))["_piece"]["size"] is None


def test_what_may_be_done_follows_the_state(owner: Actor) -> None:
    found = {status: piece(owner, made(owner, status=status))["_acts"] for status in working.STATUSES}
    assert {status: [act["name"] for act in acts] for status, acts in found.items()} == {
        "queued": ["stop"], "running": ["stop"], "done": [], "failed": ["retry"], "cancelled": [],
    }  # fmt: skip
    assert (found["queued"][0]["asks"], found["failed"][0]["asks"]) == (True, False)


def test_it_takes_as_many_statements_for_many_jobs_as_for_one(owner: Actor) -> None:
    made(owner)
    with statements() as one:
        shown(owner)
    for _ in range(10):
        made(owner)
    with statements() as many:
        shown(owner)
    assert len(many) == len(one)
    with unit_of_work(owner) as uow:
        assert len(uow.session.scalars(select(Job.id).where(col(Job.tenant_id) == uow.tenant_id)).all()) == 11


def test_workers_are_counted_by_their_last_word() -> None:
    before = health.workers()
    assert before is not None
    health.at_work(f"test-{new_id()}", 3)
    assert health.workers() == before + 3
