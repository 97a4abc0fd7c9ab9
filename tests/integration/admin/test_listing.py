"""Lists: their addresses, their pages, their searches, and what they cost."""

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from services.admin.listing import ListQuery
from services.admin.query import ListPage, count_of, list_page, neighbours
from services.admin.statement import conditions
from services.admin.totals import totals
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, Polish, Quarry, gems
from tests.support.statements import Sent

IRRELEVANT = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


WHERE = st.recursive(
    st.sampled_from(["weight=1", "weight.gte=2", "sku.in=a,b", "name.contains=x", "found_on.during=this-month"])
    | st.text(max_size=8),
    lambda parts: st.tuples(st.sampled_from(["and", "or", "x"]), parts).map(list) | st.lists(parts, max_size=3),
    max_leaves=6,
).map(json.dumps)


def page(actor: Actor, **params: str) -> ListPage:
    """The page of an address; ``__`` in a name stands for the dot."""
    with unit_of_work(actor, read_only=True) as uow:
        query = ListQuery.parse(gems, actor, {name.replace("__", "."): value for name, value in params.items()})
        return list_page(uow, gems, query)


def skus(actor: Actor, **params: str) -> set[str]:
    """The codes on a page."""
    return {row["sku"] for row in page(actor, **params).rows}


@pytest.fixture
def walked(owner: Actor) -> Actor:
    """A shop with 137 gems: ties, empty values, trash."""
    dice = random.Random(7)
    rows = [
        Gem(
            sku=f"W-{n:03}",
            name={"en": f"Gem {dice.randrange(20):02}"} | ({"fa": f"گوهر {dice.randrange(9)}"} if n % 3 else {}),
            weight=dice.choice([None, Decimal(dice.randrange(6)), Decimal("0.5")]),
            found_on=dice.choice([None, date(2026, 1, 1) + timedelta(days=dice.randrange(5))]),
            deleted_at=datetime(2026, 1, 1, tzinfo=UTC) if n % 10 == 0 else None,
        )
        for n in range(137)
    ]
    with unit_of_work(owner) as uow:
        uow.session.add_all(rows)
    return owner


@IRRELEVANT
@given(
    sort=st.sampled_from(["weight", "-weight", "found_on", "-found_on", "sku", "-sku", "name", "-name", "-id", ""]),
    language=st.sampled_from(["en", "fa"]),
    size=st.sampled_from([25, 50, 100]),
    trash=st.booleans(),
)
def test_walking_forward_and_back_gives_the_sorted_whole(
    walked: Actor, sort: str, language: str, size: int, trash: bool
) -> None:
    actor = replace(walked, language=language)
    params = {"sort": sort, "size": str(size), "trash": "1" if trash else "0"}
    forward, here = [], page(actor, **params)
    assert here.previous is None
    while True:
        forward.append([row["sku"] for row in here.rows])
        if here.next is None:
            break
        here = page(actor, after=here.next, **params)
    flat = [sku for one in forward for sku in one]
    assert here.count is not None
    assert len(flat) == len(set(flat)) == here.count.n == (14 if trash else 123)
    assert flat == sorted_by_hand(actor, sort, flat)

    back = [[row["sku"] for row in here.rows]]
    while here.previous is not None:
        here = page(actor, before=here.previous, **params)
        back.insert(0, [row["sku"] for row in here.rows])
    assert [sku for one in back for sku in one] == flat


def sorted_by_hand(actor: Actor, sort: str, found: list[str]) -> list[str]:
    """The same gems in the order their address asks for."""
    key, down = sort.removeprefix("-") or "id", (sort or "-id").startswith("-")
    with unit_of_work(actor, read_only=True) as uow:
        rows = {row.sku: (getattr(row, key), row.id) for row in uow.session.scalars(select(Gem))}

    def place(sku: str) -> tuple[Any, ...]:
        value, identity = rows[sku]
        value = value.get(actor.language) if isinstance(value, dict) else value
        return (value is None, 0 if value is None else value, identity)

    empty = [sku for sku in found if place(sku)[0]]
    full = [sku for sku in found if not place(sku)[0]]
    ordered = [*sorted(full, key=place), *sorted(empty, key=place)]
    return ordered[::-1] if down else ordered


def test_a_page_costs_one_statement_for_rows_and_one_to_count(
    owner: Actor, make_gem: MakeGem, quarry: UUID, statements: Sent
) -> None:
    for _ in range(30):
        make_gem(quarry_id=quarry, keeper_id=uuid4())
    statements.clear()
    rows = page(owner).rows
    assert len(rows) == 25
    assert rows[0]["quarry_id"]["title"] == {"en": "North hill", "fa": "تپهٔ شمالی"}
    assert rows[0]["double"] == "2.000"
    assert len(statements) == 2
    statements.clear()
    page(owner, q="gem", sort="weight", f__quarry_id=str(quarry))
    assert len(statements) == 3


def test_counting_stops_where_nobody_reads_on(owner: Actor, make_gem: MakeGem) -> None:
    for _ in range(4):
        make_gem()
    with unit_of_work(owner, read_only=True) as uow:
        query = ListQuery.parse(gems, owner, {})
        wanted = conditions(uow, query)
        assert count_of(uow, query, wanted, 3).plain() == {"n": 3, "over": True}
        assert count_of(uow, query, wanted, 4).plain() == {"n": 4, "over": False}


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("f.weight", "۲", "b"),
        ("f.weight.gte", "2", "b c"),
        ("f.weight.lte", "2", "a b"),
        ("f.weight.between", "1.5..2.5", "b"),
        ("f.weight.between", "..2", "a b"),
        ("f.weight.ne", "2", "a c d"),
        ("f.weight.in", "1,3", "a c"),
        ("f.weight.is_empty", "1", "d"),
        ("f.weight.is_empty", "0", "a b c"),
        ("f.polish", "done", "b"),
        ("f.polish.in", "done,half_done", "b c"),
        ("f.polish.ne", "rough", "b c"),
        ("f.bright", "1", "c"),
        ("f.bright", "0", "a b d"),
        ("f.found_on", "۱۴۰۵/۰۸/۳۰", "a"),
        ("f.found_on.gte", "2026-11-22", "b"),
        ("f.sold_at", "1405/08/30", "a b"),
        ("f.sold_at.lte", "2026-11-21", "a b"),
        ("f.sold_at.gte", "2026-11-22", "c"),
        ("f.sold_at.between", "2026-11-21..2026-11-22", "a b c"),
        ("f.name.contains", "نسیم", "a"),
        ("f.name.contains", "ROSE ring", "b"),
        ("f.notes.contains", "100%", "c"),
        ("f.notes.is_empty", "1", "a b d"),
        ("f.sku.contains", "B", "b"),
        ("f.sku.in", "a,d", "a d"),
        ("f.grade", "b", "d"),
        ("where", '["or","weight=1","weight=3"]', "a c"),
        ("where", '["or","polish=done",["and","weight.gte=3","bright=1"]]', "b c"),
        ("where", '["and",["or","sku=a","sku=b"],["or","sku=b","sku=c"]]', "b"),
        ("where", '["and","name.contains=ro","name.contains=ing"]', "b"),
        ("q", "نسيم", "a"),
        ("q", "rin ros", "b"),
        ("q", "north", "a"),
        ("q", "0912", "a"),
        ("q", "zzz", ""),
        ("q", "%", ""),
    ],
)
def test_filters_and_search(owner: Actor, make_gem: MakeGem, quarry: UUID, name: str, value: str, found: str) -> None:
    actor = replace(owner, time_zone="Asia/Tehran")
    late = datetime(2026, 11, 21, 20, 29, tzinfo=UTC)
    make_gem(sku="a", weight=Decimal(1), found_on=date(2026, 11, 21), name={"en": "Breeze", "fa": "نسیم"},
             sold_at=late - timedelta(hours=5), quarry_id=quarry)  # fmt: skip
    make_gem(sku="b", weight=Decimal(2), found_on=date(2026, 11, 22), name={"en": "Rose ring"}, sold_at=late,
             polish=Polish.DONE)  # fmt: skip
    make_gem(sku="c", weight=Decimal(3), bright=True, polish=Polish.HALF_DONE, notes="at 100% of price",
             sold_at=late + timedelta(minutes=1))  # fmt: skip
    make_gem(sku="d", weight=None, grade="b")
    assert skus(actor, **{name: value}) == set(found.split())


def test_a_period_follows_the_day_of_the_shop(owner: Actor, make_gem: MakeGem) -> None:
    actor = replace(owner, time_zone="Asia/Tehran")
    here = datetime.now(zone_of(actor))
    make_gem(sku="now", found_on=here.date(), sold_at=here)
    make_gem(sku="then", found_on=here.date() - timedelta(days=9), sold_at=here - timedelta(days=9))
    for field in ("found_on", "sold_at"):
        assert skus(actor, **{f"f.{field}.during": "today"}) == {"now"}
        assert skus(actor, **{f"f.{field}.during": "last-10-days"}) == {"now", "then"}
        assert skus(actor, where=f'["or","{field}.during=tomorrow","{field}.during=last-1-days"]') == {"now"}


def test_references_filter_by_id_and_by_emptiness(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(sku="a", quarry_id=quarry)
    make_gem(sku="b")
    assert skus(owner, f__quarry_id=str(quarry)) == {"a"}
    assert skus(owner, **{"f.quarry_id.ne": str(quarry)}) == {"b"}
    assert skus(owner, **{"f.quarry_id.is_empty": "1"}) == {"b"}


@pytest.mark.parametrize(
    ("name", "value", "blamed"),
    [
        ("colour", "red", "colour"),
        ("f.colour", "red", "f.colour"),
        ("f.extra", "1", "f.extra"),
        ("f.cost.gte", "1", "f.cost.gte"),
        ("f.weight.contains", "1", "f.weight.contains"),
        ("f.weight.__class__", "1", "f.weight.__class__"),
        ("f.weight", "heavy", "f.weight"),
        ("f.weight", "", "f.weight"),
        ("f.weight.between", "1", "f.weight.between"),
        ("f.polish", "'; drop table test_gem; --", "f.polish"),
        ("f.quarry_id.tenant_id", "x", "f.quarry_id.tenant_id"),
        ("sort", "cost", "sort"),
        ("sort", "tenant_id", "sort"),
        ("size", "1000", "size"),
        ("cols", "sku,cost", "cols"),
        ("trash", "1", "trash"),
        ("after", "bm90IG91cnM", "after"),
        ("before", "!", "before"),
        ("q", "x" * 101, "q"),
        ("w", "sku:10", "w"),
        ("w", "cost:100", "w"),
        ("w", "sku:١٠٠", "w"),
        ("density", "huge", "density"),
        ("f.found_on.during", "some-day", "f.found_on.during"),
        ("f.weight.during", "today", "f.weight.during"),
        ("where", "polish=done", "where"),
        ("where", "[" * 3000, "where"),
        ("where", '["or"]', "where"),
        ("where", '["not","sku=a"]', "where"),
        ("where", '["or",1]', "where"),
        ("where", '["or","sku"]', "where"),
        ("where", '["or","cost.gte=1"]', "where"),
        ("where", '["or","tenant_id=1"]', "where"),
        ("where", r'["or","sku=\ud800"]', "where"),
        ("where", '["or",["or",["or",["or",["or","sku=a"]]]]]', "where"),
        ("where", json.dumps(["or", *["sku=a"] * 31]), "where"),
        (
            "where",
            '["or",["or",' + ",".join(['"sku=a"'] * 20) + '],["or",' + ",".join(['"sku=a"'] * 11) + "]]",
            "where",
        ),
    ],
)
def test_names_that_are_not_in_the_registry_never_reach_sql(
    clerk: Actor, statements: Sent, name: str, value: str, blamed: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        ListQuery.parse(gems, clerk, {name: value})
    assert list(refused.value.fields) == [blamed]
    assert statements == []


@IRRELEVANT
@given(st.dictionaries(
    st.sampled_from(["q", "sort", "size", "cols", "trash", "after", "f.weight", "f.name.contains", "f.sold_at.between",
                     "where", "w", "density"])
    | st.text(max_size=8),
    st.text(max_size=20) | WHERE,
    max_size=4,
))  # fmt: skip
def test_any_address_is_taken_or_refused(owner: Actor, params: dict[str, str]) -> None:
    try:
        query = ListQuery.parse(gems, owner, params)
    except ValidationFailed:
        return
    assert ListQuery.parse(gems, owner, query.to_params()) == query
    with unit_of_work(owner, read_only=True) as uow:
        list_page(uow, gems, query)


def test_an_address_says_the_same_again(owner: Actor, make_gem: MakeGem) -> None:
    for _ in range(30):
        make_gem()
    params = {"sort": "-weight", "f.weight.gte": "0.5", "f.polish.in": "rough,done", "size": "25", "cols": "weight,sku",
              "q": "gem", "w": "sku:120,weight:90", "density": "compact",
              "where": '["or","bright=1",["and","sku.contains=G","polish=rough"]]'}  # fmt: skip
    first = page(owner, **params)
    query = ListQuery.parse(gems, owner, params | {"after": first.next or ""})
    assert ListQuery.parse(gems, owner, query.to_params()) == query
    assert [key for key in first.rows[0] if not key.startswith("_")] == ["weight", "sku"]


def test_a_cursor_is_good_for_its_own_list_alone(owner: Actor, make_gem: MakeGem) -> None:
    for _ in range(26):
        make_gem()
    cursor = page(owner, sort="weight").next or ""
    stranger = replace(owner, tenant_id=uuid4())
    for actor, sort in ((owner, "-weight"), (owner, "sku"), (stranger, "weight")):
        with pytest.raises(ValidationFailed):
            ListQuery.parse(gems, actor, {"sort": sort, "after": cursor})


def test_a_cursor_keeps_its_language_when_the_reader_changes_theirs(owner: Actor, make_gem: MakeGem) -> None:
    for n in range(30):
        make_gem(name={"en": f"{n:02}", "fa": f"{99 - n}"})
    first = page(replace(owner, language="en"), sort="name")
    second = page(replace(owner, language="fa"), sort="name", after=first.next or "")
    assert [row["name"]["en"] for row in second.rows] == ["25", "26", "27", "28", "29"]


def test_totals_are_of_the_whole_filtered_list(owner: Actor, make_gem: MakeGem) -> None:
    for n in range(30):
        make_gem(weight=Decimal("0.125") * n, price=Decimal(100), stones=n, cost=Decimal(7))
    with unit_of_work(owner, read_only=True) as uow:
        query = ListQuery.parse(gems, owner, {"f.stones.gte": "10"})
        assert totals(uow, gems, query) == {
            "stones": 390, "weight": "48.750", "price": "2000.0000", "cost": "140.0000",
        }  # fmt: skip
        assert totals(uow, gems, ListQuery.parse(gems, owner, {"f.stones.gte": "99"}))["weight"] == "0"


def test_mixed_currencies_have_no_sum(owner: Actor, make_gem: MakeGem) -> None:
    make_gem(price=Decimal(1), currency="IRT")
    make_gem(price=Decimal(1), currency="USD")
    with unit_of_work(owner, read_only=True) as uow:
        assert totals(uow, gems, ListQuery.parse(gems, owner, {}))["price"] is None


def test_a_list_is_of_one_shop(owner: Actor, make_gem: MakeGem, make_tenant: Any) -> None:
    make_gem()
    other = replace(owner, tenant_id=make_tenant())
    assert page(other).rows == []
    assert page(other, q="gem").rows == []
    assert len(page(owner, q="gem").rows) == 1


def test_who_may_not_view_sees_no_list(owner: Actor) -> None:
    with pytest.raises(Forbidden):
        page(replace(owner, grants=frozenset()))


def test_titles_of_what_one_may_not_see_stay_hidden(clerk: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(quarry_id=quarry)
    stranger = replace(clerk, grants=frozenset({"test-gems:view"}))
    assert page(clerk).rows[0]["quarry_id"]["title"]["en"] == "North hill"
    assert page(stranger).rows[0]["quarry_id"] == {"id": str(quarry), "title": None}
    assert page(clerk, q="north").rows != []
    assert page(stranger, q="north").rows == []


def test_a_quarry_in_the_trash_still_names_its_gems(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(quarry_id=quarry)
    with unit_of_work(owner) as uow:
        uow.session.get_one(Quarry, (uow.tenant_id, quarry)).deleted_at = datetime.now(UTC)
    assert page(owner).rows[0]["quarry_id"]["title"]["en"] == "North hill"


@pytest.mark.parametrize("params", [{}, {"sort": "weight"}, {"sort": "-weight"}, {"group": "found_on", "sort": "sku"}])
def test_a_record_has_neighbours_in_the_order_of_its_list(walked: Actor, params: dict[str, str]) -> None:
    order = [row["_id"] for row in page(walked, **params, size="100").rows]
    with unit_of_work(walked, read_only=True) as uow:
        query = ListQuery.parse(gems, walked, params)
        assert neighbours(uow, gems, query, UUID(order[0])) == (None, order[1])
        for place in (1, 40, 98):
            assert neighbours(uow, gems, query, UUID(order[place])) == (order[place - 1], order[place + 1])
        assert neighbours(uow, gems, query, uuid4()) == (None, None)


@pytest.mark.parametrize(
    ("tree", "params"),
    [
        (["and"], {}),
        (["and", "sku=a"], {"f.sku": "a"}),
        (["and", "sku=a", "weight.gte=1", ["or"]], {"f.sku": "a", "f.weight.gte": "1"}),
        (["and", "sku=a", ["or", "weight=1", "weight=2"]], {"f.sku": "a", "where": '["or","weight=1","weight=2"]'}),
        (["or", "sku=a", "sku=b"], {"where": '["or","sku=a","sku=b"]'}),
        (["and", "name.contains=a", "name.contains=b"],
         {"f.name.contains": "a", "where": '["and","name.contains=b"]'}),
        (["and", ["or", "sku=a"], ["or", "sku=b"]], {"where": '["and",["or","sku=a"],["or","sku=b"]]'}),
        (["and", ["and", "sku=a", "sku=b"]], {"where": '["and","sku=a","sku=b"]'}),
        (["and", ["and", "sku=a", ["or", "sku=b"]]], {"where": '["and",["and","sku=a",["or","sku=b"]]]'}),
    ],
)  # fmt: skip
def test_conditions_arranged_in_the_browser_become_an_address(
    owner: Actor, tree: list[Any], params: dict[str, str]
) -> None:
    before = ListQuery.parse(gems, owner, {"f.bright": "1", "where": '["or","sku=x","sku=y"]', "q": "gem"})
    address = before.filtered(owner, tree)
    assert address == {"q": "gem"} | params
    again = ListQuery.parse(gems, owner, address)
    assert again.filtered(owner, again.conditions.plain()) == address


@pytest.mark.parametrize("tree", ["or", {"and": 1}, [1, 2], ["and", 5], ["and", "cost=1"], ["and", ["xor", "sku=a"]]])
def test_what_the_browser_may_not_ask_becomes_no_address(clerk: Actor, tree: Any) -> None:
    with pytest.raises(ValidationFailed) as refused:
        ListQuery.parse(gems, clerk, {}).filtered(clerk, tree)
    assert list(refused.value.fields) == ["where"]
