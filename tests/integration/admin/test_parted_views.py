"""Views parted by a field, where a record may be added in them, and which way leads back from a move."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.admin import boards, timelines
from services.admin.beginnings import begun
from services.admin.gallery import gallery
from services.admin.listing import ListQuery
from services.admin.resource import Resource
from services.admin.workflow import Step, Workflow
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.i18n import _
from tests.integration.admin.conftest import MakeDig
from tests.support.digs import Stage, digs

DAY = date(2026, 11, 21)
pytestmark = pytest.mark.usefixtures("digs_exist")
STEPWISE = replace(
    digs, workflow=Workflow("stage", begin="planned -> open", close=Step("open -> closed", reason=_("Why?")),
                            back="open -> planned"),
)  # fmt: skip


def board(who: Actor, resource: Resource, given: dict[str, str] | None = None) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return boards.board(uow, resource, ListQuery.parse(resource, who, given or {}))


def test_a_record_may_begin_where_its_form_can_put_it(owner: Actor) -> None:
    viewer = replace(owner, grants=frozenset({"test-digs:view"}))
    assert board(owner, digs)["adds"] == ["planned", "open", "closed"]
    assert board(owner, STEPWISE)["adds"] == ["planned"], "a workflow begins at its beginning"
    assert board(viewer, digs)["adds"] == board(owner, digs, {"trash": "1"})["adds"] == []


def test_a_form_begins_with_what_its_place_says_and_nothing_else(owner: Actor) -> None:
    asked = {"stage": "open", "starts_on": "2026-11-21", "ends_on": "soon", "name": "X", "done": "5", "id": "1"}
    with unit_of_work(owner, read_only=True) as uow:
        assert begun(uow, digs, asked) == {"stage": "open", "starts_on": "2026-11-21"}
        assert begun(uow, STEPWISE, {"stage": "closed"}) == {}, "only steps write a state"
        assert begun(uow, digs, {"stage": "nowhere"}) == {}


def test_a_moved_card_knows_the_ways_from_where_it_is(owner: Actor, make_dig: MakeDig) -> None:
    planned, opened = make_dig(), make_dig(stage=Stage.OPEN)
    with unit_of_work(owner) as uow:
        row = boards.put(uow, STEPWISE, "stage", str(planned.id), "open", planned.version)
        assert boards.places(uow, STEPWISE, "stage", row) == {"closed": "Why?", "planned": ""}
    with unit_of_work(owner) as uow:
        row = boards.put(uow, STEPWISE, "stage", str(opened.id), "closed", opened.version, "Empty")
        assert boards.places(uow, STEPWISE, "stage", row) == {}, "no step leads back"
        assert boards.places(uow, digs, "stage", row)["open"] == ""


def test_what_parts_the_list_is_on_every_card(owner: Actor, make_dig: MakeDig) -> None:
    make_dig(stage=Stage.OPEN, starts_on=DAY)
    make_dig(stage=Stage.CLOSED, starts_on=DAY)
    with unit_of_work(owner, read_only=True) as uow:
        query = ListQuery.parse(digs, owner, {"group": "stage", "cols": "name"})
        lines = timelines.timeline(uow, digs, query, DAY, DAY)["rows"]
        pictures = gallery(uow, digs, query)
    assert sorted(row["stage"] for row in lines) == ["closed", "open"]
    assert [(one["value"], one["count"]) for one in pictures["groups"]] == [("open", 1), ("closed", 1)]
    assert [row["_group"] for row in pictures["rows"]] == [one["key"] for one in pictures["groups"]]
    lanes = board(owner, digs, {"group": "quarry_id", "cols": "name"})["columns"]
    assert ["quarry_id" in row for column in lanes for row in column["rows"]] == [True, True]
