"""An entry of history by itself: who, what, about which record, as far as the reader may see."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from app import changes, renderers
from services.admin.commands import update
from services.admin.describe import describe
from services.admin.history import told
from services.admin.record import get_record
from services.admin.registry import registry
from services.admin.versions import newest
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import NotFound
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, gems


def changed(owner: Actor, gem: Gem, quarry: UUID) -> str:
    with unit_of_work(owner) as uow:
        update(uow, gems, gem.id, {"stones": "3", "cost": "9", "quarry_id": str(quarry)}, None)
        entry = newest(uow, gems, gem.id)
    assert entry
    return entry


def test_an_entry_says_what_it_is_about_in_titles_and_values(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    gem = make_gem()
    entry = changed(owner, gem, quarry)
    with unit_of_work(owner, read_only=True) as uow:
        found = told(uow, entry)
    assert (found["resource"], found["record"], found["label"].text()) == ("test-gems", gem.name, "Changed")
    seen = {one["key"]: (one["before"], one["after"]) for one in found["changes"]}
    assert seen["stones"] == (0, 3)
    assert seen["quarry_id"][1]["title"] == {"en": "North hill", "fa": "تپهٔ شمالی"}


def test_its_page_shows_words_and_a_link_and_nothing_raw(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    gem = make_gem()
    entry = changed(owner, gem, quarry)
    history = registry.get("history")
    with unit_of_work(owner, read_only=True) as uow:
        values, one = get_record(uow, history, entry), told(uow, entry)
    assert values["entity"] == "test_gem"
    facts = [{"key": key, "value": values[key]} for key in ("created_at", "entity", "record_id", "action", "changes")]
    page = changes.page_of({"sections": [{"facts": facts}]}, one, describe(gems, owner))
    assert page["title"]["text"]["en"] == f"Changed: Gem {gem.name['en']}"
    [section] = page["sections"]
    assert [fact["key"] for fact in section["facts"]] == ["_record", "created_at"]
    assert section["facts"][0]["value"]["href"] == f"/r/test-gems/{gem.id}"
    assert {change["key"] for change in page["changes"]} == {"stones", "cost", "quarry_id"}


def test_what_programs_keep_is_no_reference_for_having_a_title() -> None:
    kept = {"title": [None, "Showcase"]}
    drawn = renderers.drawn("history", {}, {"_id": "1", "changes": kept, "quarry_id": {"id": "2", "title": "North"}})
    assert drawn["changes"] == kept
    assert drawn["quarry_id"] == {"label": "North", "id": "2"}


def test_it_hides_what_the_record_hides(owner: Actor, exporter: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    entry = changed(owner, make_gem(), quarry)
    with unit_of_work(exporter, read_only=True) as uow:
        assert {one["key"] for one in told(uow, entry)["changes"]} == {"stones", "quarry_id"}
    stranger = replace(exporter, grants=frozenset({"history:view"}))
    with unit_of_work(stranger, read_only=True) as uow:
        found = told(uow, entry)
        assert (found["resource"], found["record"], found["changes"]) == ("", None, [])
        with pytest.raises(NotFound):
            told(uow, uuid4())
