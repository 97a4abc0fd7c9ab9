"""Counting what a search finds costs the same however many records have the words."""

import pytest
from sqlalchemy import insert

from models.base import now
from services.admin.listing import ListQuery
from services.admin.query import Count, count_of
from services.admin.searching import FEW
from services.admin.statement import conditions
from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.support.gems import Gem, gems

MANY = FEW + 500


@pytest.fixture
def stocked(owner: Actor) -> Actor:
    """Many rings, of which one is away and a few are hidden by the scope."""
    rows = [{"sku": f"K-{n}", "name": {"en": f"Common ring {'even' if n % 2 else 'odd'}"}} for n in range(MANY)]
    rows += [{"sku": "AWAY", "name": {"en": "Common ring"}, "deleted_at": now()}]
    rows += [{"sku": f"Z-{n}", "name": {"en": "Common ring"}, "grade": "z"} for n in range(3)]
    with unit_of_work(owner) as uow:
        for row in rows:
            row.setdefault("deleted_at", None)
            row.setdefault("grade", "a")
        uow.session.execute(insert(Gem), rows)
    return owner


@pytest.mark.parametrize(
    ("params", "limit", "expected"),
    [
        ({"q": "common"}, 10_000, Count(MANY)),
        ({"q": "common ring"}, 10_000, Count(MANY)),
        ({"q": "common"}, 100, Count(100, over=True)),
        ({"q": "common", "trash": "1"}, 10_000, Count(1)),
        ({"q": "common", "f.sku": "K-7"}, 10_000, Count(1)),
        ({"q": "odd"}, 10_000, Count(MANY // 2)),
        ({"q": "k-7"}, 10_000, Count(1 + 10 + 100)),
        ({"q": "nothing"}, 10_000, Count(0)),
    ],
)
def test_counts_are_exact_or_say_that_they_are_not(
    stocked: Actor, params: dict[str, str], limit: int, expected: Count
) -> None:
    with unit_of_work(stocked, read_only=True) as uow:
        query = ListQuery.parse(gems, stocked, params)
        assert count_of(uow, query, conditions(uow, query), limit) == expected
