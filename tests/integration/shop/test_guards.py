"""What the database itself refuses, whatever our own code may try."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.base import new_id, now
from models.shop.ledger import GOLD, JournalEntry, JournalLine
from models.shop.sale import Sale
from services.core.database import platform_session, unit_of_work
from services.shop.ledger import accounts_by_role
from services.shop.sales import finish
from tests.integration.shop_factory import Shop, make_shop

KEPT = ("gold_rate", "journal_entry", "journal_line", "payment", "sale", "sale_line", "stock_movement")


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def sale(shop: Shop) -> Sale:
    with unit_of_work(shop.clerk) as uow:
        return finish(uow, shop.draft((shop.item("R-1"), 1), (shop.item("C-1", quantity=4), 2))).sale


def post(shop: Shop, *amounts: tuple[str, str, str], entry_id: UUID | None = None) -> UUID:
    """Write an entry straight into the tables: role, commodity and amount of each line."""
    with unit_of_work(shop.owner) as uow:
        accounts = accounts_by_role(uow)
        if entry_id is None:
            entry_id = new_id()
            uow.session.add(JournalEntry(id=entry_id, number=f"X-{entry_id}", day=now().date()))
            uow.session.flush()
        for role, commodity, amount in amounts:
            uow.session.add(
                JournalLine(
                    entry_id=entry_id, account_id=accounts[role], commodity=commodity, amount=Decimal(amount),
                    day=now().date(),
                )
            )  # fmt: skip
        return entry_id


@pytest.mark.parametrize(
    "amounts",
    [
        [("cash", "IRT", "100"), ("sales", "IRT", "-99.9999")],
        [("cash", "IRT", "100")],
        [("inventory", GOLD, "1.5"), ("capital", GOLD, "-1.499")],
        [("cash", "IRT", "100"), ("inventory", GOLD, "-100")],
        [("cash", "IRT", "100"), ("sales", "USD", "-100")],
    ],
)
def test_an_entry_out_of_balance_never_commits(shop: Shop, amounts: list[tuple[str, str, str]]) -> None:
    with pytest.raises(DBAPIError, match="out of balance"):
        post(shop, *amounts)


def test_a_posted_entry_takes_no_further_lines_even_balanced_ones(shop: Shop) -> None:
    entry_id = post(shop, ("cash", "IRT", "100"), ("sales", "IRT", "-100"))
    with pytest.raises(DBAPIError, match="takes no further rows"):
        post(shop, ("cash", "IRT", "5"), ("sales", "IRT", "-5"), entry_id=entry_id)


def test_lines_written_behind_a_savepoint_come_with_their_entry(shop: Shop) -> None:
    with unit_of_work(shop.owner) as uow:
        accounts, entry_id = accounts_by_role(uow), new_id()
        with uow.session.begin_nested():
            uow.session.add(JournalEntry(id=entry_id, number=f"X-{entry_id}", day=now().date()))
        with uow.session.begin_nested():
            for role, amount in (("cash", 7), ("sales", -7)):
                uow.session.add(
                    JournalLine(
                        entry_id=entry_id, account_id=accounts[role], commodity="IRT", amount=Decimal(amount),
                        day=now().date(),
                    )
                )  # fmt: skip
    with unit_of_work(shop.owner) as uow:
        count = uow.session.execute(
            text("select count(*) from shop_journal_line where entry_id = :e"), {"e": entry_id}
        ).scalar_one()
    assert count == 2


@pytest.mark.parametrize("table", ["shop_sale_line", "shop_payment"])
def test_a_finished_sale_takes_no_further_lines_or_payments(shop: Shop, sale: Sale, table: str) -> None:
    changed = {"id": f"'{new_id()}'"} | ({"position": "99"} if table == "shop_sale_line" else {})
    with unit_of_work(shop.owner) as uow:
        columns = uow.session.execute(
            text("select column_name from information_schema.columns where table_name = :t"), {"t": table}
        ).scalars()
        names = list(columns)
    copied = ", ".join(changed.get(name, name) for name in names)
    statement = f"insert into {table} ({', '.join(names)}) select {copied} from {table} where sale_id = :s limit 1"
    with pytest.raises(DBAPIError, match="takes no further rows"), unit_of_work(shop.owner) as uow:
        uow.session.execute(text(statement), {"s": sale.id})


def _as_app(shop: Shop, work: Callable[[Session], object]) -> None:
    with unit_of_work(shop.owner) as uow:
        work(uow.session)


def _as_platform(_shop: Shop, work: Callable[[Session], object]) -> None:
    with platform_session() as session:
        work(session)


@pytest.mark.parametrize(("who", "words"), [(_as_app, "permission denied"), (_as_platform, "never changed or removed")])
@pytest.mark.parametrize("verb", ["update {} set created_at = created_at", "delete from {}"])
@pytest.mark.parametrize("name", KEPT)
def test_what_was_posted_is_never_changed_or_removed(
    shop: Shop, sale: Sale, name: str, verb: str, who: Callable[..., None], words: str
) -> None:
    assert sale.number
    with pytest.raises(DBAPIError, match=words):
        who(shop, lambda session: session.execute(text(verb.format(f"shop_{name}"))))


def test_stock_never_falls_below_nothing(shop: Shop) -> None:
    item = shop.item("C-2", quantity=1)
    with pytest.raises(DBAPIError, match="ck_shop_stock_level_quantity"), unit_of_work(shop.owner) as uow:
        uow.session.execute(
            text("update shop_stock_level set quantity = quantity - 2 where item_id = :i"), {"i": item.id}
        )
