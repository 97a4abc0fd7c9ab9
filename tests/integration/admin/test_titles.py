"""A record may be named by what it refers to, or by a choice: wherever it is named, people read words."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.record import get_record, suggestions
from services.admin.resource import Resource
from services.admin.titles import title_of_row
from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Polish, gems

BY_QUARRY = replace(gems, title="quarry_id")
BY_POLISH = replace(gems, title="polish")


@pytest.fixture
def named(owner: Actor, make_gem: MakeGem, quarry: UUID) -> Actor:
    """One gem from the north hill."""
    make_gem(sku="A", quarry_id=quarry, polish=Polish.HALF_DONE)
    return owner


def titles(resource: Resource, actor: Actor) -> list[object]:
    """What its one record is called: in the list, on its page, among suggestions, and by its stored row."""
    with unit_of_work(actor, read_only=True) as uow:
        [row] = list_page(uow, resource, ListQuery.parse(resource, actor, {"cols": "sku"})).rows
        [suggested] = suggestions(uow, resource, "")
        stored = uow.session.get_one(resource.model, (actor.tenant_id, UUID(row["_id"])))
        page = get_record(uow, resource, row["_id"])
        return [row["_title"], page["_title"], suggested["title"], title_of_row(uow, resource, stored)]


def test_a_record_named_by_a_reference_has_the_title_it_leads_to(named: Actor) -> None:
    found = titles(BY_QUARRY, named)
    assert {title["en"] for title in found if isinstance(title, dict)} == {"North hill"}
    assert len(found) == len([title for title in found if isinstance(title, dict)])


def test_who_may_not_see_what_it_leads_to_reads_no_name(named: Actor) -> None:
    stranger = replace(named, grants=frozenset({"test-gems:view"}))
    assert [title or None for title in titles(BY_QUARRY, stranger)] == [None] * 4


def test_a_record_named_by_a_choice_has_its_label(named: Actor) -> None:
    assert [title["en"] for title in titles(BY_POLISH, named) if isinstance(title, dict)] == ["Half done"] * 4
