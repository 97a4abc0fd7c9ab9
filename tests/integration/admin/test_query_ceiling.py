"""No list of any resource asks the database more than a few times, however many columns and rows it shows."""

import pytest

from app.states.listed import read, read_rows
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.integration.admin.conftest import MakeGem
from tests.support.statements import Sent

registry.load()
LISTS = [resource.key for resource in registry.all()]
PAGE, COMPUTED = 2, 4
"""Rows and count; and as many more for all that a page computes beside its columns."""
VIEWS = 1


@pytest.mark.parametrize("key", LISTS)
def test_a_page_of_every_list_is_read_in_a_few_statements(owner: Actor, statements: Sent, key: str) -> None:
    resource = registry.get(key)
    with unit_of_work(owner, read_only=True) as uow:
        every = ",".join(bound.key for bound in resource.bound.values() if bound.declared.list)
        list_page(uow, resource, ListQuery.parse(resource, owner, {"cols": every}))
    assert len(statements) <= PAGE + COMPUTED


@pytest.mark.parametrize("key", LISTS)
def test_the_page_itself_adds_one_for_its_views(owner: Actor, statements: Sent, key: str) -> None:
    read(owner, key, {})
    assert len(statements) <= PAGE + COMPUTED + VIEWS


def test_references_rows_and_conditions_cost_the_same_for_one_row_as_for_many(
    owner: Actor, make_gem: MakeGem, quarry: object, statements: Sent
) -> None:
    make_gem(quarry_id=quarry)
    asked = {"where": f'["or","quarry_id={quarry}","bright=1"]', "group": "quarry_id"}
    statements.clear()
    read(owner, "test-gems", asked)
    for_one = len(statements)
    for _ in range(30):
        make_gem(quarry_id=quarry)
    statements.clear()
    found = read(owner, "test-gems", asked)
    assert len(statements) == for_one
    statements.clear()
    again = read_rows(owner, "test-gems", found["_params"], found["_shape"], {})
    assert len(statements) == PAGE + 2, "the rows, their count, the groups and what the groups are called"
    assert again["rows"] == found["rows"]
    assert again["groups"] == found["groups"]
