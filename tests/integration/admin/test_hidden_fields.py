"""A field one may not see is nowhere: not in metadata, rows, filters, sorts, search, exports, history or conflicts."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from services.admin.commands import update
from services.admin.describe import describe
from services.admin.exporting import export_stream
from services.admin.fields import Use
from services.admin.history import history_of
from services.admin.listing import ListQuery
from services.admin.policy import Policy, visible_fields
from services.admin.query import list_page
from services.admin.record import get_record, suggestions
from services.admin.registry import registry
from services.admin.totals import totals
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import gems

SECRET = "987654"


@pytest.fixture
def told(exporter: Actor, owner: Actor, make_gem: MakeGem) -> str:
    """Everything the engine ever tells this person, as one text."""
    gem = make_gem(cost=Decimal(SECRET))
    with unit_of_work(owner) as uow:
        update(uow, gems, gem.id, {"cost": "987654.5", "weight": "3"}, 1)
    query = ListQuery.parse(gems, exporter, {})
    with unit_of_work(exporter, read_only=True) as uow:
        said = [
            describe(gems, exporter),
            list_page(uow, gems, query).plain(),
            totals(uow, gems, query),
            get_record(uow, gems, gem.id),
            history_of(uow, gems, gem.id),
            suggestions(uow, gems, ""),
        ]
    file = b"".join(export_stream(exporter, gems, query, "csv", "en").chunks).decode()
    return json.dumps(said) + file


def test_it_is_told_nowhere(told: str) -> None:
    assert "weight" in told
    assert "Cost" not in told
    assert '"cost"' not in told
    assert SECRET not in told


@pytest.mark.parametrize(
    "params",
    [
        {"f.cost": "1"}, {"f.cost.gte": "1"}, {"f.cost.is_empty": "1"}, {"sort": "cost"}, {"sort": "-cost"},
        {"cols": "cost"},
    ],
)  # fmt: skip
def test_it_can_not_be_asked_for(clerk: Actor, params: dict[str, str]) -> None:
    with pytest.raises(ValidationFailed):
        ListQuery.parse(gems, clerk, params)


def test_a_list_usually_sorted_by_it_is_sorted_otherwise(clerk: Actor, owner: Actor) -> None:
    by_cost = replace(gems, default_sort="-cost")
    assert str(ListQuery.parse(by_cost, owner, {}).sort) == "-cost"
    assert str(ListQuery.parse(by_cost, clerk, {}).sort) == "-id"


@pytest.mark.parametrize("use", list(Use))
def test_one_gate_for_every_use(clerk: Actor, use: Use) -> None:
    assert "cost" not in {bound.key for bound in visible_fields(gems, clerk, use)}
    assert "cost" not in {b.key for b in visible_fields(
        replace(gems, policy=Policy(fields={"cost": "test-gems:see-cost"})), clerk, use
    )}  # fmt: skip


def test_the_list_of_all_history_tells_it_no_more_than_the_record_does(
    exporter: Actor, owner: Actor, make_gem: MakeGem
) -> None:
    gem, history = make_gem(), registry.get("history")
    with unit_of_work(owner) as uow:
        update(uow, gems, gem.id, {"cost": SECRET, "weight": "3"}, 1)
    told = {}
    for person in (exporter, owner):
        with unit_of_work(person, read_only=True) as uow:
            [one] = list_page(uow, history, ListQuery.parse(history, person, {})).rows
            told[person.name] = get_record(uow, history, one["_id"])["changes"]
    assert set(told[owner.name]) == {"cost", "weight"}
    assert set(told[exporter.name]) == {"weight"}
