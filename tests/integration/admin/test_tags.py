"""Tags stand beside records of any kind, and behave like a field everywhere."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from models.records import Tag
from services.admin.bulk.acts import acts_of
from services.admin.bulk.change import Change
from services.admin.bulk.preview import preview
from services.admin.bulk.run import start
from services.admin.bulk.selection import Selection
from services.admin.commands import create, trash, update
from services.admin.describe import describe
from services.admin.exporting import export_stream
from services.admin.history import history_of
from services.admin.listing import ListQuery
from services.admin.purge import delete_forever
from services.admin.query import list_page
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, gems, standing_in

tagged = replace(gems, tagged=True)


@pytest.fixture(autouse=True)
def _tagged(registered: Any) -> Iterator[None]:
    """Gems with tags, in the place of gems without."""
    with standing_in(tagged):
        yield


def tag(actor: Actor, gem: Gem, names: Any) -> None:
    """Give a gem these tags."""
    with unit_of_work(actor) as uow:
        update(uow, tagged, gem.id, {"tags": names}, None)


def tags_of(actor: Actor, gem: Gem) -> list[str]:
    """Their names, as its record shows them."""
    with unit_of_work(actor, read_only=True) as uow:
        return [one["name"] for one in get_record(uow, tagged, gem.id)["tags"] or []]


def found(actor: Actor, **params: str) -> set[str]:
    """The SKUs a list finds."""
    with unit_of_work(actor, read_only=True) as uow:
        return {row["sku"] for row in list_page(uow, tagged, ListQuery.parse(tagged, actor, params)).rows}


def test_tags_are_typed_in_shown_and_remembered(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    tag(owner, gem, "urgent، For Nowruz, URGENT")
    assert tags_of(owner, gem) == ["For Nowruz", "urgent"]
    tag(owner, gem, ["urgent"])
    with unit_of_work(owner, read_only=True) as uow:
        row = get_record(uow, tagged, gem.id)
        [last, first] = history_of(uow, tagged, gem.id)
    assert row["_version"] == 3
    assert last["changes"] == [
        {"key": "tags", "label": "Tags", "kind": "tags", "before": ["For Nowruz", "urgent"], "after": ["urgent"]}
    ]
    assert first["changes"][0]["before"] == []
    with unit_of_work(owner) as uow:
        made = create(uow, tagged, {"sku": "T-1", "name": {"en": "x"}, "tags": ["urgent", "new one"]})
    assert tags_of(owner, made) == ["new one", "urgent"]
    tag(owner, made, "")
    assert tags_of(owner, made) == []


def test_lists_filter_by_tag(owner: Actor, make_gem: MakeGem) -> None:
    one, two, three = (make_gem(sku=sku) for sku in ("A", "B", "C"))
    tag(owner, one, "red, blue")
    tag(owner, two, "blue")
    with unit_of_work(owner, read_only=True) as uow:
        ids = {each["name"]: each["id"] for each in get_record(uow, tagged, one.id)["tags"]}
    assert found(owner, **{"f.tags.in": ids["blue"]}) == {"A", "B"}
    assert found(owner, **{"f.tags.in": f"{ids['red']},{ids['blue']}"}) == {"A", "B"}
    assert found(owner, **{"f.tags.ne": ids["red"]}) == {"B", three.sku}
    assert found(owner, **{"f.tags.is_empty": "1"}) == {"C"}
    with pytest.raises(ValidationFailed):
        found(owner, **{"f.tags.in": "red"})
    assert found(owner, q="blu") == {"A", "B"}
    assert found(owner, q="nothing") == set()
    columns = {column["key"]: column for column in describe(tagged, owner)["columns"]}
    assert columns["tags"]["kind"] == "tags"


def test_many_are_tagged_and_untagged(owner: Actor, make_gem: MakeGem) -> None:
    one, two = make_gem(), make_gem()
    tag(owner, one, "old, kept")
    assert "tag" in {act["name"] for act in acts_of(tagged, owner, trash=False)}
    selection = Selection.read(tagged, owner, {"ids": [str(one.id), str(two.id)]})
    change = Change("tag", {"add": "fresh", "remove": "OLD"})
    seen = preview(owner, selection, change)
    assert [[one["name"] for one in row["changes"][0]["after"]] for row in seen["rows"]] == [
        ["fresh", "kept"],
        ["fresh"],
    ]
    assert tags_of(owner, two) == []
    with unit_of_work(owner) as uow:
        outcome = start(uow, selection, change, whole=True).outcome
    assert outcome is not None
    assert outcome.counts["done"] == 2
    assert (tags_of(owner, one), tags_of(owner, two)) == (["fresh", "kept"], ["fresh"])
    with pytest.raises(ValidationFailed):
        preview(owner, selection, Change("tag", {"add": " ,"}))


def test_who_may_not_make_tags_uses_those_there_are(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    tag(owner, gem, "known، پیشکش, another")
    tag(clerk, gem, "KNOWN, پيشكش")
    assert tags_of(owner, gem) == ["known", "پیشکش"]
    with pytest.raises(ValidationFailed):
        tag(clerk, gem, "unknown")


def test_tags_are_exported_by_name(owner: Actor, make_gem: MakeGem) -> None:
    tag(owner, make_gem(), "blue, =red")
    query = ListQuery.parse(tagged, owner, {})
    assert "'=red، blue".encode() in b"".join(export_stream(owner, tagged, query, "csv", "fa").chunks)


def test_a_tag_deleted_for_good_is_taken_off_the_records_that_had_it(owner: Actor, make_gem: MakeGem) -> None:
    gem, other = make_gem(), make_gem()
    for one in (gem, other):
        tag(owner, one, "gone, kept")
    words = registry.get("tags")
    with unit_of_work(owner) as uow:
        [gone] = [word.id for word in uow.session.scalars(select(Tag)) if word.name == "gone"]
        trash(uow, words, gone)
    with unit_of_work(owner) as uow:
        delete_forever(uow, words, gone)
    assert tags_of(owner, gem) == tags_of(owner, other) == ["kept"]
    with unit_of_work(owner, read_only=True) as uow:
        assert [word.name for word in uow.session.scalars(select(Tag))] == ["kept"]
        newest = history_of(uow, tagged, gem.id)[0]
    assert [(one["key"], one["before"], one["after"]) for one in newest["changes"]] == [
        ("tags", ["gone", "kept"], ["kept"])
    ]
