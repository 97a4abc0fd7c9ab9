"""A job is stopped where it stands, and its file is offered there to who asked for it."""

from uuid import UUID

import pytest

from models.base import new_id
from models.platform import Job
from services.admin.commands import act
from services.admin.record import get_record
from services.admin.registry import registry
from services.core import files
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import NotFound, RuleBroken
from services.core.permissions import Role


def job(owner: Actor, user: UUID | None, status: str) -> UUID:
    """A job with a file."""
    assert owner.tenant_id is not None
    with files.create(owner.tenant_id, "csv") as (name, file):
        file.write(b"x")
    with unit_of_work(owner) as uow:
        row = Job(name="bulk", key=str(new_id()), status=status, progress=0.25, result={"file": name}, created_by=user)
        uow.session.add(row)
        return row.id


def test_a_running_job_is_stopped_once_by_who_may(owner: Actor) -> None:
    jobs, mine = registry.get("jobs"), new_id()
    someone = Actor.of(Role.EMPLOYEE, tenant_id=owner.tenant_id, user_id=mine)
    running, foreign = job(owner, mine, "running"), job(owner, new_id(), "running")
    with unit_of_work(someone) as uow:
        row = get_record(uow, jobs, running)
        assert (row["progress"], row["_actions"], row["_documents"]) == ("25", ["stop"], [])
        act(uow, jobs, "stop", [running])
    with unit_of_work(someone) as uow:
        assert get_record(uow, jobs, running)["status"] == "cancelled"
        with pytest.raises(RuleBroken):
            act(uow, jobs, "stop", [running])
        with pytest.raises(NotFound):
            act(uow, jobs, "stop", [foreign])


def test_a_file_is_offered_to_who_asked_for_it(owner: Actor) -> None:
    jobs, mine = registry.get("jobs"), new_id()
    someone = Actor.of(Role.EMPLOYEE, tenant_id=owner.tenant_id, user_id=mine)
    done, foreign = job(owner, mine, "done"), job(owner, new_id(), "done")
    with unit_of_work(someone, read_only=True) as uow:
        [offered] = get_record(uow, jobs, done)["_documents"]
        assert offered["href"] == f"/api/jobs/{done}/file"
        with pytest.raises(NotFound):
            get_record(uow, jobs, foreign)
    with unit_of_work(owner, read_only=True) as uow:
        assert get_record(uow, jobs, foreign)["_documents"] == [], "the file is the asker's alone"
