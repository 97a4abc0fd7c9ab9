"""A declared dashboard shows each reader what their lists would, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.admin.dashboards import Bars, Dashboard, Figure, Loads, Rows
from services.admin.dashboards.read import read_dashboard
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden
from services.core.i18n import _
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Polish, gems
from tests.support.statements import Sent

LABEL, TODAY = _("Gems"), datetime.now(UTC).date()
DASHBOARD = Dashboard(
    figures=(
        Figure("all", LABEL, "test-gems"),
        Figure("old", LABEL, "test-gems", {"f.found_on.lte": "{today-1}"}, tone="warn"),
        Figure("new", LABEL, "test-gems", {"f.found_on": "{today}"}, tone="warn"),
        Figure("weight", LABEL, "test-gems", {"f.bright": "1"}, sum="weight"),
        Figure("cost", LABEL, "test-gems", sum="cost"),
    ),
    cards=(
        Bars("polish", LABEL, "test-gems", by="polish"),
        Bars("grams", LABEL, "test-gems", by="quarry_id", sum="weight"),
        Rows("first", LABEL, "test-gems", ("sku", "cost"), {"sort": "sku"}, limit=2),
        Loads("double", LABEL, "test-gems", "double", note="sku", full=Decimal(10), limit=2),
    ),
    workspace="gems",
)


@pytest.fixture
def stocked(owner: Actor, make_gem: MakeGem, quarry: UUID) -> Actor:
    """Four gems, one of them out of everybody's sight."""
    make_gem(sku="A", weight=Decimal(2), cost=Decimal(7), bright=True, quarry_id=quarry)
    make_gem(sku="B", weight=Decimal(6), cost=Decimal(5), polish=Polish.DONE, found_on=TODAY - timedelta(days=1))
    make_gem(sku="C", weight=Decimal(1), cost=Decimal(5), polish=Polish.DONE, found_on=TODAY - timedelta(days=9))
    make_gem(sku="Z", weight=Decimal(99), grade="z")
    return owner


def shown(actor: Actor, dashboard: Dashboard = DASHBOARD) -> tuple[dict[str, Any], dict[str, Any]]:
    """Figures and cards by name."""
    with unit_of_work(actor, read_only=True) as uow:
        found = read_dashboard(uow, dashboard)
    return {one["name"]: one for one in found["figures"]}, {one["name"]: one for one in found["cards"]}


def test_figures_count_and_sum_what_their_list_finds(stocked: Actor) -> None:
    figures, _cards = shown(stocked)
    assert {name: Decimal(one["value"]) for name, one in figures.items()} == {
        "all": 3, "old": 2, "new": 0, "weight": 2, "cost": 17,
    }  # fmt: skip
    assert [figures[name]["tone"] for name in ("all", "old", "new")] == ["", "warn", ""]
    assert (figures["all"]["kind"], figures["weight"]["kind"]) == ("number", "weight")


def test_a_figure_leads_to_the_rows_it_counts(stocked: Actor) -> None:
    old = shown(stocked)[0]["old"]
    with unit_of_work(stocked, read_only=True) as uow:
        rows = list_page(uow, gems, ListQuery.parse(gems, stocked, old["params"])).rows
    assert (old["resource"], len(rows)) == ("test-gems", old["value"])


def test_bars_part_a_list_and_keep_empty_choices(stocked: Actor) -> None:
    cards = shown(stocked)[1]
    polish = {bar["params"]["f.polish"]: (Decimal(bar["size"]), bar["share"]) for bar in cards["polish"]["bars"]}
    assert polish == {"rough": (1, 50), "done": (2, 100)} | dict.fromkeys(set(polish) - {"rough", "done"}, (0, 0))
    grams = cards["grams"]["bars"]
    assert [(int(Decimal(bar["size"])), (bar["title"] or {}).get("en")) for bar in grams] == [
        (7, None),
        (2, "North hill"),
    ]
    assert grams[0]["params"] == {"f.quarry_id.is_empty": "1"}


def test_rows_are_the_first_of_their_list_and_say_that_there_are_more(stocked: Actor) -> None:
    first = shown(stocked)[1]["first"]
    assert [row["sku"] for row in first["rows"]] == ["A", "B"]
    assert [column["key"] for column in first["columns"]] == ["sku", "cost"]
    assert first["more"]


def test_loads_are_the_highest_and_those_beyond_the_limit_are_counted(stocked: Actor) -> None:
    double = shown(stocked)[1]["double"]
    assert [(load["note"], load["share"]) for load in double["loads"]] == [("B", 120), ("A", 40)]
    assert (double["over"], double["more"]) == (1, True)


def test_who_may_not_see_a_field_gets_nothing_made_of_it(stocked: Actor, clerk: Actor) -> None:
    figures, cards = shown(clerk)
    assert set(figures) == {"all", "old", "new", "weight"}
    assert [column["key"] for column in cards["first"]["columns"]] == ["sku"]
    assert all("cost" not in row for row in cards["first"]["rows"])


def test_who_may_see_none_of_its_lists_gets_none_of_it(stocked: Actor) -> None:
    stranger = replace(stocked, grants=frozenset({"test-quarries:view"}))
    with unit_of_work(stranger, read_only=True) as uow, pytest.raises(Forbidden):
        read_dashboard(uow, DASHBOARD)


def test_it_takes_as_many_questions_however_much_there_is(
    stocked: Actor, make_gem: MakeGem, quarry: UUID, statements: Sent
) -> None:
    shown(stocked)
    few = len(statements)
    for n in range(9):
        make_gem(sku=f"N{n}", quarry_id=quarry)
    statements.clear()
    shown(stocked)
    assert len(statements) == few <= 8
