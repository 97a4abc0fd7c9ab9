"""Counts beside the choices of a filter: of the list as it is, but for the field one is about to choose in."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.admin import facets as counting
from services.admin.facets import facets
from services.admin.listing import ListQuery
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, NotFound
from tests.integration.projects.conftest import House

projects = registry.get("projects")


@pytest.fixture
def busy(house: House) -> House:
    """Four projects: two of Sara's at risk, two of Reza's, one of them only planned; three are tagged."""
    for n, (person, health, tags) in enumerate(
        [("Sara", "at_risk", ["wedding"]), ("Sara", "at_risk", ["wedding", "fair"]), ("Reza", "on_track", ["fair"])]
    ):
        house.project(f"P{n}", owner_id=house.people[person], health=health, tags=tags)
    house.make("projects", title="Later", owner_id=house.people["Reza"])
    return house


def counted(actor: Actor, field: str, given: Mapping[str, str] | None = None) -> dict[str, Any]:
    with unit_of_work(actor, read_only=True) as uow:
        return facets(uow, projects, ListQuery.parse(projects, actor, given or {}), field)


def named(found: Mapping[str, Any]) -> dict[str, int]:
    """Counts by what a reader would see."""
    titles = ((one["title"], one["value"], one["count"]) for one in found["counts"])
    return {(title["en"] if isinstance(title, dict) else title) or value: n for title, value, n in titles}


def test_choices_people_and_tags_are_counted(busy: House) -> None:
    assert named(counted(busy.owner, "status")) == {"active": 3, "planned": 1}
    assert named(counted(busy.owner, "health")) == {"at_risk": 2, "on_track": 2}
    assert named(counted(busy.owner, "owner_id")) == {"Sara": 2, "Reza": 2}
    assert named(counted(busy.owner, "tags")) == {"wedding": 2, "fair": 2}


def test_the_rest_of_the_list_holds_and_the_field_itself_is_chosen_anew(busy: House) -> None:
    given = {"f.status": "active", "f.health": "at_risk", "group": "status"}
    assert named(counted(busy.owner, "health", given)) == {"at_risk": 2, "on_track": 1}
    assert named(counted(busy.owner, "status", given)) == {"active": 2}
    assert named(counted(busy.owner, "tags", given | {"q": "P1"})) == {"wedding": 1, "fair": 1}


def test_only_what_the_reader_sees_is_counted(busy: House) -> None:
    assert named(counted(busy.as_employee("Sara"), "owner_id")) == {"Sara": 2}
    assert named(counted(busy.as_employee("Nima"), "status")) == {}


def test_nothing_is_counted_where_one_may_not_look_or_can_not_choose(busy: House) -> None:
    with pytest.raises(Forbidden):
        counted(Actor(busy.owner.tenant_id), "status")
    for field in ("title", "due_on", "progress", "nothing"):
        with pytest.raises(NotFound):
            counted(busy.owner, field)


def test_a_list_too_long_for_it_says_so(busy: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "LIMIT", 3)
    assert counted(busy.owner, "health") == {"counts": [], "over": True}
    assert not counted(busy.owner, "health", {"f.status": "active"})["over"]
