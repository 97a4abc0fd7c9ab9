"""What a view reads of a long list, or of one searched for common words: so much, and it says where it stopped."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.base import new_id
from services.admin import attachments, boards, calendars, discussion, timelines, tokens, totals
from services.admin.listing import ListQuery
from services.admin.planning import Timeline
from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.integration.admin.conftest import MakeDig
from tests.support.digs import Stage, digs

DAY = date(2026, 11, 21)
WORD = {"q": "clay"}
pytestmark = pytest.mark.usefixtures("digs_exist")


@pytest.fixture
def clay(owner: Actor, make_dig: MakeDig, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Twelve digs in clay, of which each second one is open, on one day; a word that more than a few have is common."""
    monkeypatch.setattr(tokens, "FEW", 5)
    for n in range(12):
        stage = Stage.OPEN if n % 2 else Stage.PLANNED
        make_dig(name=f"Clay {n:02}", stage=stage, starts_on=DAY, ends_on=DAY, yields=Decimal(1))
    make_dig(name="Sand", stage=Stage.OPEN, starts_on=DAY)
    return owner


def board(who: Actor) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return boards.board(uow, digs, ListQuery.parse(digs, who, WORD))


def calendar(who: Actor, per_day: int = 4) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return calendars.calendar(uow, digs, ListQuery.parse(digs, who, WORD), DAY, DAY, per_day=per_day)


def timeline(who: Actor, given: dict[str, str]) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        return timelines.timeline(uow, digs, ListQuery.parse(digs, who, given), DAY, DAY + timedelta(days=9))


def sums(who: Actor, given: dict[str, str]) -> Any:
    with unit_of_work(who, read_only=True) as uow:
        return totals.totals_at_once(uow, digs, ListQuery.parse(digs, who, given))


def test_common_words_find_all_of_a_list_that_is_soon_looked_through(clay: Actor) -> None:
    found = board(clay)
    assert [(c["count"], c["over"], c["sums"]) for c in found["columns"]] == [
        (6, False, {"yields": "6.000"}), (6, False, {"yields": "6.000"}), (0, False, {"yields": "0"}),
    ]  # fmt: skip
    assert not found["partial"]
    assert [row["_title"] for row in found["columns"][1]["rows"]] == [f"Clay {n:02}" for n in range(11, 0, -2)]
    [day] = calendar(clay)["days"].values()
    assert (day["count"], day["over"], len(day["rows"])) == (12, False, 4)
    assert timeline(clay, WORD)["count"] == 12
    assert sums(clay, WORD) == {"yields": "12.000"}


def test_a_view_says_where_it_stopped_to_look_for_common_words(clay: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "LOOKED_AT", 9)
    monkeypatch.setattr(calendars, "LOOKED_AT", 7)
    found = board(clay)
    assert found["partial"]
    assert [(c["count"], c["over"], c["sums"]) for c in found["columns"]][:2] == [(3, True, {}), (2, True, {})]
    assert [row["_title"] for row in found["columns"][1]["rows"]] == ["Clay 11", "Clay 09"], "Sand was the newest"
    seen = calendar(clay, per_day=100)
    [day] = seen["days"].values()
    assert (seen["partial"], day["over"], len(day["rows"])) == (True, True, 7)
    monkeypatch.setattr(totals, "GROUP_LIMIT", 5)
    assert sums(clay, WORD) is None


def test_what_lasts_is_looked_for_among_what_began_last(
    owner: Actor, make_dig: MakeDig, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days, lasts in ((90, 200), (30, 5), (20, 40), (10, 2), (5, 10)):
        begun = DAY - timedelta(days=days)
        make_dig(name=f"Since {days}", starts_on=begun, ends_on=begun + timedelta(days=lasts))
    make_dig(name="Here", starts_on=DAY)
    make_dig(name="Later", starts_on=DAY + timedelta(days=10))
    whole = timeline(owner, {})
    assert [row["_title"] for row in whole["rows"]] == ["Since 90", "Since 20", "Since 5", "Here"]
    assert (whole["count"], whole["over"], whole["partial"]) == (4, False, False)
    monkeypatch.setattr(timelines, "LOOKED_AT", 3)
    found = timeline(owner, {})
    assert [row["_title"] for row in found["rows"]] == ["Since 20", "Since 5", "Here"]
    assert (found["count"], found["over"], found["partial"]) == (3, True, True)


def test_what_has_no_end_yet_lasts_on_where_that_is_declared(owner: Actor, make_dig: MakeDig) -> None:
    make_dig(name="Since", starts_on=DAY - timedelta(days=400))
    make_dig(name="Over", starts_on=DAY - timedelta(days=400), ends_on=DAY - timedelta(days=1))
    make_dig(name="Today", starts_on=DAY)
    make_dig(name="Later", starts_on=DAY + timedelta(days=10))
    lasting = replace(digs, timeline=Timeline("starts_on", "ends_on", lasts_on=True))
    with unit_of_work(owner, read_only=True) as uow:
        query = ListQuery.parse(lasting, owner, {})
        found = timelines.timeline(uow, lasting, query, DAY, DAY + timedelta(days=9))
    seen = [(row["_title"], row["_from"], row["_to"], row["_open"], row["_movable"]) for row in found["rows"]]
    assert seen == [
        ("Since", "2025-10-17", "2026-11-30", True, False),
        ("Today", "2026-11-21", "2026-11-30", True, False),
    ]
    assert [row["_title"] for row in timeline(owner, {})["rows"]] == ["Today"], "one day, unless declared"


def test_a_long_list_is_not_added_up_while_one_waits(clay: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totals, "MOST", 13)
    assert sums(clay, {}) == {"yields": "12.000"}
    monkeypatch.setattr(totals, "MOST", 12)
    assert sums(clay, {}) is None
    assert sums(clay, {"f.stage": "open"}) == {"yields": "6.000"}


def test_a_card_tells_how_much_was_said_about_it(owner: Actor, make_dig: MakeDig) -> None:
    talked, quiet = make_dig(), make_dig()
    with unit_of_work(owner) as uow:
        said = [discussion.write(uow, digs, talked.id, words, new_id()) for words in ("Deeper", "Wider", "Wrong")]
        discussion.remove(uow, digs, said[-1].id)
        attachments.attach(uow, digs, talked.id, "plan.txt", b"A plan", new_id())
    with unit_of_work(owner, read_only=True) as uow:
        query = ListQuery.parse(digs, owner, {})
        [column, *_others] = boards.board(uow, digs, query)["columns"]
        [silent, *_rest] = boards.board(uow, replace(digs, discussion=False), query)["columns"]
    told = {row["_id"]: (row["_comments"], row["_files"]) for row in column["rows"]}
    assert told == {str(talked.id): (2, 1), str(quiet.id): (0, 0)}
    assert {row["_comments"] for row in silent["rows"]} == {0}
