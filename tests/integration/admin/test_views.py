"""Board, calendar, timeline and gallery: what they show, to whom, what they cost, and moving a record in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.admin import boards, calendars, timelines
from services.admin.describe import describe
from services.admin.gallery import gallery
from services.admin.history import history_of
from services.admin.listing import ListQuery
from services.admin.workflow import Step, Workflow
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, RuleBroken, StaleVersion, ValidationFailed
from services.core.i18n import _
from tests.integration.admin.conftest import MakeDig
from tests.support.digs import Stage, digs
from tests.support.statements import statements

DAY = date(2026, 11, 21)
pytestmark = pytest.mark.usefixtures("digs_exist")


@pytest.fixture
def viewer(owner: Actor) -> Actor:
    """Sees digs and changes nothing; visits are hidden."""
    return replace(owner, grants=frozenset({"test-digs:view"}))


def board(who: Actor, given: dict[str, str] | None = None, **options: Any) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return boards.board(uow, digs, ListQuery.parse(digs, who, given or {}), **options)


def calendar(who: Actor, first: date = DAY, last: date = DAY, **options: Any) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return calendars.calendar(uow, digs, ListQuery.parse(digs, who, {}), first, last, **options)


def timeline(who: Actor, first: date, last: date, steps: Any = ()) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return timelines.timeline(uow, digs, ListQuery.parse(digs, who, {}), first, last, steps)


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["_title"] for row in rows]


def test_a_list_offers_the_views_its_fields_allow(owner: Actor, viewer: Actor) -> None:
    for who, dates in ((owner, ["starts_on", "visited_at"]), (viewer, ["starts_on"])):
        views = {view["key"]: [by["key"] for by in view["by"]] for view in describe(digs, who)["views"]}
        assert views == {
            "table": [], "board": ["stage"], "calendar": dates, "timeline": ["starts_on"], "gallery": ["drawing"],
        }  # fmt: skip


def test_a_board_has_a_column_for_each_choice_with_its_sums(owner: Actor, make_dig: MakeDig) -> None:
    for stage, weight in ((Stage.OPEN, "1.500"), (Stage.OPEN, "2"), (Stage.CLOSED, None)):
        make_dig(stage=stage, yields=weight and Decimal(weight))
    found = board(owner)
    shown = [(c["value"], c["label"], c["count"], c["sums"], len(c["rows"])) for c in found["columns"]]
    assert shown == [
        ("planned", "Planned", 0, {"yields": "0"}, 0),
        ("open", "Open", 2, {"yields": "3.500"}, 2),
        ("closed", "Closed", 1, {"yields": "0"}, 1),
    ]
    assert found["movable"]
    assert found["columns"][1]["rows"][0]["_moves"] == {"planned": "", "closed": ""}


def test_a_column_shows_its_first_cards_and_more_when_asked(owner: Actor, make_dig: MakeDig) -> None:
    made = [make_dig(stage=Stage.OPEN).name for _n in range(5)]
    column = board(owner, cards=2)["columns"][1]
    assert (column["count"], column["more"], names(column["rows"])) == (5, True, made[:2:-1])
    [column] = board(owner, column="open", cards=4)["columns"]
    assert (column["more"], len(column["rows"])) == (True, 4)
    with pytest.raises(ValidationFailed):
        board(owner, column="nowhere")


def test_filters_and_search_hold_in_every_view(owner: Actor, make_dig: MakeDig) -> None:
    make_dig(stage=Stage.OPEN, starts_on=DAY)
    make_dig(stage=Stage.CLOSED, starts_on=DAY)
    found = board(owner, {"f.stage": "open", "view": "board", "by": "stage"})
    assert [column["count"] for column in found["columns"]] == [0, 1, 0]
    with unit_of_work(owner, read_only=True) as uow:
        query = ListQuery.parse(digs, owner, {"f.stage": "closed", "on": "2026-11-21", "zoom": "week"})
        day = calendars.calendar(uow, digs, query, DAY, DAY)["days"]["2026-11-21"]
        assert len(day["rows"]) == len(timelines.timeline(uow, digs, query, DAY, DAY)["rows"]) == 1
        assert len(gallery(uow, digs, query)["rows"]) == 1


def test_a_board_costs_three_statements_however_many_columns_and_cards(owner: Actor, make_dig: MakeDig) -> None:
    for stage in (*Stage, *Stage):
        make_dig(stage=stage)
    with statements() as sent:
        board(replace(owner, grants=frozenset({"test-digs:view"})))
    assert len(sent) == 3
    with statements() as sent:
        board(owner)
    assert len(sent) == 4, "the policy rules over single rows: they are read together"


def test_moving_a_card_changes_the_record_and_its_history(owner: Actor, make_dig: MakeDig) -> None:
    dig = make_dig()
    with unit_of_work(owner) as uow:
        boards.put(uow, digs, "stage", str(dig.id), "open", dig.version)
    with unit_of_work(owner, read_only=True) as uow:
        entry = history_of(uow, digs, dig.id)[0]
    assert entry["verb"] == "update"
    assert [column["count"] for column in board(owner)["columns"]] == [0, 1, 0]
    with pytest.raises(StaleVersion), unit_of_work(owner) as uow:
        boards.put(uow, digs, "stage", str(dig.id), "closed", dig.version)


def test_forbidden_moves_are_neither_offered_nor_made(owner: Actor, viewer: Actor, make_dig: MakeDig) -> None:
    locked, free = make_dig(locked=True), make_dig()
    moves = {row["_title"]: row["_moves"] for row in board(owner)["columns"][0]["rows"]}
    assert moves == {locked.name: {}, free.name: {"open": "", "closed": ""}}
    assert not board(viewer)["movable"]
    for who, dig in ((viewer, free), (owner, locked)):
        with pytest.raises(Forbidden), unit_of_work(who) as uow:
            boards.put(uow, digs, "stage", str(dig.id), "open", dig.version)
    for by, value in (("name", "x"), ("stage", "nowhere"), ("stage", "")):
        with pytest.raises(ValidationFailed), unit_of_work(owner) as uow:
            boards.put(uow, digs, by, str(free.id), value, free.version)


def test_a_board_of_a_workflow_moves_by_its_steps(owner: Actor, make_dig: MakeDig) -> None:
    reason = _("Why?")
    flow = Workflow("stage", begin="planned -> open", close=Step("open -> closed", reason=reason))
    stepwise = replace(digs, workflow=flow)
    planned, opened = make_dig(), make_dig(stage=Stage.OPEN)
    with unit_of_work(owner, read_only=True) as uow:
        found = boards.board(uow, stepwise, ListQuery.parse(stepwise, owner, {}))
    moves = {row["_title"]: row["_moves"] for column in found["columns"] for row in column["rows"]}
    assert moves == {planned.name: {"open": ""}, opened.name: {"closed": "Why?"}}
    with pytest.raises(RuleBroken), unit_of_work(owner) as uow:
        boards.put(uow, stepwise, "stage", str(planned.id), "closed", planned.version)
    with pytest.raises(ValidationFailed), unit_of_work(owner) as uow:
        boards.put(uow, stepwise, "stage", str(opened.id), "closed", opened.version)
    with unit_of_work(owner) as uow:
        boards.put(uow, stepwise, "stage", str(opened.id), "closed", opened.version, "Empty")
    with unit_of_work(owner, read_only=True) as uow:
        assert history_of(uow, stepwise, opened.id)[0]["verb"] == "close"


def test_a_stranger_sees_no_view(owner: Actor) -> None:
    nobody = replace(owner, grants=frozenset())
    for look in (board, calendar, lambda who: timeline(who, DAY, DAY)):
        with pytest.raises(Forbidden):
            look(nobody)


def test_a_calendar_day_shows_few_and_counts_the_rest(owner: Actor, make_dig: MakeDig) -> None:
    for _n in range(6):
        make_dig(starts_on=DAY)
    make_dig(starts_on=DAY + timedelta(days=1))
    make_dig(starts_on=DAY + timedelta(days=2))
    make_dig()
    with statements() as sent:
        days = calendar(replace(owner, grants=frozenset({"test-digs:view"})), DAY, DAY + timedelta(days=1))["days"]
    assert {iso: (one["count"], len(one["rows"])) for iso, one in days.items()} == {
        "2026-11-21": (6, 4),
        "2026-11-22": (1, 1),
    }
    assert len(sent) == 2
    assert len(calendar(owner, per_day=100)["days"]["2026-11-21"]["rows"]) == 6
    with pytest.raises(ValidationFailed):
        calendar(owner, DAY, DAY + timedelta(days=400))


def test_an_instant_lies_on_the_day_of_the_shop(owner: Actor, viewer: Actor, make_dig: MakeDig) -> None:
    tehran = replace(owner, time_zone="Asia/Tehran")
    dig = make_dig(visited_at=datetime(2026, 11, 20, 21, 0, tzinfo=UTC))
    assert list(calendar(tehran, by="visited_at")["days"]) == ["2026-11-21"]
    with pytest.raises(ValidationFailed):
        calendar(viewer, by="visited_at")
    with unit_of_work(tehran) as uow:
        calendars.put(uow, digs, "visited_at", str(dig.id), date(2026, 11, 25), dig.version)
    moved = calendar(tehran, DAY, DAY + timedelta(days=9), by="visited_at")["days"]
    assert moved["2026-11-25"]["rows"][0]["visited_at"].startswith("2026-11-24T21:00")


def test_a_timeline_shows_what_touches_its_range(owner: Actor, make_dig: MakeDig) -> None:
    spans = {
        "before": (DAY - timedelta(days=9), DAY - timedelta(days=1)),
        "into": (DAY - timedelta(days=9), DAY),
        "within": (DAY + timedelta(days=2), None),
        "over": (DAY - timedelta(days=9), DAY + timedelta(days=90)),
        "after": (DAY + timedelta(days=8), DAY + timedelta(days=9)),
        "never": (None, None),
    }
    for name, (start, end) in spans.items():
        make_dig(name=name, starts_on=start, ends_on=end, done=40)
    steps = [(DAY, DAY + timedelta(days=6)), (DAY + timedelta(days=7), DAY + timedelta(days=13))]
    found = timeline(owner, DAY, DAY + timedelta(days=7), steps)
    assert names(found["rows"]) == ["into", "over", "within"]
    within = found["rows"][2]
    assert (within["_from"], within["_to"], within["_share"]) == ("2026-11-23", "2026-11-23", 40)
    assert found["load"] == [{"title": "Mina", "shares": [40, 120]}]


def test_a_bar_is_moved_with_both_its_ends(owner: Actor, make_dig: MakeDig) -> None:
    dig = make_dig(starts_on=DAY, ends_on=DAY + timedelta(days=3))
    with unit_of_work(owner) as uow:
        timelines.put(uow, digs, str(dig.id), DAY + timedelta(days=1), DAY + timedelta(days=4), dig.version)
    [row] = timeline(owner, DAY, DAY + timedelta(days=7))["rows"]
    assert (row["_from"], row["_to"]) == ("2026-11-22", "2026-11-25")
    with pytest.raises(ValidationFailed), unit_of_work(owner) as uow:
        timelines.put(uow, digs, str(dig.id), DAY, DAY - timedelta(days=1), row["_version"])
