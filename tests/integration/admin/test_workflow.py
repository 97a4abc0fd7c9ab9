"""The course of a record: states are changed by steps alone, each with its rights, its hindrance and its reason."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from models.platform import HistoryEntry, OutboxEvent
from services.admin import commands
from services.admin.course import course_of
from services.admin.describe import describe
from services.admin.forms import read_form
from services.admin.history import history_of
from services.admin.record import get_record
from services.admin.versions import hindrance
from services.admin.workflow import Step, Workflow, moves
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import Forbidden, RuleBroken, StaleVersion, ValidationFailed
from services.core.i18n import Message, _
from services.core.permissions import Role
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, Polish, gems

TOO_LIGHT = _("Only gems above half a gram are polished")


def heavy(_uow: UnitOfWork, gem: Gem) -> Message | None:
    """A made-up guard."""
    return TOO_LIGHT if gem.weight is not None and gem.weight < 1 else None


def brighten(_uow: UnitOfWork, gem: Gem) -> None:
    """A made-up effect."""
    gem.bright = True


course = replace(
    gems,
    actions=(),
    workflow=Workflow(
        "polish",
        begin=Step("rough -> half_done", guard=heavy),
        finish=Step("rough, half_done -> done", effect=brighten, emits="test.gem-done"),
        spoil=Step("half_done, done -> rough", reason=_("What happened?")),
        who={"spoil": Role.MANAGER},
    ),
)


def take(who: Actor, gem: Gem, step: str, **more: Any) -> None:
    with unit_of_work(who) as uow:
        commands.act(uow, course, step, [gem.id], **more)


def stored(who: Actor, gem: Gem) -> Gem:
    with unit_of_work(who) as uow:
        return uow.session.get_one(Gem, (uow.tenant_id, gem.id))


def test_a_step_changes_the_state_with_its_effect_history_and_outbox(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    take(owner, gem, "finish")
    assert stored(owner, gem).polish == Polish.DONE
    assert stored(owner, gem).bright
    with unit_of_work(owner) as uow:
        last = history_of(uow, course, gem.id)[0]
        told = uow.session.scalars(select(OutboxEvent).where(col(OutboxEvent.topic) == "test.gem-done")).all()
    assert last["verb"] == "finish"
    assert {one["key"]: (one["before"], one["after"]) for one in last["changes"]} == {
        "polish": ("rough", "done"),
        "bright": (False, True),
    }
    assert [one.payload for one in told if one.payload["id"] == str(gem.id)] == [
        {"entity": "test_gem", "id": str(gem.id), "from": "rough", "to": "done"}
    ]


def test_a_step_leaves_only_from_its_own_states(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(polish=Polish.DONE)
    with pytest.raises(RuleBroken):
        take(owner, gem, "begin")


def test_a_guard_says_why_not_and_nothing_changes(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(weight="0.400")
    with pytest.raises(RuleBroken) as refused:
        take(owner, gem, "begin")
    assert refused.value.message == TOO_LIGHT
    with unit_of_work(owner) as uow:
        assert get_record(uow, course, gem.id)["_hindered"] == {"begin": TOO_LIGHT.plain()}
    assert stored(owner, gem).polish == Polish.ROUGH


def test_a_step_that_asks_for_a_reason_keeps_it(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(polish=Polish.DONE)
    with pytest.raises(ValidationFailed) as refused:
        take(owner, gem, "spoil", note="  ")
    assert set(refused.value.fields) == {"note"}
    take(owner, gem, "spoil", note=" It fell ")
    with unit_of_work(owner) as uow:
        assert history_of(uow, course, gem.id)[0]["note"] == "It fell"


@pytest.mark.parametrize(
    ("role", "grants", "may"),
    [
        (Role.EMPLOYEE, {"test-gems:spoil"}, False),
        (Role.MANAGER, set(), True),
        (Role.OWNER, set(), True),
    ],
)
def test_a_step_is_for_its_role(owner: Actor, make_gem: MakeGem, role: Role, grants: set[str], may: bool) -> None:
    who = replace(owner, role=role, grants=frozenset({"test-gems:view", *grants}))
    gem = make_gem(polish=Polish.DONE)
    if may:
        take(who, gem, "spoil", note="Yes")
    else:
        with pytest.raises(Forbidden):
            take(who, gem, "spoil", note="Yes")
    assert stored(owner, gem).polish == (Polish.ROUGH if may else Polish.DONE)


def test_without_its_permission_a_step_is_denied(clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with pytest.raises(Forbidden):
        take(clerk, gem, "begin")
    with unit_of_work(replace(clerk, grants=clerk.grants | {"test-gems:begin"})) as uow:
        assert commands.act(uow, course, "begin", [gem.id]) == 1


def test_the_state_is_written_by_steps_alone(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed) as refused:
        commands.update(uow, course, gem.id, {"polish": "done"}, 1)
    assert set(refused.value.fields) == {"polish"}
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed):
        read_form(uow, course, {"sku": "N-1", "name": {"en": "New"}, "polish": "done"}, creating=True)
    with unit_of_work(owner) as uow:
        other = replace(course, workflow=Workflow("polish", initial="half_done", finish="half_done -> done"))
        new = commands.create(uow, other, {"sku": "N-2", "name": {"en": "New"}})
        assert new.polish == "half_done"


def test_a_step_over_a_newer_version_is_refused(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    take(owner, gem, "begin", version=1)
    with pytest.raises(StaleVersion):
        take(owner, gem, "finish", version=1)


def test_many_take_a_step_or_none(owner: Actor, make_gem: MakeGem) -> None:
    ready, done = make_gem(), make_gem(polish=Polish.DONE)
    with pytest.raises(RuleBroken), unit_of_work(owner) as uow:
        commands.act(uow, course, "begin", [ready.id, done.id])
    assert stored(owner, ready).polish == Polish.ROUGH


def test_what_may_follow_is_told(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        row = uow.session.get_one(Gem, (uow.tenant_id, gem.id))
        assert moves(course, owner, row) == [("begin", "half_done"), ("finish", "done")]
        assert get_record(uow, course, gem.id)["_actions"] == ["begin", "finish"]
    offered = {one["name"]: one for one in describe(course, owner)["actions"]}
    assert offered["spoil"]["reason"] == "What happened?"
    assert offered["spoil"]["to"] == "rough"
    assert "polish" not in {f["key"] for s in describe(course, owner)["sections"] for f in s["fields"]}


def test_in_the_trash_no_step_is_taken(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        commands.trash(uow, course, gem.id)
    with pytest.raises(RuleBroken):
        take(owner, gem, "begin")
    with unit_of_work(owner) as uow:
        assert get_record(uow, course, gem.id)["_actions"] == []
        kept = uow.session.scalars(select(HistoryEntry).where(col(HistoryEntry.record_id) == gem.id)).all()
    assert [one.action for one in kept] == ["delete"]


def test_the_course_says_where_a_record_is_and_how_it_came_there(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(polish=Polish.DONE)
    take(owner, gem, "spoil", note="It fell")
    with unit_of_work(owner) as uow:
        rough, half, done = course_of(uow, course, stored(owner, gem))
    assert [(one["value"], one["now"], one["been"]) for one in (rough, half, done)] == [
        ("rough", True, False), ("half_done", False, False), ("done", False, False),
    ]  # fmt: skip
    assert (rough["by"], rough["note"]) == ("Owner", "It fell")
    with unit_of_work(clerk) as uow:
        assert {one["by"] for one in course_of(uow, course, stored(owner, gem))} == {""}
        assert course_of(uow, gems, gem) == []


def test_a_step_with_consequences_says_that_it_stays() -> None:
    assert hindrance(course, "begin") is None
    assert hindrance(course, "update") is None
    refused = hindrance(course, "finish")
    assert refused is not None
    assert refused.text() == "This step has had consequences; it can't be taken back"
