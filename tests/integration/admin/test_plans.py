"""Under row-level security lists still walk their indexes: conditions stand in the index scan, not behind it."""

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import create_engine, insert, text

from services.admin.importing.lookups import ids_by
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from services.core.permissions import Role
from tests.integration.admin.conftest import MakeGem
from tests.integration.conftest import MakeTenant
from tests.support.gems import Gem, gems
from tests.support.statements import statements


def plans(actor: Actor, **params: str) -> list[str]:
    """The plans of a list's statements, with indexes preferred as they are on a long table."""
    with unit_of_work(actor, read_only=True) as uow:
        query = ListQuery.parse(gems, actor, {name.replace("__", "."): value for name, value in params.items()})
        with statements() as sent:
            list_page(uow, gems, query, count=False)
        for setting in ("enable_seqscan", "enable_bitmapscan", "enable_sort"):
            uow.session.execute(text(f"set local {setting} = off"))
        connection = uow.session.connection()
        explained = (connection.exec_driver_sql(f"explain {statement}", values) for statement, values in sent)
        return ["\n".join(line for (line,) in rows) for rows in explained]


@pytest.fixture
def stocked(owner: Actor, make_gem: MakeGem, quarry: UUID) -> Actor:
    """More gems than a page shows."""
    for n in range(60):
        make_gem(weight=Decimal(n % 7), quarry_id=quarry)
    return owner


@pytest.mark.parametrize(
    ("sort", "index", "condition"),
    [
        ("weight", "ix_test_gem_tenant_id_weight_id", "ROW(weight, id) > ROW("),
        ("-weight", "ix_test_gem_tenant_id_weight_id", "ROW(weight, id) < ROW("),
        ("sku", "test_gem_tenant_id_sku", "sku"),
        ("-id", "pk_test_gem", "id <"),
    ],
)
def test_a_deep_page_starts_where_the_last_one_ended(stocked: Actor, sort: str, index: str, condition: str) -> None:
    with unit_of_work(stocked, read_only=True) as uow:
        following = list_page(uow, gems, ListQuery.parse(gems, stocked, {"sort": sort}), count=False).next
    plan = plans(stocked, sort=sort, after=following or "")[0]
    scans = [line for line in plan.splitlines() if "Index Cond" in line and "tenant_id" in line]
    assert index in plan
    assert any(condition in line for line in scans)


def test_a_range_of_weights_is_walked_in_its_index(stocked: Actor) -> None:
    [plan] = plans(stocked, sort="weight", f__weight__between="2..3")
    assert any("weight >= " in line and "weight <= " in line for line in plan.splitlines() if "Index Cond" in line)


def test_words_are_found_by_their_beginning_in_an_index(owner: Actor) -> None:
    many = [{"sku": f"S-{n}", "name": {"en": f"Stone {n}"}} for n in range(2_000)]
    with unit_of_work(owner) as uow:
        uow.session.execute(insert(Gem), many)
    engine = create_engine(settings().database_owner_url)
    with engine.begin() as connection:
        connection.execute(text("analyze search_token"))
    engine.dispose()
    words, _page = plans(owner, q="1234")
    assert any("token >= " in line for line in words.splitlines() if "Index Cond" in line)


def test_keys_of_a_new_shop_are_found_in_their_index_though_the_planner_knows_only_another(
    owner: Actor, make_tenant: MakeTenant
) -> None:
    known = Actor.of(Role.OWNER, tenant_id=make_tenant(), name="Known")
    with unit_of_work(known) as uow:
        uow.session.execute(insert(Gem), [{"sku": f"S-{n}", "name": {"en": "Stone"}} for n in range(2_000)])
    engine = create_engine(settings().database_owner_url)
    with engine.begin() as connection:
        connection.execute(text("analyze test_gem"))
    engine.dispose()
    with unit_of_work(owner) as uow:
        uow.session.execute(insert(Gem), [{"sku": f"S-{n}", "name": {"en": "Stone"}} for n in range(500)])
        with statements() as sent:
            found = ids_by(uow, gems, ("sku",), {(f"S-{n}",) for n in range(100)})
        [(statement, values)] = sent
        plan = [line for (line,) in uow.session.connection().exec_driver_sql(f"explain {statement}", values)]
    assert len(found) == 100
    assert any("tenant_id = " in line and "sku" in line for line in plan if "Index Cond" in line), "\n".join(plan)
