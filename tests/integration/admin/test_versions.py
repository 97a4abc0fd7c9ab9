"""Versions of a record are worked out from its history, compared, brought back; a change is taken back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.admin import commands, versions
from services.admin.actions import Action
from services.admin.children import Children
from services.admin.history import history_of
from services.admin.registry import registry
from services.admin.workflow import Workflow
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import Conflict, Forbidden, NotFound, RuleBroken, StaleVersion, ValidationFailed
from services.core.i18n import _
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, Polish, gems, quarries


def change(who: Actor, gem: Gem, **values: Any) -> str:
    """Change a gem; answers the entry of history."""
    with unit_of_work(who) as uow:
        row = uow.session.get_one(Gem, (uow.tenant_id, gem.id))
        commands.update(uow, gems, gem.id, values, row.version)
        entry = versions.newest(uow, gems, gem.id)
    assert entry
    return entry


def stored(who: Actor, gem: Gem) -> Gem:
    with unit_of_work(who) as uow:
        return uow.session.get_one(Gem, (uow.tenant_id, gem.id))


def test_any_two_versions_are_compared(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    gem = make_gem(stones=1)
    first = change(owner, gem, stones=2)
    second = change(owner, gem, stones=3, weight="2.5", quarry_id=str(quarry))
    third = change(owner, gem, notes="Shines")
    with unit_of_work(owner) as uow:
        between = {one["key"]: one for one in versions.compare(uow, gems, gem.id, first, second)}
        to_now = {one["key"]: (one["before"], one["after"]) for one in versions.compare(uow, gems, gem.id, first, None)}
        same = versions.compare(uow, gems, gem.id, third, None)
    assert set(between) == {"stones", "weight", "quarry_id"}
    assert (between["stones"]["before"], between["stones"]["after"]) == (2, 3)
    assert between["quarry_id"]["after"]["title"] == {"en": "North hill", "fa": "تپهٔ شمالی"}
    assert to_now["notes"] == ("", "Shines")
    assert same == []


def test_a_hidden_field_is_in_no_comparison(owner: Actor, exporter: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    first = change(owner, gem, stones=2)
    change(owner, gem, cost="9", stones=4)
    with unit_of_work(exporter) as uow:
        assert [one["key"] for one in versions.compare(uow, gems, gem.id, first, None)] == ["stones"]


def test_versions_are_for_those_who_see_history(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    first = change(owner, gem, stones=2)
    for call in (
        lambda uow: versions.compare(uow, gems, gem.id, first, None),
        lambda uow: versions.restore_version(uow, gems, gem.id, first),
    ):
        with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
            call(uow)


def test_a_version_comes_back_by_the_road_of_every_change(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(stones=1, weight="2")
    first = change(owner, gem, stones=2, price="100", name={"en": "Old", "fa": "کهنه"})
    change(owner, gem, stones=5, weight="3", price="120.5", name={"en": "New", "fa": "نو"})
    with unit_of_work(owner) as uow:
        versions.restore_version(uow, gems, gem.id, first, 3)
        entry = history_of(uow, gems, gem.id)[0]
    row = stored(owner, gem)
    assert (row.stones, format(row.price, "f"), row.name["en"]) == (2, "100.0000", "Old")
    assert row.version == 4
    assert entry["verb"] == "update"
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        versions.restore_version(uow, gems, gem.id, first)


def test_a_version_that_no_longer_fits_the_rules_is_refused(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(weight="600")
    first = change(owner, gem, stones=2)
    change(owner, gem, weight="1")
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed):
        versions.restore_version(uow, gems, gem.id, first)


def test_an_old_version_over_a_newer_one_is_refused(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    first = change(owner, gem, stones=2)
    change(owner, gem, stones=3)
    with unit_of_work(owner) as uow, pytest.raises(StaleVersion):
        versions.restore_version(uow, gems, gem.id, first, 2)


def test_an_entry_of_another_record_is_not_found(owner: Actor, make_gem: MakeGem) -> None:
    gem, other = make_gem(), make_gem()
    foreign = change(owner, other, stones=2)
    with unit_of_work(owner) as uow, pytest.raises(NotFound):
        versions.compare(uow, gems, gem.id, foreign, None)


def test_a_change_is_taken_back(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(stones=1)
    entry = change(owner, gem, stones=7, notes="Oops")
    with unit_of_work(owner) as uow:
        versions.undo(uow, gems, entry, 2)
    assert (stored(owner, gem).stones, stored(owner, gem).notes) == (1, "")


def test_a_change_that_was_followed_by_another_stays(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(stones=1)
    entry = change(owner, gem, stones=7)
    change(owner, gem, stones=8)
    with unit_of_work(owner) as uow, pytest.raises(Conflict):
        versions.undo(uow, gems, entry)
    assert stored(owner, gem).stones == 8


def test_who_may_not_change_a_record_takes_nothing_back(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(stones=1)
    entry = change(owner, gem, stones=7)
    watcher = replace(clerk, grants=frozenset({"test-gems:view"}))
    with unit_of_work(watcher) as uow, pytest.raises((Forbidden, RuleBroken)):
        versions.undo(uow, gems, entry)
    assert stored(owner, gem).stones == 7


def test_trash_and_creation_are_taken_back(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        commands.trash(uow, gems, gem.id)
        gone = versions.newest(uow, gems, gem.id)
        new = commands.create(uow, gems, {"sku": "U-1", "name": {"en": "New"}})
        made = versions.newest(uow, gems, new.id)
    with unit_of_work(owner) as uow:
        versions.undo(uow, gems, str(gone))
        versions.undo(uow, gems, str(made))
    assert stored(owner, gem).deleted_at is None
    assert stored(owner, new).deleted_at is not None


def test_a_step_is_taken_back_where_nothing_followed_from_it(owner: Actor, make_gem: MakeGem) -> None:
    course = replace(gems, actions=(), workflow=Workflow("polish", finish="rough -> done"))
    gem = make_gem()
    with unit_of_work(owner) as uow:
        commands.act(uow, course, "finish", [gem.id])
        entry = versions.newest(uow, course, gem.id)
    with unit_of_work(owner) as uow:
        versions.undo(uow, course, str(entry))
        assert history_of(uow, course, gem.id)[0]["verb"] == "undo"
    assert stored(owner, gem).polish == Polish.ROUGH


def test_an_action_is_taken_back_as_a_whole_where_it_says_so(owner: Actor, make_gem: MakeGem) -> None:
    def tumble(_uow: UnitOfWork, row: Gem) -> None:
        row.polish, row.grade, row.weight, row.currency = Polish.DONE, "b", None, "EUR"

    gem = make_gem(grade="a", weight="2.500", currency="USD", stones=1)
    final = replace(gems, actions=(Action("tumble", _("Tumble"), tumble),))
    loose = replace(gems, actions=(Action("tumble", _("Tumble"), tumble, undoable=True),))
    with unit_of_work(owner) as uow:
        commands.act(uow, final, "tumble", [gem.id])
        entry = versions.newest(uow, final, gem.id)
    assert entry
    assert versions.hindrance(final, "tumble")
    assert versions.hindrance(loose, "tumble") is None
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        versions.undo(uow, final, entry)
    assert stored(owner, gem).polish == Polish.DONE
    keeper = replace(owner, role=None, grants=frozenset({"test-gems:view", "test-gems:update"}))
    with unit_of_work(keeper) as uow, pytest.raises(Forbidden):
        versions.undo(uow, loose, entry)
    with unit_of_work(owner) as uow:
        versions.undo(uow, loose, entry, 2)
        assert history_of(uow, loose, gem.id)[0]["verb"] == "undo"
    row = stored(owner, gem)
    assert (row.polish, row.grade, format(row.weight or 0, "f"), row.currency) == (Polish.ROUGH, "a", "2.500", "USD")


def test_children_go_to_the_trash_with_their_parent_and_come_back_with_it(
    owner: Actor, make_gem: MakeGem, quarry: UUID
) -> None:
    family = replace(quarries, children=(Children("test-gems", by="quarry_id"),))
    kept, gone, stranger = make_gem(quarry_id=quarry), make_gem(quarry_id=quarry), make_gem()
    with unit_of_work(owner) as uow:
        commands.trash(uow, gems, gone.id)
    with unit_of_work(owner) as uow:
        commands.trash(uow, family, quarry)
        entries = [history_of(uow, family, quarry)[0], history_of(uow, registry.get("test-gems"), kept.id)[0]]
    assert entries[0]["together"] == entries[1]["together"] is not None
    assert stored(owner, kept).deleted_at is not None
    assert stored(owner, stranger).deleted_at is None
    with unit_of_work(owner) as uow:
        commands.restore(uow, family, quarry)
    assert stored(owner, kept).deleted_at is None
    assert stored(owner, gone).deleted_at is not None
