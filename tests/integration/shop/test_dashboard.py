"""The dashboard's figures equal the sums of the lists they open."""

from decimal import Decimal
from pathlib import Path

import pytest

from services.admin.listing import ListQuery
from services.admin.registry import registry
from services.admin.totals import totals
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden
from services.core.permissions import Role
from services.shop import resources
from services.shop.dashboard import Dashboard, figures
from services.shop.sales import finish
from tests.integration.shop_factory import Shop, make_shop

assert resources


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


def read(shop: Shop) -> Dashboard:
    with unit_of_work(shop.owner, read_only=True) as uow:
        return figures(uow)


def summed(shop: Shop, resource: str, **params: str) -> dict[str, str | None]:
    with unit_of_work(shop.owner, read_only=True) as uow:
        found = registry.get(resource)
        return totals(uow, found, ListQuery.parse(found, uow.actor, params))


def test_today_and_stock_are_the_sums_of_their_lists(shop: Shop) -> None:
    for sku, quantity in (("DA-1", 1), ("DA-2", 6)):
        with unit_of_work(shop.clerk) as uow:
            finish(uow, shop.draft((shop.item(sku, quantity=quantity), 1)))
    seen = read(shop)
    assert seen.now.count == 2
    day = seen.day.isoformat()
    today = summed(shop, "sales", **{"f.sold_at.between": f"{day}..{day}"})
    assert (seen.now.total, seen.now.margin) == (Decimal(today["total"] or 0), Decimal(today["margin"] or 0))
    moved = summed(shop, "stock-movements")
    assert (seen.stock.fine, seen.stock.cost) == (Decimal(moved["fine_grams"] or 0), Decimal(moved["cost"] or 0))
    assert seen.stock.value == (seen.stock.fine * 12_850_000 * 1000 / 750).quantize(Decimal(1))
    assert [sale.number for sale in seen.recent] == ["S-00002", "S-00001"]


def test_the_days_end_today_and_have_no_gap(shop: Shop) -> None:
    seen = read(shop)
    assert len(seen.period) == len(seen.before) == 30
    assert seen.days[-1].day == seen.day
    assert len({one.day for one in seen.days}) == 60


def test_the_rate_is_carried_on_and_the_board_derived(shop: Shop) -> None:
    seen = read(shop)
    assert seen.rates == ((seen.day, Decimal(12_850_000)),)
    assert next(line.price for line in seen.board) == Decimal(12_850_000)


def test_what_is_at_its_limit_runs_low(shop: Shop) -> None:
    item = shop.item("DA-3", quantity=2, unique=False)
    with unit_of_work(shop.owner) as uow:
        uow.session.merge(item).low_stock = Decimal(10)
    seen = read(shop)
    assert [(found.sku, found.left) for found in seen.low] == [("DA-3", 2)]
    assert seen.low_count == 1


def test_a_clerk_may_not_see_it(shop: Shop) -> None:
    with unit_of_work(shop.clerk, read_only=True) as uow, pytest.raises(Forbidden):
        figures(uow)


def test_another_shop_is_another_dashboard(shop: Shop) -> None:
    stranger = Actor.of(Role.OWNER, tenant_id=make_shop().tenant_id)
    with unit_of_work(stranger, read_only=True) as uow:
        assert figures(uow).now.count == 0
