"""What the browser is told about a resource, and how references are found."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from services.admin.describe import describe, messages
from services.admin.everywhere import search_everywhere
from services.admin.record import lookup, suggestions
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import gems


def test_it_is_plain_json_and_says_what_may_be_done(owner: Actor, clerk: Actor) -> None:
    told = json.loads(json.dumps(describe(gems, owner)))
    assert told["verbs"] == dict.fromkeys(
        ("view", "create", "update", "delete", "restore", "export", "import", "history"), True
    )
    assert describe(gems, clerk)["verbs"] == {
        "view": True, "create": True, "update": True, "delete": False, "restore": False, "export": False,
        "import": False, "history": False,
    }  # fmt: skip
    assert [action["name"] for action in told["actions"]] == ["polish"]
    assert describe(gems, clerk)["actions"] == []


def test_columns_filters_and_inputs(owner: Actor) -> None:
    told = describe(gems, owner)
    columns = {column["key"]: column for column in told["columns"]}
    assert "notes" not in columns
    assert columns["created_at"]["wide"] is True
    assert columns["weight"] | {"help": None} == {
        "key": "weight", "label": "Weight", "kind": "weight", "align": "end", "sortable": True, "filterable": True,
        "inline": True, "wide": False, "width": None, "total": True, "help": None, "choices": [], "currency_from": None,
        "ref": None,
    }  # fmt: skip
    inline = {key for key, column in columns.items() if column["inline"]}
    assert {"stones", "weight", "polish", "quarry_id", "found_on", "bright"} <= inline
    assert not inline & {"number", "name", "grade", "sold_at", "currency", "double", "created_at"}
    assert {one["key"] for one in told["groupable"]} == {
        "quarry_id", "polish", "grade", "found_on", "sold_at", "bright",
    }  # fmt: skip
    assert columns["price"]["currency_from"] == "currency"
    filters = {one["key"]: [op["value"] for op in one["operators"]] for one in told["filters"]}
    assert filters["weight"] == ["between", "eq", "gte", "lte", "is_empty", "ne", "in"]
    assert filters["stones"][-1] == "in"
    assert "is_empty" not in filters["stones"]
    sections = {section["key"]: [one["key"] for one in section["fields"]] for section in told["sections"]}
    assert sections["money"] == ["price", "cost"]
    assert "number" not in sections["main"]
    inputs = {one["key"]: one for section in told["sections"] for one in section["fields"]}
    assert inputs["quarry_id"]["ref"] == "test-quarries"
    assert inputs["polish"]["default"] == "rough"
    assert inputs["grade"]["once"] is True
    assert (inputs["fineness"]["min"], inputs["fineness"]["max"], inputs["fineness"]["places"]) == ("1", "1000", 1)


def test_who_may_only_look_gets_no_form(clerk: Actor) -> None:
    viewer = replace(clerk, grants=frozenset({"test-gems:view"}))
    told = describe(gems, viewer)
    assert told["sections"] == []
    assert "quarry_id" not in {one["key"] for one in told["filters"]}


def test_every_text_of_a_declaration_is_listed_for_translation() -> None:
    texts = messages()
    assert {"Gems", "Gem", "Quarry", "Half done", "First grade", "Money", "Polish", "contains"} <= texts


def test_lookup_finds_by_words_within_rights(owner: Actor, clerk: Actor, quarry: UUID) -> None:
    with unit_of_work(clerk, read_only=True) as uow:
        [found] = lookup(uow, gems, "quarry_id", "شمال")
        assert found == {"id": str(quarry), "title": {"en": "North hill", "fa": "تپهٔ شمالی"}, "code": None}
        assert [row["id"] for row in lookup(uow, gems, "quarry_id", "")] == [str(quarry)]
        assert lookup(uow, gems, "quarry_id", "south") == []
        with pytest.raises(ValidationFailed):
            lookup(uow, gems, "colour", "")
        with pytest.raises(Forbidden):
            lookup(uow, gems, "sku", "")
    stranger = replace(owner, grants=frozenset({"test-gems:view"}))
    with unit_of_work(stranger, read_only=True) as uow, pytest.raises(Forbidden):
        lookup(uow, gems, "quarry_id", "")


def test_an_exact_code_comes_first(owner: Actor, make_gem: MakeGem) -> None:
    make_gem(sku="R-10")
    make_gem(sku="R-1")
    make_gem(sku="R-100")
    with unit_of_work(owner, read_only=True) as uow:
        assert [row["code"] for row in suggestions(uow, gems, "r-1")] == ["R-1", "R-100", "R-10"]


def test_search_over_everything_groups_by_resource(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(name={"en": "North star"})
    with unit_of_work(owner, read_only=True) as uow:
        found = {group["resource"]: group["rows"] for group in search_everywhere(uow, "north")}
        assert {"test-gems", "test-quarries"} <= set(found)
        assert search_everywhere(uow, "  ") == []
