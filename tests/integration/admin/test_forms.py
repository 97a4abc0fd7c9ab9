"""What a form asks for: fields with conditions, values that follow, lines, and what it would come to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text

from app.states import form
from services.admin import lineage, lines, numbers, previews
from services.admin.commands import create, update
from services.admin.describe import describe
from services.admin.imagined import imagined
from services.admin.lines import Line, Lines, lines_of, save
from services.admin.quick import quick_create, quick_fields
from services.admin.record import get_record
from services.admin.registry import registry
from services.admin.undoing import changed_together, undo_together
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Conflict, Forbidden, NotFound, StaleVersion, ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.facets import Facet, cut_gems, facets
from tests.support.gems import Gem, quarries

RUBY = {"sku": "R-1", "name": {"en": "Ruby"}}
CHILD = cut_gems.children[0]


@pytest.fixture(autouse=True)
def _with_facets(registered: None) -> Iterator[None]:
    for resource in (facets, cut_gems):
        registry.register(resource)
    yield
    for resource in (facets, cut_gems):
        registry.remove(resource.key)


def faults(refused: Any) -> dict[str, str]:
    return {name: message.text() for name, message in refused.value.fields.items()}


def made(owner: Actor, values: dict[str, Any], *lines: Line, order: tuple[str, ...] = ()) -> UUID:
    with unit_of_work(owner) as uow:
        row = save(uow, cut_gems, None, values, None, {"test-facets": Lines(lines, order=order)})
        identity: UUID = row.id
    return identity


def shown(owner: Actor, identity: UUID) -> list[dict[str, Any]]:
    with unit_of_work(owner, read_only=True) as uow:
        return lines_of(uow, CHILD, identity)


def test_a_field_is_required_only_while_it_is_asked_for(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        create(uow, cut_gems, RUBY)
        with pytest.raises(ValidationFailed) as refused:
            create(uow, cut_gems, RUBY | {"sku": "R-2", "polish": "done"})
    assert faults(refused) == {"price": "This is needed"}


def test_what_is_not_asked_for_is_refused_by_name_of_its_condition(owner: Actor) -> None:
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed) as refused:
        create(uow, cut_gems, RUBY | {"price": "5", "notes": "Bright"})
    assert faults(refused) == {
        "price": "This isn't asked for with what is chosen in “Polish”",
        "notes": "This isn't asked for with what is chosen in “Bright”",
    }


def test_what_no_longer_applies_is_emptied(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        row = create(uow, cut_gems, RUBY | {"polish": "done", "price": "5"})
        uow.session.flush()
        update(uow, cut_gems, row.id, {"bright": True}, None)
        assert row.price == 5
        update(uow, cut_gems, row.id, {"polish": "rough"}, None)
        assert row.price is None
        with pytest.raises(ValidationFailed):
            update(uow, cut_gems, row.id, {"price": "9"}, None)


def test_a_value_follows_until_somebody_gives_one(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        left_out = create(uow, cut_gems, RUBY | {"found_on": "2026-11-01"})
        given = create(uow, cut_gems, RUBY | {"sku": "R-2", "found_on": "2026-11-01", "sold_at": "2026-12-01"})
        emptied = create(uow, cut_gems, RUBY | {"sku": "R-3", "found_on": "2026-11-01", "sold_at": ""})
    assert left_out.sold_at == date(2026, 11, 8)
    assert given.sold_at == date(2026, 12, 1)
    assert emptied.sold_at is None


def test_a_suggestion_goes_by_what_is_typed_and_stored(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(found_on=date(2026, 1, 1), sold_at=datetime(2026, 1, 2, tzinfo=UTC))
    ask = previews.suggested
    assert ask(owner, cut_gems, None, {"found_on": "۱۴۰۵/۰۸/۳۰"}, ["sold_at"]) == {"sold_at": "2026-11-28"}
    assert ask(owner, cut_gems, str(gem.id), {}, ["sold_at"]) == {"sold_at": "2026-01-08"}
    assert ask(owner, cut_gems, None, {"found_on": "never"}, ["sold_at", "sku", "nothing"]) == {}


def test_what_a_form_would_come_to_is_computed_and_not_written(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(weight=Decimal(2))
    ask = previews.previewed
    assert ask(owner, cut_gems, str(gem.id), {"weight": "3.5"}, {})["double"] == "7.000"
    assert ask(owner, cut_gems, None, RUBY | {"weight": "1"}, {})["double"] == "2.000"
    assert ask(owner, cut_gems, None, {"weight": "1.25"}, {})["double"] == "2.500"
    with unit_of_work(owner) as uow:
        assert uow.session.scalar(select(func.count()).select_from(Gem)) == 1
        assert get_record(uow, cut_gems, gem.id)["weight"] == "2.000"


def test_who_may_not_write_gets_no_preview(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    with pytest.raises(Forbidden):
        previews.previewed(clerk, cut_gems, str(make_gem().id), {}, {})
    with pytest.raises(Forbidden):
        previews.suggested(clerk, cut_gems, None, {}, ["sold_at"])


def test_lines_are_saved_with_their_record_in_the_order_given(owner: Actor) -> None:
    top, side = Line("new-1", {"name": "Top"}, new=True), Line("new-2", {"name": "Side", "angle": "41.5"}, new=True)
    ruby = made(owner, RUBY, top, side, order=("new-2", "new-1"))
    rows = shown(owner, ruby)
    assert [(row["name"], row["place"]) for row in rows] == [("Side", 1), ("Top", 2)]
    with unit_of_work(owner) as uow:
        sent = Lines(
            (Line(rows[1]["_id"], {"angle": "12"}, 1),), {rows[0]["_id"]: 1}, (rows[1]["_id"],)
        )  # fmt: skip
        save(uow, cut_gems, ruby, {}, 1, {"test-facets": sent})
    assert [(row["name"], row["angle"], row["place"]) for row in shown(owner, ruby)] == [("Top", "12.000", 1)]


def test_faults_of_a_record_and_its_lines_are_said_at_once_and_nothing_is_kept(owner: Actor) -> None:
    bad = Line("new-2", {"name": "", "angle": "0"}, new=True)
    with pytest.raises(ValidationFailed) as refused:
        made(owner, {"sku": ""}, Line("new-1", {"name": "Top"}, new=True), bad)
    assert faults(refused) == {
        "sku": "This is needed", "name": "This is needed", "test-facets:new-2:name": "This is needed",
    }  # fmt: skip
    with pytest.raises(ValidationFailed) as refused:
        made(owner, RUBY, Line("new-1", {"name": "Flat", "angle": "0"}, new=True))
    assert faults(refused) == {"test-facets:new-1:angle": "Must be above zero"}
    with unit_of_work(owner) as uow:
        assert uow.session.scalar(select(func.count()).select_from(Gem)) == 0
        assert uow.session.scalar(select(func.count()).select_from(Facet)) == 0


def test_lines_of_another_record_are_not_reached(owner: Actor) -> None:
    mine = made(owner, RUBY)
    other = made(owner, RUBY | {"sku": "R-2"}, Line("new-1", {"name": "Top"}, new=True))
    [line] = shown(owner, other)
    for sent in (
        Lines((Line(line["_id"], {"name": "Mine now"}, 1),)),
        Lines(removed={line["_id"]: 1}),
        Lines((Line("new-1", {"name": "Stray", "gem_id": str(other)}, new=True),)),
        Lines((Line(str(uuid4()), {"name": "Nobody"}),)),
    ):
        with unit_of_work(owner) as uow, pytest.raises(NotFound):
            save(uow, cut_gems, mine, {}, None, {"test-facets": sent})
    with unit_of_work(owner) as uow, pytest.raises(NotFound):
        save(uow, cut_gems, mine, {}, None, {"test-quarries": Lines()})
    assert [row["name"] for row in shown(owner, other)] == ["Top"]


def test_a_line_changed_meanwhile_is_stale(owner: Actor) -> None:
    ruby = made(owner, RUBY, Line("new-1", {"name": "Top"}, new=True))
    [line] = shown(owner, ruby)
    with unit_of_work(owner) as uow:
        update(uow, facets, line["_id"], {"name": "Table"}, 1)
    with unit_of_work(owner) as uow, pytest.raises(StaleVersion):
        save(uow, cut_gems, ruby, {}, 1, {"test-facets": Lines((Line(line["_id"], {"angle": "1"}, 1),))})


def test_lines_take_their_own_permission(owner: Actor, clerk: Actor) -> None:
    ruby = made(owner, RUBY, Line("new-1", {"name": "Top"}, new=True))
    may = replace(clerk, grants=frozenset({"test-cut-gems:*"}))
    with unit_of_work(may, read_only=True) as uow:
        assert lines_of(uow, CHILD, ruby) == []
    with unit_of_work(may) as uow, pytest.raises(Forbidden):
        save(uow, cut_gems, ruby, {}, 1, {"test-facets": Lines((Line("new-1", {"name": "A"}, new=True),))})
    assert describe(cut_gems, may)["children"] == []


def test_a_form_is_told_of_conditions_lines_and_results(owner: Actor) -> None:
    meta = describe(cut_gems, owner)
    inputs = {item["key"]: item for section in meta["sections"] for item in section["fields"]}
    assert inputs["price"]["when"] == ("polish", ("half_done", "done"))
    assert inputs["sold_at"]["follows"] == ("found_on",)
    assert inputs["quarry_id"]["create"] == "test-quarries"
    [child] = meta["children"]
    assert [item["key"] for item in child["fields"]] == ["name", "angle"]
    assert (child["ordered"], child["totals"]) == (True, ["angle"])
    assert [item["key"] for item in meta["results"]] == ["double"]


def test_a_record_is_made_on_the_way_with_what_it_needs(owner: Actor, clerk: Actor) -> None:
    assert [bound.key for bound in quick_fields(quarries, owner)] == ["name"]
    with unit_of_work(owner) as uow:
        row = quick_create(uow, quarries, {"name": {"en": "South"}})
    assert row["title"] == {"en": "South"}
    with pytest.raises(Forbidden):
        quick_fields(quarries, clerk)


def test_a_preview_neither_waits_for_others_nor_makes_them_wait(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(weight=Decimal(2))
    with unit_of_work(owner) as saving:
        saving.session.execute(text("set local lock_timeout = '2s'"))
        update(saving, cut_gems, gem.id, {"weight": "5"}, 1)
        saving.session.flush()
        with unit_of_work(owner, read_only=True) as uow, imagined(uow, cut_gems, str(gem.id), {"weight": "3"}, {}):
            assert previews.previewed(owner, cut_gems, str(gem.id), {"weight": "3"}, {})["double"] == "6.000"
            update(saving, cut_gems, gem.id, {"weight": "7"}, 2)
            saving.session.flush()
    with unit_of_work(owner, read_only=True) as uow:
        assert get_record(uow, cut_gems, gem.id)["weight"] == "7.000"


def test_a_preview_draws_no_number(owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(_uow: Any, series: str, row: Any) -> str:
        drawn.append(series)
        return f"{series}-{row.sku}"

    monkeypatch.setattr(numbers, "_sources", [(draw, None)])
    assert previews.previewed(owner, cut_gems, None, RUBY | {"weight": "1"}, {})["double"] == "2.000"
    assert drawn == []
    with unit_of_work(owner) as uow:
        create(uow, cut_gems, RUBY)
    assert drawn == ["gem"]


def test_lines_are_imagined_as_they_would_be_and_others_are_not_reached(owner: Actor) -> None:
    mine = made(owner, RUBY, Line("new-1", {"name": "Top"}, new=True), Line("new-2", {"name": "Side"}, new=True))
    other = made(owner, RUBY | {"sku": "R-2"}, Line("new-1", {"name": "Other"}, new=True))
    rows = {row["name"]: row["_id"] for row in (*shown(owner, mine), *shown(owner, other))}
    sent = Lines(
        (
            Line(rows["Top"], {"name": "Table", "angle": "۱۲"}),
            Line("new-9", {"name": "Girdle"}, new=True),
            Line("new-8", {"angle": "1"}, new=True),
            Line(rows["Other"], {"name": "Mine now"}),
        ),
        {rows["Side"]: None, rows["Other"]: None},
    )
    with (
        unit_of_work(owner, read_only=True) as uow,
        imagined(uow, cut_gems, str(mine), {"sku": ""}, {"test-facets": sent}) as would,
    ):
        seen = uow.session.scalars(select(Facet).order_by(Facet.name)).all()
        assert [(one.name, one.angle) for one in seen] == [("Girdle", None), ("Other", None), ("Table", Decimal(12))]
        assert set(would.lines["test-facets"].values()) == {rows["Top"], "new-9"}
    assert [row["name"] for row in shown(owner, mine)] == ["Top", "Side"]


def saved_together(owner: Actor, identity: UUID | None, values: dict[str, Any], sent: Lines) -> tuple[UUID, str]:
    with unit_of_work(owner) as uow, lineage.together(uow) as number:
        row = save(uow, cut_gems, identity, values, None, {"test-facets": sent})
        assert changed_together(uow, cut_gems, row.id, number)
        kept: UUID = row.id
    return kept, number


def test_a_save_with_lines_is_undone_whole(owner: Actor) -> None:
    ruby = made(owner, RUBY, Line("new-1", {"name": "Top"}, new=True), Line("new-2", {"name": "Side"}, new=True))
    rows = {row["name"]: row["_id"] for row in shown(owner, ruby)}
    lines = (Line(rows["Top"], {"name": "Table"}), Line("new-3", {"name": "Girdle"}, new=True))
    _, number = saved_together(owner, ruby, {"stones": "4"}, Lines(lines, {rows["Side"]: None}))
    assert [row["name"] for row in shown(owner, ruby)] == ["Table", "Girdle"]
    with unit_of_work(owner) as uow:
        undo_together(uow, cut_gems, ruby, number)
    assert {row["name"]: row["_id"] for row in shown(owner, ruby)} == rows
    with unit_of_work(owner) as uow:
        assert uow.session.get_one(Gem, (uow.tenant_id, ruby)).stones == 0
        with pytest.raises(Conflict):
            undo_together(uow, cut_gems, ruby, number)


def test_a_save_of_lines_alone_is_undone_and_a_new_record_goes_with_its_lines(owner: Actor) -> None:
    ruby, number = saved_together(owner, None, RUBY, Lines((Line("new-1", {"name": "Top"}, new=True),)))
    [top] = shown(owner, ruby)
    _, later = saved_together(owner, ruby, {}, Lines((Line(top["_id"], {"angle": "3"}),)))
    with unit_of_work(owner) as uow, pytest.raises(Conflict):
        undo_together(uow, cut_gems, ruby, number)
    with unit_of_work(owner) as uow:
        undo_together(uow, cut_gems, ruby, later)
    assert [row["angle"] for row in shown(owner, ruby)] == [None]
    sapphire, number = saved_together(
        owner, None, RUBY | {"sku": "S-1"}, Lines((Line("new-1", {"name": "A"}, new=True),))
    )
    with unit_of_work(owner) as uow:
        undo_together(uow, cut_gems, sapphire, number)
        assert uow.session.get_one(Gem, (uow.tenant_id, sapphire)).deleted_at is not None
    assert shown(owner, sapphire) == []


def test_a_line_changed_since_keeps_the_whole_save(owner: Actor) -> None:
    ruby, _ = saved_together(owner, None, RUBY, Lines((Line("new-1", {"name": "Top"}, new=True),)))
    [top] = shown(owner, ruby)
    _, number = saved_together(owner, ruby, {"stones": "2"}, Lines((Line(top["_id"], {"angle": "3"}),)))
    with unit_of_work(owner) as uow:
        update(uow, facets, top["_id"], {"angle": "4"}, None)
    with unit_of_work(owner) as uow, pytest.raises(Conflict):
        undo_together(uow, cut_gems, ruby, number)
    with unit_of_work(owner) as uow:
        assert uow.session.get_one(Gem, (uow.tenant_id, ruby)).stones == 2
    assert [row["angle"] for row in shown(owner, ruby)] == ["4.000"]


def test_of_many_lines_the_first_in_order_are_shown_and_the_rest_counted(
    owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [f"new-{n}" for n in range(5)]
    ruby = made(owner, RUBY, *(Line(key, {"name": key}, new=True) for key in keys), order=tuple(reversed(keys)))
    assert [line["name"] for line in shown(owner, ruby)] == keys[::-1]
    monkeypatch.setattr(lines, "MOST", 3)
    assert [line["name"] for line in shown(owner, ruby)] == ["new-4", "new-3", "new-2"]
    with unit_of_work(owner, read_only=True) as uow:
        assert lines.unshown(uow, CHILD, ruby) == 2
        assert lines.unshown(uow, CHILD, made(owner, RUBY | {"sku": "R-2"})) == 0
    tables = {table["key"]: table for table in form._read(owner, cut_gems.key, str(ruby))["tables"]}
    assert tables["test-facets"]["unshown"] == 2
