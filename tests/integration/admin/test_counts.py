"""A search costs the same however many records have the words, and says where it has not looked at all of them."""

from typing import Any

import pytest
from sqlalchemy import create_engine, insert, text

from models.base import now
from services.admin.listing import ListQuery
from services.admin.query import COUNT_LIMIT, Count, ListPage, list_page
from services.admin.searching import DEEP
from services.admin.statement import LOOKED_AT
from services.admin.tokens import FEW
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from tests.support.gems import Gem, gems
from tests.support.plans import rows_read, run_plans
from tests.support.statements import statements

STONES = """
    insert into test_gem (tenant_id, id, created_at, updated_at, version, sku, name,
                          stones, fineness, currency, polish, grade, bright, notes, extra)
    select :tenant, uuidv7(), now(), now(), 1, sku, jsonb_build_object('en', words),
           0, 750, 'IRT', 'rough', 'a', false, '', '{}'
    from (select 0 as part, '0' || lpad(n::text, 5, '0') as sku, 'red stone' as words from generate_series(1, :many) n
          union all select 1, '1' || lpad(n::text, 5, '0'), 'blue' from generate_series(1, :many) n
          union all select 2, '2', 'red blue') stones
    order by part, sku
"""
"""More stones than a few are red, then as many are blue, and only the very last one is both."""
SOME, MANY = 300, FEW + 500
BOUND = max(2 * (FEW + 1), LOOKED_AT, DEEP, COUNT_LIMIT)
"""Two words are counted up to it each; all the stones are more."""


def page(actor: Actor, **params: str) -> ListPage:
    with unit_of_work(actor, read_only=True) as uow:
        return list_page(uow, gems, ListQuery.parse(gems, actor, {n.replace("__", "."): v for n, v in params.items()}))


def put(actor: Actor, rows: list[dict[str, Any]]) -> None:
    with unit_of_work(actor) as uow:
        for row in rows:
            row.setdefault("deleted_at", None)
            row.setdefault("grade", "a")
        uow.session.execute(insert(Gem), rows)


@pytest.fixture
def some(owner: Actor) -> Actor:
    """Rings, of which one is away and a few are hidden by the scope."""
    rows = [{"sku": f"K-{n}", "name": {"en": f"Common ring {'even' if n % 2 else 'odd'}"}} for n in range(SOME)]
    rows += [{"sku": "AWAY", "name": {"en": "Common ring"}, "deleted_at": now()}]
    put(owner, rows + [{"sku": f"Z-{n}", "name": {"en": "Common ring"}, "grade": "z"} for n in range(3)])
    return owner


@pytest.fixture
def many(owner: Actor) -> Actor:
    """Many red and blue stones."""
    with unit_of_work(owner) as uow:
        given = {"tenant": uow.tenant_id, "many": MANY}
        uow.session.execute(text(STONES), given)
    engine = create_engine(settings().database_owner_url)
    with engine.begin() as connection:
        connection.execute(text("analyze search_token, test_gem"))
    engine.dispose()
    return owner


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"q": "common"}, SOME),
        ({"q": "common ring"}, SOME),
        ({"q": "common", "trash": "1"}, 1),
        ({"q": "common", "f__sku": "K-7"}, 1),
        ({"q": "odd"}, SOME // 2),
        ({"q": "k-7"}, 1 + 10),
        ({"q": "nothing"}, 0),
    ],
)
def test_what_few_records_have_is_counted_exactly(some: Actor, params: dict[str, str], expected: int) -> None:
    assert page(some, **params).count == Count(expected)


def test_common_words_are_looked_at_only_so_far_and_lead_on(many: Actor) -> None:
    red = page(many, q="red", sort="sku")
    assert [row["sku"] for row in red.rows[:2]] == ["000001", "000002"]
    assert red.count == Count(COUNT_LIMIT, over=True)
    both = page(many, q="red stone", sort="sku")
    assert [row["sku"] for row in both.rows[:2]] == ["000001", "000002"]
    assert both.count == Count(DEEP, over=True)
    following = page(many, q="red stone", sort="sku", after=both.next or "")
    assert following.rows[0]["sku"] == "000026"
    assert page(many, q="red blue").count == Count(0, over=True), "the only such stone is beyond what is looked at"
    _blue_stones_are_reached(many)
    for asked in ({"q": "red"}, {"q": "red stone"}, {"q": "red blue"}, {"q": "blue", "f__bright": "1"}):
        _look_only_so_far(many, {"sort": "sku", **asked})


def _blue_stones_are_reached(actor: Actor) -> None:
    """Behind more red ones than a page looks at, and back again."""
    asked = {"q": "blue", "sort": "sku"}
    none = page(actor, **asked)
    assert (none.rows, none.previous) == ([], None)
    blue = page(actor, **asked, after=none.next or "")
    assert [row["sku"] for row in blue.rows] == [f"1{n:05}" for n in range(1, 26)]
    back = page(actor, **asked, before=blue.previous or "")
    assert back.rows == []
    assert page(actor, **asked, before=back.previous or "").previous is None


def _look_only_so_far(actor: Actor, params: dict[str, str]) -> None:
    """No part of any plan reads more rows than the bounds."""
    with statements() as sent:
        page(actor, **params)
    for plan in run_plans(actor, sent):
        assert not any("Seq Scan" in line for line in plan), "\n".join(plan)
        assert all(rows_read(line) <= BOUND for line in plan), "\n".join(plan)
