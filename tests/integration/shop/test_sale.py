"""Finishing a sale: all of it or nothing, once, and the books balanced."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.core.database import unit_of_work
from services.core.errors import AppError, Conflict, RuleBroken
from services.shop import ledger
from services.shop.sales import SaleDraft, finish
from services.shop.sales.finish import Finished, PriceMoved
from tests.integration.shop_factory import Shop, make_shop


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


def sell(shop: Shop, draft: SaleDraft) -> Finished:
    with unit_of_work(shop.clerk) as uow:
        return finish(uow, draft)


def counts(shop: Shop) -> dict[str, int]:
    tables = ("shop_sale", "shop_sale_line", "shop_payment", "shop_stock_movement", "shop_journal_entry",
              "shop_journal_line", "history_entry", "outbox_event")  # fmt: skip
    with unit_of_work(shop.owner) as uow:
        return {t: uow.session.execute(text(f"select count(*) from {t}")).scalar_one() for t in tables}


def test_a_sale_changes_everything_it_should(shop: Shop) -> None:
    ring, chain = shop.item("R-1"), shop.item("C-1", quantity=5, weight="3.200")
    before = counts(shop)
    sale = sell(shop, shop.draft((ring, 1), (chain, 2))).sale
    after = counts(shop)
    grown = {table: after[table] - before[table] for table in after}
    assert grown == {
        "shop_sale": 1, "shop_sale_line": 2, "shop_payment": 1, "shop_stock_movement": 2, "shop_journal_entry": 1,
        "shop_journal_line": 7, "history_entry": 1, "outbox_event": 1,
    }  # fmt: skip
    assert sale.margin == sale.total - sale.tax - sale.cost
    assert sale.fine_grams == Decimal("3.382") + 2 * Decimal("2.400")
    with unit_of_work(shop.owner) as uow:
        left = uow.session.execute(
            text("select quantity, grams from shop_stock_level where item_id = :i"), {"i": chain.id}
        ).one()
    assert tuple(left) == (3, Decimal("9.600"))


def test_the_lines_parts_make_the_total(shop: Shop) -> None:
    sale = sell(shop, shop.draft((shop.item("R-2"), 1), discount="3")).sale
    with unit_of_work(shop.owner) as uow:
        line = uow.session.execute(
            text("""select gold + making + wastage + stones + attachments + profit - discount + tax as parts, total
                    from shop_sale_line where sale_id = :s"""),
            {"s": sale.id},
        ).one()
    assert line.parts == line.total == sale.total
    assert sale.discount > 0


def test_the_same_again_is_the_first_sale_and_another_payload_is_refused(shop: Shop) -> None:
    draft = shop.draft((shop.item("C-2", quantity=9), 1))
    first = sell(shop, draft)
    again = sell(shop, draft)
    assert first.created
    assert not again.created
    assert again.sale.id == first.sale.id
    other = draft.model_copy(update={"customer_id": uuid4()})
    with pytest.raises(Conflict):
        sell(shop, other)


def test_a_double_click_makes_one_sale(shop: Shop) -> None:
    draft = shop.draft((shop.item("C-3", quantity=20), 1))
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: sell(shop, draft), range(8)))
    assert len({each.sale.id for each in done}) == 1
    assert sum(each.created for each in done) == 1


def test_two_clerks_and_one_piece(shop: Shop) -> None:
    ring = shop.item("R-3")
    drafts = [shop.draft((ring, 1)) for _ in range(4)]

    def attempt(draft: SaleDraft) -> str:
        try:
            sell(shop, draft)
        except RuleBroken as error:
            return str(error.message)
        return "sold"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(attempt, drafts))
    assert answers == ["R-3 is sold out in this branch"] * 3 + ["sold"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"expected_total": Decimal(1)}, PriceMoved),
        ({"payments": ()}, RuleBroken),
        ({"discount_percent": Decimal(6)}, RuleBroken),
        ({"branch_id": uuid4()}, AppError),
        ({"customer_id": uuid4()}, AppError),
    ],
)
def test_what_is_refused_changes_nothing(shop: Shop, change: dict, error: type[AppError]) -> None:
    draft = shop.draft((shop.item(f"R-{uuid4().hex[:6]}"), 1)).model_copy(update=change)
    before = counts(shop)
    with pytest.raises(error):
        sell(shop, draft)
    assert counts(shop) == before


def test_numbers_run_without_gap_or_repeat_under_eight_threads_and_failures(shop: Shop) -> None:
    chain, ring = shop.item("C-4", quantity=200), shop.item("R-4")
    drafts = [shop.draft((chain, 1)) for _ in range(40)] + [shop.draft((ring, 1)) for _ in range(8)]

    def attempt(draft: SaleDraft) -> None:
        try:
            sell(shop, draft)
        except RuleBroken:
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(attempt, drafts))
    with unit_of_work(shop.owner) as uow:
        for table in ("shop_sale", "shop_journal_entry"):
            numbers = sorted(
                int(n.split("-")[1]) for n in uow.session.execute(text(f"select number from {table}")).scalars()
            )
            assert numbers == list(range(1, len(numbers) + 1))


def test_books_balance_and_stock_is_the_sum_of_its_movements(shop: Shop) -> None:
    with unit_of_work(shop.owner) as uow:
        sums: dict[str, Decimal] = {}
        for row in ledger.trial_balance(uow):
            sums[row["commodity"]] = sums.get(row["commodity"], Decimal(0)) + row["amount"]
        assert sums
        assert set(sums.values()) == {Decimal(0)}
        wrong = uow.session.execute(
            text("""
            select l.item_id from shop_stock_level l join shop_stock_movement m using (tenant_id, item_id, branch_id)
            group by l.item_id, l.branch_id, l.quantity, l.grams, l.fine_grams, l.cost
            having (sum(m.quantity), sum(m.grams), sum(m.fine_grams), sum(m.cost))
                   is distinct from (l.quantity, l.grams, l.fine_grams, l.cost)""")
        ).all()
        assert wrong == []
        inventory = uow.session.execute(
            text("""
            select (select sum(fine_grams) from shop_stock_level) = (select sum(j.amount) from shop_journal_line j
              join shop_account a on (a.tenant_id, a.id) = (j.tenant_id, j.account_id)
              where a.role = 'inventory' and j.commodity = 'XAU')""")
        ).scalar_one()
        assert inventory


def test_a_clerk_reads_who_sold(shop: Shop) -> None:
    sold = sell(shop, shop.draft((shop.item("R-seller"), 1))).sale
    sales = registry.get("sales")
    with unit_of_work(shop.clerk, read_only=True) as uow:
        rows = list_page(uow, sales, ListQuery.parse(sales, shop.clerk, {})).rows
    seller = next(row for row in rows if row["number"] == sold.number)["clerk_id"]
    assert seller["title"]["en"] == shop.clerk.name
