"""A change of many records by a job: authorised again, resumed after a kill, stopped between batches, told in full."""

import csv
import io
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, text
from sqlmodel import col, select

from models.base import new_id
from models.identity import User
from models.platform import HistoryEntry, Job
from services.admin import commands
from services.admin.bulk import job as bulk_job
from services.admin.bulk import undo
from services.admin.bulk.change import Change
from services.admin.bulk.run import AT_ONCE, MAX_WHOLE, Result, start
from services.admin.bulk.selection import Selection
from services.core import files, tasks
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import NotFound, RuleBroken
from services.core.permissions import Role
from services.core.tasks import run_job
from services.platform.users import create_user
from tests.support.gems import Gem, gems

MANY = AT_ONCE + 130


@pytest.fixture
def manager(owner: Actor) -> Actor:
    """A stored person who may change gems: jobs ask the database who asked for them."""
    user = create_user(
        owner.tenant_id or UUID(int=0), f"bulk-{new_id()}", "correct horse battery", Role.OWNER, name={"en": "Bulk"}
    )
    return Actor.of(Role.OWNER, tenant_id=owner.tenant_id, user_id=user.id, name="Bulk", language="fa")


@pytest.fixture
def many(manager: Actor) -> int:
    """More gems than are changed at once; every tenth is in a state that refuses the change."""
    with unit_of_work(manager) as uow:
        for n in range(MANY):
            uow.session.add(Gem(sku=f"M-{n}", name={"en": f"=Gem {n}", "fa": f"گوهر {n}"}, bright=n % 10 == 0))
    return MANY


def enqueue(actor: Actor, act: str = "delete", *, whole: bool = False, **values: Any) -> UUID:
    """Ask for it; the job's id."""
    selection = Selection.read(gems, actor, {"all": True, "params": {}})
    with unit_of_work(actor) as uow:
        job_id = start(uow, selection, Change(act, values), whole=whole).job_id
    assert job_id is not None
    return job_id


def job_of(actor: Actor, job_id: UUID) -> Job:
    """The job as it is now."""
    with unit_of_work(actor) as uow:
        return uow.session.get_one(Job, (uow.tenant_id, job_id))


def counted(actor: Actor, *where: Any) -> int:
    """How many gems."""
    with unit_of_work(actor) as uow:
        return int(uow.session.scalar(select(func.count()).select_from(Gem).where(*where)) or 0)


def lines_of(actor: Actor, job: Job) -> list[list[str]]:
    """The result file, without its heads."""
    assert actor.tenant_id is not None
    content = files.path_of(actor.tenant_id, job.result["file"]).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(content)))[1:]


def test_a_job_accounts_for_every_record(manager: Actor, many: int) -> None:
    job_id = enqueue(manager)
    assert counted(manager, col(Gem.deleted_at).is_not(None)) == 0
    assert run_job(manager.tenant_id, job_id) == "done"  # type: ignore[arg-type]
    job = job_of(manager, job_id)
    refused = many // 10
    assert job.result["counts"] == {"done": many - refused, "same": 0, "refused": refused}
    rows = lines_of(manager, job)
    assert len(rows) == many == len({row[3] for row in rows})
    left = [row for row in rows if row[1] == bulk_job.RESULTS[Result.REFUSED].text("fa")]
    assert len(left) == refused
    assert {row[2] for row in left} == {"نقش شما اجازهٔ این کار را ندارد"}
    assert counted(manager, col(Gem.deleted_at).is_not(None)) == many - refused
    with unit_of_work(manager) as uow:
        entries = uow.session.scalars(select(HistoryEntry).where(col(HistoryEntry.correlation_id) == str(job_id))).all()
    assert len(entries) == many - refused
    assert {entry.actor_name for entry in entries} == {"Bulk"}


def test_what_a_job_did_is_taken_back_by_a_job(manager: Actor, many: int) -> None:
    job_id = enqueue(manager)
    assert run_job(manager.tenant_id, job_id) == "done"  # type: ignore[arg-type]
    refused = many // 10
    with unit_of_work(manager) as uow:
        again = uow.session.scalars(select(Gem).where(col(Gem.deleted_at).is_not(None)).limit(1)).one()
        commands.restore(uow, gems, again.id)
    with unit_of_work(manager) as uow:
        back = undo.start(uow, gems, str(job_id)).job_id
    assert back is not None
    assert run_job(manager.tenant_id, back) == "done"  # type: ignore[arg-type]
    assert counted(manager, col(Gem.deleted_at).is_not(None)) == 0
    job = job_of(manager, back)
    assert job.result["counts"] == {"done": many - refused - 1, "same": 0, "refused": 1}
    rows = lines_of(manager, job)
    assert len(rows) == many - refused
    assert all("گوهر" in row[0] for row in rows)
    with pytest.raises(NotFound), unit_of_work(replace(manager, user_id=new_id())) as uow:
        undo.start(uow, gems, str(job_id))


def test_a_killed_worker_leaves_nothing_out_and_nothing_twice(
    manager: Actor, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = enqueue(manager, "edit", stones="5")
    write = bulk_job._write
    batches = []

    def dies(actor: Actor, reached: Any, made: Any) -> Any:
        following = write(actor, reached, made)
        batches.append(following.seen)
        if len(batches) == 2:
            raise SystemExit
        return following

    monkeypatch.setattr(bulk_job, "_write", dies)
    with pytest.raises(SystemExit):
        run_job(manager.tenant_id, job_id)  # type: ignore[arg-type]
    assert counted(manager, col(Gem.stones) == 5) == bulk_job.BATCH
    assert job_of(manager, job_id).status == "running"
    monkeypatch.undo()
    assert run_job(manager.tenant_id, job_id) == "done"  # type: ignore[arg-type]
    assert counted(manager, col(Gem.version) == 2) == many
    assert len({row[3] for row in lines_of(manager, job_of(manager, job_id))}) == many
    assert len(lines_of(manager, job_of(manager, job_id))) == many


def test_a_stopped_job_keeps_its_batches_and_its_file(
    manager: Actor, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = enqueue(manager, "edit", stones="5")
    write = bulk_job._write

    def stopped(actor: Actor, reached: Any, made: Any) -> Any:
        if reached.seen:
            with unit_of_work(manager) as uow:
                tasks.cancel(uow, job_id)
        return write(actor, reached, made)

    monkeypatch.setattr(bulk_job, "_write", stopped)
    assert run_job(manager.tenant_id, job_id) == "cancelled"  # type: ignore[arg-type]
    assert counted(manager, col(Gem.stones) == 5) == bulk_job.BATCH
    assert len(lines_of(manager, job_of(manager, job_id))) == bulk_job.BATCH


def test_all_or_none_is_one_transaction(manager: Actor, many: int) -> None:
    job_id = enqueue(manager, whole=True)
    assert run_job(manager.tenant_id, job_id) == "failed"  # type: ignore[arg-type]
    assert job_of(manager, job_id).message["msgid"].startswith("Nothing was changed")
    assert counted(manager, col(Gem.deleted_at).is_not(None)) == 0
    job_id = enqueue(manager, "edit", whole=True, stones="5")
    assert run_job(manager.tenant_id, job_id) == "done"  # type: ignore[arg-type]
    assert counted(manager, col(Gem.stones) == 5) == many


def test_rights_lost_meanwhile_are_lost(manager: Actor, many: int) -> None:
    job_id = enqueue(manager)
    with unit_of_work(manager) as uow:
        uow.session.get_one(User, (uow.tenant_id, manager.user_id)).role = Role.EMPLOYEE
    assert run_job(manager.tenant_id, job_id) == "failed"  # type: ignore[arg-type]
    assert counted(manager, col(Gem.deleted_at).is_not(None)) == 0


def test_all_or_none_has_a_limit(manager: Actor) -> None:
    with unit_of_work(manager) as uow:
        uow.session.execute(
            text("""insert into test_gem (tenant_id, id, sku, name, stones, fineness, currency, polish, grade, bright,
                    notes, extra, created_at, updated_at, version)
                    select :tenant, gen_random_uuid(), 'L-' || n, '{"en": "x"}', 0, 750, 'IRT', 'ROUGH', 'a', false,
                    '', '{}', now(), now(), 1 from generate_series(0, :n) n"""),
            {"tenant": manager.tenant_id, "n": MAX_WHOLE},
        )
    everything = replace(Selection.read(gems, manager, {"all": True, "params": {}}), until=UUID(int=(1 << 128) - 1))
    with unit_of_work(manager) as uow:
        assert start(uow, everything, Change("delete"), whole=False).job_id
    with pytest.raises(RuleBroken, match="narrow"), unit_of_work(manager) as uow:
        start(uow, everything, Change("delete"), whole=True)
