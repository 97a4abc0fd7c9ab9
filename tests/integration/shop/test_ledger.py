"""The ledger: entries by role, reversed once, and what the accounts come to."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlmodel import col, select

from models.shop.ledger import GOLD, JournalEntry
from services.core.database import unit_of_work
from services.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from services.shop import ledger, stock
from services.shop.ledger import Posting
from tests.integration.shop_factory import Shop, make_shop

DAY = date(2026, 3, 21)


@pytest.fixture
def shop(servers: Path) -> Shop:
    return make_shop()


def post(shop: Shop, *postings: Posting, day: date = DAY) -> JournalEntry:
    with unit_of_work(shop.owner) as uow:
        return ledger.post(uow, day, postings, description="By hand")


def balance(shop: Shop, until: date | None = None) -> dict[tuple[str, str], Decimal]:
    with unit_of_work(shop.owner) as uow:
        return {(row["code"], row["commodity"]): row["amount"] for row in ledger.trial_balance(uow, until)}


def both(money: int, grams: str) -> tuple[Posting, ...]:
    return (
        Posting("inventory", "IRT", Decimal(money)), Posting("capital", "IRT", Decimal(-money)),
        Posting("inventory", GOLD, Decimal(grams)), Posting("capital", GOLD, -Decimal(grams)),
    )  # fmt: skip


def test_money_and_gold_stand_side_by_side(shop: Shop) -> None:
    post(shop, *both(9_000_000, "3.382"))
    assert balance(shop) == {
        ("1300", "IRT"): 9_000_000, ("1300", GOLD): Decimal("3.382"),
        ("3000", "IRT"): -9_000_000, ("3000", GOLD): Decimal("-3.382"),
    }  # fmt: skip


def test_the_balance_of_a_day_leaves_out_what_came_after(shop: Shop) -> None:
    post(shop, *both(5, "1"))
    post(shop, *both(7, "2"), day=DAY + timedelta(days=1))
    assert balance(shop, DAY)["1300", "IRT"] == 5
    assert balance(shop)["1300", GOLD] == 3


def test_an_entry_is_reversed_once_and_both_stay(shop: Shop) -> None:
    entry = post(shop, *both(11, "0.5"))
    with unit_of_work(shop.owner) as uow:
        mirror = ledger.reverse(uow, entry.id, DAY + timedelta(days=3))
    assert mirror.reverses_id == entry.id
    assert mirror.number > entry.number
    assert set(balance(shop).values()) == {Decimal(0)}
    with pytest.raises(Conflict, match="already been reversed"), unit_of_work(shop.owner) as uow:
        ledger.reverse(uow, entry.id, DAY)


def test_what_does_not_balance_is_refused_in_words(shop: Shop) -> None:
    with pytest.raises(RuleBroken, match="out of balance"):
        post(shop, Posting("cash", "IRT", Decimal(3)), Posting("sales", "IRT", Decimal(-2)))
    with pytest.raises(RuleBroken, match="No account has the role"):
        post(shop, Posting("moon", "IRT", Decimal(3)), Posting("sales", "IRT", Decimal(-3)))
    assert balance(shop) == {}


def test_only_who_may_reverses_and_only_what_is_there(shop: Shop) -> None:
    entry = post(shop, *both(1, "1"))
    with pytest.raises(Forbidden), unit_of_work(shop.clerk) as uow:
        ledger.reverse(uow, entry.id, DAY)
    with pytest.raises(NotFound), unit_of_work(shop.owner) as uow:
        ledger.reverse(uow, uuid4(), DAY)


def test_an_entry_of_the_stock_says_what_it_is_and_why(shop: Shop) -> None:
    item = shop.item("R-7", quantity=0, unique=False)
    with unit_of_work(shop.owner) as uow:
        stock.receive(uow, item, shop.branch_id, Decimal(3))
        stock.adjust(uow, item, shop.branch_id, Decimal(-1), reason=" Missing at the count ")
        said = uow.session.scalars(select(JournalEntry.description).order_by(col(JournalEntry.id))).all()
    assert said == ["Goods received, R-7", "Stock corrected, R-7: Missing at the count"]
    with unit_of_work(replace(shop.owner, language="fa")) as uow:
        stock.receive(uow, item, shop.branch_id, Decimal(1))
        last = uow.session.scalars(select(JournalEntry.description).order_by(col(JournalEntry.id).desc())).first()
    assert last
    assert last.startswith("رسید کالا")
