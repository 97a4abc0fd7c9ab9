"""Lists parted by a field: the rows of a group stand together, and its head tells the truth about all of them."""

import csv
import io
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from services.admin import query as queries
from services.admin.exporting import export_stream
from services.admin.listing import ListQuery
from services.admin.query import ListPage, list_page
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, Polish, Quarry, gems


def page(actor: Actor, **params: str) -> ListPage:
    """The page of an address; ``__`` in a name stands for the dot."""
    with unit_of_work(actor, read_only=True) as uow:
        query = ListQuery.parse(gems, actor, {name.replace("__", "."): value for name, value in params.items()})
        return list_page(uow, gems, query)


@pytest.fixture
def mixed(owner: Actor) -> Actor:
    """A shop in Tehran with 90 gems of every kind of group, some without."""
    dice = random.Random(3)
    quarries = [Quarry(id=uuid4(), name={"en": name}) for name in ("North", "South")]
    with unit_of_work(owner) as uow:
        uow.session.add_all(quarries)
    rows = [
        Gem(
            sku=f"M-{n:03}",
            name={"en": f"Gem {n}"},
            weight=dice.choice([None, Decimal(dice.randrange(4))]),
            price=Decimal(10),
            polish=dice.choice(list(Polish)),
            quarry_id=dice.choice([None, *(one.id for one in quarries)]),
            bright=dice.random() > 0.5,
            found_on=dice.choice([None, date(2026, 1, 1) + timedelta(days=dice.randrange(120)), date(1890, 5, 5)]),
            sold_at=dice.choice([None, datetime(2026, 3, 20, 20, 29, tzinfo=UTC) + timedelta(hours=dice.randrange(9))]),
        )
        for n in range(90)
    ]
    with unit_of_work(owner) as uow:
        uow.session.add_all(rows)
    return replace(owner, time_zone="Asia/Tehran")


@pytest.mark.parametrize("group", ["polish", "grade", "quarry_id", "bright", "found_on", "sold_at"])
@pytest.mark.parametrize("sort", ["weight", "-weight", "-id"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_pages_walk_through_the_groups_forward_and_back(mixed: Actor, group: str, sort: str, language: str) -> None:
    actor = replace(mixed, language=language)
    whole = page(actor, group=group, sort=sort, size="100")
    here = page(actor, group=group, sort=sort)
    assert [one["key"] for one in whole.groups] == list(dict.fromkeys(row["_group"] for row in whole.rows))
    assert {one["key"]: one["count"] for one in whole.groups} == {
        one["key"]: sum(row["_group"] == one["key"] for row in whole.rows) for one in whole.groups
    }
    forward = [here.rows]
    while here.next:
        here = page(actor, group=group, sort=sort, after=here.next)
        forward.append(here.rows)
    flat = [row["sku"] for rows in forward for row in rows]
    assert flat == [row["sku"] for row in whole.rows]
    back = [here.rows]
    while here.previous:
        here = page(actor, group=group, sort=sort, before=here.previous)
        back.insert(0, here.rows)
    assert [row["sku"] for rows in back for row in rows] == flat


def test_a_head_says_what_stands_under_it(mixed: Actor) -> None:
    found = page(mixed, group="polish", size="100")
    assert [one["value"] for one in found.groups] == ["rough", "half_done", "done"]
    for one in found.groups:
        rows = [row for row in found.rows if row["polish"] == one["value"]]
        assert one["count"] == len(rows)
        assert Decimal(one["sums"]["weight"]) == sum(Decimal(row["weight"] or 0) for row in rows)
        assert Decimal(one["sums"]["price"]) == 10 * len(rows)


def test_references_are_named_by_their_titles(mixed: Actor, clerk: Actor) -> None:
    assert {(one["title"] or {}).get("en") for one in page(mixed, group="quarry_id").groups} == {"North", "South", None}
    stranger = replace(clerk, grants=frozenset({"test-gems:view"}))
    assert {one["title"] for one in page(stranger, group="quarry_id").groups} == {None}


@pytest.mark.parametrize(
    ("language", "order"), [("en", ["Amber", "Beryl", "Coral"]), ("fa", ["Coral", "Beryl", "Amber"])]
)
def test_references_stand_in_the_order_of_their_titles(
    owner: Actor, make_gem: MakeGem, language: str, order: list[str]
) -> None:
    quarries = [
        Quarry(id=uuid4(), name={"en": name, "fa": said})
        for name, said in (("Coral", "الف"), ("Amber", "پ"), ("Beryl", "ب"))
    ]
    with unit_of_work(owner) as uow:
        uow.session.add_all(quarries)
    make_gem(sku="A-0", quarry_id=None)
    for n, one in enumerate(quarries):
        for gem in range(12):
            make_gem(sku=f"A-{n}-{gem:02}", quarry_id=one.id)
    actor = replace(owner, language=language)
    params = {"group": "quarry_id", "sort": "sku"}
    first = page(actor, **params)
    assert [one["title"] and one["title"]["en"] for one in first.groups] == [*order, None]
    assert [row["quarry_id"]["title"]["en"] for row in first.rows] == [order[0]] * 12 + [order[1]] * 12 + [order[2]]
    rest = page(actor, **params, after=first.next or "")
    assert len(rest.rows) == 12
    assert rest.rows[-1]["quarry_id"] is None
    ids = [UUID(row["_id"]) for row in (*first.rows, *rest.rows)]
    with unit_of_work(actor, read_only=True) as uow:
        query = ListQuery.parse(gems, actor, params)
        for before, here, after in zip(ids, ids[1:], ids[2:], strict=False):
            assert queries.neighbours(uow, gems, query, here) == (str(before), str(after))
    stranger = replace(actor, grants=frozenset({"test-gems:view"}))
    assert len(page(stranger, **params, after=first.next or "").rows) <= 25


def test_months_are_those_of_the_reader(mixed: Actor) -> None:
    persian = page(replace(mixed, language="fa"), group="sold_at", size="100")
    assert [one["value"] for one in persian.groups] == ["2026-03-21", "2026-02-20", None]
    english = page(mixed, group="sold_at", size="100")
    assert [one["value"] for one in english.groups] == ["2026-03-01", None]


def test_sums_of_what_one_may_not_see_are_not_there(clerk: Actor, make_gem: MakeGem) -> None:
    make_gem(cost=Decimal(7))
    assert set(page(clerk, group="polish").groups[0]["sums"]) == {"stones", "weight", "price"}


def test_a_filter_holds_for_rows_and_heads(mixed: Actor) -> None:
    found = page(mixed, group="polish", f__bright="1", where='["or","polish=done","polish=rough"]')
    assert [one["value"] for one in found.groups] == ["rough", "done"]
    assert all(row["bright"] for row in found.rows)


def test_a_file_has_the_rows_in_the_order_of_the_screen(mixed: Actor) -> None:
    params = {"group": "polish", "sort": "weight", "size": "100"}
    file = b"".join(export_stream(mixed, gems, ListQuery.parse(gems, mixed, params), "csv", "en").chunks).decode()
    lines = list(csv.DictReader(io.StringIO(file.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))
    assert [line["SKU"] for line in lines[:-1]] == [row["sku"] for row in page(mixed, **params).rows]


def test_a_list_too_long_to_part_says_so(mixed: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "GROUP_LIMIT", 50)
    found = page(mixed, group="polish")
    assert found.unparted
    assert found.groups == ()
    assert len(found.rows) == 25
    assert not page(mixed, group="polish", f__polish="done").unparted


@pytest.mark.parametrize("name", ["weight", "cost", "tenant_id", "name", "nothing"])
def test_only_fields_of_few_values_part_a_list(clerk: Actor, name: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        ListQuery.parse(gems, clerk, {"group": name})
    assert list(refused.value.fields) == ["group"]


def test_a_cursor_is_good_for_its_own_parting_alone(mixed: Actor) -> None:
    cursor = page(mixed, group="polish").next or ""
    for params in ({}, {"group": "bright"}):
        with pytest.raises(ValidationFailed):
            ListQuery.parse(gems, mixed, params | {"after": cursor})
    query = ListQuery.parse(gems, mixed, {"after": cursor, "group": "polish"})
    assert ListQuery.parse(gems, mixed, query.to_params()) == query
    assert isinstance(query.after.id if query.after else None, UUID)


def test_a_list_too_long_to_part_goes_on_in_one_piece(mixed: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "GROUP_LIMIT", 50)
    first = page(mixed, group="polish")
    second = page(mixed, group="polish", after=first.next or "")
    assert second.rows
    assert not {row["_id"] for row in first.rows} & {row["_id"] for row in second.rows}
