"""Deleting for good: who may, and what one is told goes with a record."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from models.base import new_id
from services.admin import attachments, commands, discussion, purge
from services.admin.children import Children
from services.admin.policy import can_purge
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, RuleBroken
from services.core.permissions import GRANTS, Role, allows
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import gems, quarries

FAMILY = replace(quarries, key="test-families", children=(Children("test-gems", by="quarry_id"),))


@pytest.fixture(autouse=True)
def _with_families(registered: None) -> Iterator[None]:
    registry.register(FAMILY)
    yield
    registry.remove(FAMILY.key)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_owner_deletes_for_good_unless_somebody_is_named(owner: Actor, role: Role) -> None:
    who = replace(owner, role=role, grants=GRANTS[role])
    may = [resource.key for resource in registry.all() if can_purge(resource, who)]
    assert bool(may) is (role is Role.OWNER)


def test_no_wildcard_of_a_resource_holds_it() -> None:
    assert not allows(frozenset({"items:*"}), "items:purge")
    assert not allows(frozenset({"*:purge"}), "items:purge")
    assert allows(frozenset({"items:purge"}), "items:purge")
    assert allows(frozenset({"items:*"}), "items:delete")


def test_who_is_named_may(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        commands.trash(uow, gems, gem.id)
    swept = replace(clerk, grants=frozenset({"test-gems:*"}))
    with unit_of_work(swept) as uow, pytest.raises(Forbidden):
        purge.goes_with(uow, gems, gem.id)
    with unit_of_work(swept) as uow, pytest.raises(Forbidden):
        purge.delete_forever(uow, gems, gem.id)
    named = replace(clerk, grants=swept.grants | {"test-gems:purge"})
    with unit_of_work(named) as uow:
        purge.delete_forever(uow, gems, gem.id)


def test_what_goes_with_a_record_is_said_before(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(quarry_id=quarry)
    make_gem(quarry_id=quarry)
    with unit_of_work(owner) as uow:
        discussion.write(uow, FAMILY, quarry, "Goodbye", new_id())
        attachments.attach(uow, FAMILY, quarry, "note.txt", b"note", new_id())
    with unit_of_work(owner) as uow:
        commands.trash(uow, FAMILY, quarry)
        found = [(label.text(), n) for label, n in purge.goes_with(uow, FAMILY, quarry)]
    assert found == [("Gems", 2), ("Comments", 1), ("Files", 1)]
    with unit_of_work(replace(owner, grants=frozenset({"test-families:*", "test-families:purge"}))) as uow:
        assert [label.text() for label, _n in purge.goes_with(uow, FAMILY, quarry)] == ["Comments", "Files"]


def test_what_is_not_in_the_trash_is_not_deleted_for_good(owner: Actor, make_gem: MakeGem) -> None:
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        purge.delete_forever(uow, gems, make_gem().id)
