"""Any story of receiving, counting, selling and reversing leaves stock and books in step."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from models.shop.item import Item
from services.core.database import unit_of_work
from services.core.errors import Conflict, RuleBroken
from services.platform.tenants import current_tenant
from services.shop import ledger, stock
from services.shop.sales import finish
from services.shop.zone import today
from tests.integration.shop_factory import Shop, make_shop

WRONG_LEVELS = """
    select l.id from shop_stock_level l left join shop_stock_movement m using (tenant_id, item_id, branch_id)
    group by l.id, l.quantity, l.grams, l.fine_grams, l.cost
    having (coalesce(sum(m.quantity), 0), coalesce(sum(m.grams), 0), coalesce(sum(m.fine_grams), 0),
            coalesce(sum(m.cost), 0)) is distinct from (l.quantity, l.grams, l.fine_grams, l.cost)"""
INVENTORY = """
    select coalesce(sum(j.amount) filter (where j.commodity = 'IRT'), 0),
           coalesce(sum(j.amount) filter (where j.commodity = 'XAU'), 0)
    from shop_journal_line j join shop_account a on (a.tenant_id, a.id) = (j.tenant_id, j.account_id)
    join shop_journal_entry e on (e.tenant_id, e.id) = (j.tenant_id, j.entry_id)
    where a.role = 'inventory' and e.reverses_id is null
      and not exists (select from shop_journal_entry r where r.reverses_id = e.id)"""
COUNTS = st.integers(1, 4)


class Story(RuleBasedStateMachine):
    """A shop with a few goods, and a model of how many there should be."""

    goods = Bundle("goods")
    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.shop: Shop = make_shop()
        self.left: dict[UUID, int] = {}
        self.reversed: set[UUID] = set()
        self.undone = {"IRT": Decimal(0), "XAU": Decimal(0)}

    @initialize(target=goods)
    def goods_arrive(self) -> Any:
        items = [self.shop.item("C-1", quantity=6, weight="3.217"), self.shop.item("B-1", quantity=3, weight="9.840")]
        self.left = {items[0].id: 6, items[1].id: 3}
        return multiple(*items)

    @rule(item=goods, count=COUNTS, cost=st.integers(1, 10**9))
    def receive(self, item: Item, count: int, cost: int) -> None:
        item.cost = Decimal(cost)
        with unit_of_work(self.shop.owner) as uow:
            stock.receive(uow, item, self.shop.branch_id, Decimal(count), reason="delivery")
        self.left[item.id] += count

    @rule(item=goods, count=st.integers(-5, 5).filter(bool))
    def count_again(self, item: Item, count: int) -> None:
        if self.left[item.id] + count < 0:
            with pytest.raises(RuleBroken), unit_of_work(self.shop.owner) as uow:
                stock.adjust(uow, item, self.shop.branch_id, Decimal(count), reason="count")
            return
        with unit_of_work(self.shop.owner) as uow:
            stock.adjust(uow, item, self.shop.branch_id, Decimal(count), reason="count")
        self.left[item.id] += count

    @rule(target=entries, item=goods, count=COUNTS, discount=st.sampled_from(["0", "1.5", "5"]))
    def sell(self, item: Item, count: int, discount: str) -> Any:
        draft = self.shop.draft((item, count), discount=discount)
        if count > self.left[item.id]:
            with pytest.raises(RuleBroken), unit_of_work(self.shop.clerk) as uow:
                finish(uow, draft)
            return multiple()
        with unit_of_work(self.shop.clerk) as uow:
            sale = finish(uow, draft).sale
        self.left[item.id] -= count
        with unit_of_work(self.shop.owner) as uow:
            return uow.session.execute(
                text("select id from shop_journal_entry where source_id = :s"), {"s": sale.id}
            ).scalar_one()

    @rule(entry=entries)
    def reverse(self, entry: UUID) -> None:
        """A wrong entry is taken back in the books; the goods stay where they are."""
        with unit_of_work(self.shop.owner) as uow:
            day = today(current_tenant(uow))
        if entry in self.reversed:
            with pytest.raises(Conflict), unit_of_work(self.shop.owner) as uow:
                ledger.reverse(uow, entry, day)
            return
        with unit_of_work(self.shop.owner) as uow:
            ledger.reverse(uow, entry, day)
            for commodity, amount in uow.session.execute(
                text("""select j.commodity, j.amount from shop_journal_line j
                        join shop_account a on (a.tenant_id, a.id) = (j.tenant_id, j.account_id)
                        where j.entry_id = :e and a.role = 'inventory'"""),
                {"e": entry},
            ):
                self.undone[commodity] += amount
        self.reversed.add(entry)

    @invariant()
    def stock_and_books_are_in_step(self) -> None:
        with unit_of_work(self.shop.owner, read_only=True) as uow:
            run = uow.session.execute
            levels = dict(run(text("select item_id, quantity from shop_stock_level")).all())
            assert levels == self.left
            assert run(text(WRONG_LEVELS)).all() == []
            held = run(text("select coalesce(sum(cost), 0), coalesce(sum(fine_grams), 0) from shop_stock_level")).one()
            money, fine = run(text(INVENTORY)).one()
            assert (money + self.undone["IRT"], fine + self.undone["XAU"]) == tuple(held)
            sums: dict[str, Decimal] = {}
            for row in ledger.trial_balance(uow):
                sums[row["commodity"]] = sums.get(row["commodity"], Decimal(0)) + row["amount"]
            assert set(sums.values()) <= {Decimal(0)}
            empty = run(
                text("select count(*) from shop_stock_level where quantity = 0 and (cost, fine_grams) <> (0, 0)")
            )
            assert empty.scalar_one() == 0


def test_any_story() -> None:
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
