"""Finishing a sale: everything it changes, in one transaction, once.

Order of locks: the till's id of the sale, the stock levels by item, then the number series; so two tills never wait
for each other in a circle, and the series, which all tills share, are held for the shortest time.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, insert, text, update
from sqlmodel import col, select

from models.base import new_id, now
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.ledger import GOLD
from models.shop.sale import Payment, PaymentMethod, Sale, SaleLine
from models.shop.stock import MovementKind, StockLevel, StockMovement
from services.core.database import UnitOfWork
from services.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from services.core.events import emit
from services.core.history import record
from services.core.i18n import _
from services.core.permissions import Permission
from services.shop import ledger, numbers
from services.shop.ledger import Posting
from services.shop.pricing import plain
from services.shop.sales.draft import SaleDraft
from services.shop.sales.quote import SUMMED, Quote, quote
from services.shop.stock import Move, lock_levels, movement_row, shown
from services.shop.zone import day_of

SERIES = "sale"
ACCOUNT_OF = {PaymentMethod.CASH: "cash", PaymentMethod.CARD: "card", PaymentMethod.TRANSFER: "bank"}
"""The role of the account that each way of paying fills."""


@dataclass(frozen=True)
class Finished:
    """The sale, and whether this call made it or an earlier one."""

    sale: Sale
    created: bool


def finish(uow: UnitOfWork, draft: SaleDraft) -> Finished:
    """Sell. The same draft again answers the first sale; the same id with another draft is a ``Conflict``.

    Raises ``RuleBroken`` with a sentence for the clerk where goods are short, the price has moved, or what was paid
    is not the total; nothing has changed then.
    """
    uow.actor.require(Permission.SELL)
    if uow.actor.user_id is None:
        raise Forbidden
    earlier = _earlier(uow, draft)
    if earlier:
        return Finished(earlier, created=False)
    branch = _branch(uow, draft)
    priced = quote(uow, draft)
    _check_money(draft, priced)
    moves = [Move(line.item, branch.id, -line.quantity, -line.cost) for line in priced.lines]
    _take_stock(uow, moves, branch)
    sale = _sale(uow, draft, priced)
    document = {"document_type": "sale", "document_id": sale.id, "document_number": sale.number}
    _insert_parts(uow, draft, priced, sale)
    uow.session.execute(insert(StockMovement), [movement_row(uow, move, MovementKind.SALE, document) for move in moves])
    _post(uow, draft, priced, sale)
    record(uow, sale, "create")
    emit(uow, "sale.finished", {"id": str(sale.id), "number": sale.number, "branch": str(branch.id)})
    uow.session.flush()
    return Finished(sale, created=True)


def _earlier(uow: UnitOfWork, draft: SaleDraft) -> Sale | None:
    key = draft.client_id.int & (1 << 63) - 1
    uow.session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": key})
    sale = uow.session.execute(select(Sale).where(col(Sale.client_id) == draft.client_id)).scalar_one_or_none()
    if sale and sale.payload_hash != draft.payload_hash():
        raise Conflict(_("Sale {number} was already made with another content", number=sale.number))
    return sale


def _branch(uow: UnitOfWork, draft: SaleDraft) -> Branch:
    branch = uow.session.get(Branch, (uow.tenant_id, draft.branch_id))
    if branch is None or not branch.active or branch.deleted_at:
        raise NotFound(_("This branch does not sell"))
    if draft.customer_id:
        customer = uow.session.get(Customer, (uow.tenant_id, draft.customer_id))
        if customer is None or customer.deleted_at:
            raise NotFound(_("This customer is no longer there"))
    return branch


def _check_money(draft: SaleDraft, priced: Quote) -> None:
    if draft.expected_total != priced.total:
        raise PriceMoved(draft.expected_total, priced)
    paid = sum((payment.amount for payment in draft.payments), Decimal(0))
    if paid != priced.total:
        left = plain(priced.total - paid)
        raise RuleBroken(_("The payments don't make the total: {left} is left", left=left))


class PriceMoved(RuleBroken):
    """The rate or a rule changed after the customer was told a price; carries the new quote."""

    code, title = "price-moved", _("The price has changed meanwhile")

    def __init__(self, expected: Decimal, priced: Quote) -> None:
        super().__init__(
            _("The price has changed from {before} to {after}", before=plain(expected), after=plain(priced.total))
        )
        self.priced = priced

    def details(self) -> dict[str, Any]:
        """The new quote, to be accepted or not."""
        return {"quote": self.priced.plain()}


def _take_stock(uow: UnitOfWork, moves: list[Move], branch: Branch) -> None:
    levels = lock_levels(uow, [(move.item.id, move.branch_id) for move in moves])
    changes = []
    for move in moves:
        level = levels.get((move.item.id, move.branch_id))
        left = level.quantity if level else Decimal(0)
        if level is None or left + move.quantity < 0:
            name = branch.name
            raise RuleBroken(
                _(
                    "Only {n} left of {sku} in {branch}",
                    n=shown(left),
                    sku=move.item.sku,
                    branch=name.get(uow.actor.language) or next(iter(name.values())),
                )  # fmt: skip
                if left
                else _("{sku} is sold out in this branch", sku=move.item.sku)
            )
        changes.append({
            "b_id": level.id, "q": move.quantity, "g": move.grams, "f": move.fine_grams, "c": move.cost,
        })  # fmt: skip
    table = StockLevel.__table__  # type: ignore[attr-defined]
    uow.session.connection().execute(
        update(table)
        .where(table.c.tenant_id == uow.tenant_id, table.c.id == bindparam("b_id"))
        .values(
            quantity=table.c.quantity + bindparam("q"),
            grams=table.c.grams + bindparam("g"),
            fine_grams=table.c.fine_grams + bindparam("f"),
            cost=table.c.cost + bindparam("c"),
        ),
        changes,
    )


def _sale(uow: UnitOfWork, draft: SaleDraft, priced: Quote) -> Sale:
    cost = sum((line.cost for line in priced.lines), Decimal(0))
    heaviest = max(priced.lines, key=lambda line: line.item.net_weight * line.quantity)
    tax = priced.of("tax")
    sale = Sale(
        id=new_id(),
        tenant_id=uow.tenant_id,
        number=numbers.take(uow, SERIES)[0],
        branch_id=draft.branch_id,
        customer_id=draft.customer_id,
        clerk_id=uow.actor.user_id,
        sold_at=now(),
        currency=priced.tenant.currency,
        gold_rate_id=priced.rate.id,
        rate=priced.rate.price_per_gram,
        rate_fineness=priced.rate.fineness,
        fineness=heaviest.item.fineness,
        fine_grams=priced.fine_grams,
        subtotal=priced.subtotal,
        discount_percent=priced.discount_percent,
        discount=priced.of("discount"),
        tax=tax,
        total=priced.total,
        cost=cost,
        margin=priced.total - tax - cost,
        client_id=draft.client_id,
        payload_hash=draft.payload_hash(),
    )
    uow.session.add(sale)
    uow.session.flush()
    return sale


def _insert_parts(uow: UnitOfWork, draft: SaleDraft, priced: Quote, sale: Sale) -> None:
    common = {
        "tenant_id": uow.tenant_id, "sale_id": sale.id, "created_at": sale.sold_at, "created_by": uow.actor.user_id,
    }  # fmt: skip
    lines = [
        {
            **common,
            "id": new_id(),
            "position": position,
            "item_id": line.item.id,
            "sku": line.item.sku,
            "name": line.item.name,
            "quantity": line.quantity,
            "net_weight": line.item.net_weight * line.quantity,
            "fineness": line.item.fineness,
            "fine_grams": line.fine_grams,
            "cost": line.cost,
            "derivation": [step.to_json() for step in line.each.steps],
            **{part: line.of(part) for part in SUMMED},
        }
        for position, line in enumerate(priced.lines, 1)
    ]
    uow.session.execute(insert(SaleLine), lines)
    payments = [
        {
            **common,
            "id": new_id(),
            "method": payment.method,
            "amount": payment.amount,
            "reference": payment.reference,
            "paid_at": sale.sold_at,
        }
        for payment in draft.payments
    ]
    if payments:
        uow.session.execute(insert(Payment), payments)


def _post(uow: UnitOfWork, draft: SaleDraft, priced: Quote, sale: Sale) -> None:
    paid = {method: Decimal(0) for method in PaymentMethod}
    for payment in draft.payments:
        paid[payment.method] += payment.amount
    postings = sale_postings(sale, paid)
    ledger.post(
        uow,
        day_of(priced.tenant, sale.sold_at),
        postings,
        description=f"Sale {sale.number}",
        source=("sale", sale.id, sale.number),
    )


def sale_postings(sale: Sale, paid: dict[PaymentMethod, Decimal]) -> list[Posting]:
    """The entry of a sale: money in, sales and tax owed; goods out at cost, and their fine gold out in grams."""
    money, fine = sale.currency, sale.fine_grams
    return [
        *(Posting(ACCOUNT_OF[method], money, amount) for method, amount in paid.items()),
        Posting("sales", money, sale.tax - sale.total),
        Posting("tax", money, -sale.tax),
        Posting("goods-sold", money, sale.cost),
        Posting("inventory", money, -sale.cost),
        Posting("goods-sold", GOLD, fine),
        Posting("inventory", GOLD, -fine),
    ]
