"""Finishing a sale: everything it changes, in one transaction, once.

Order of locks: the till's id of the sale, the stock levels by item, then the number series; so two tills never wait
for each other in a circle, and the series, which all tills share, are held for the shortest time.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, insert, text, update
from sqlmodel import col, select

from models.base import now
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.sale import Payment, Sale, SaleLine
from models.shop.stock import MovementKind, StockLevel, StockMovement
from services.core.database import UnitOfWork
from services.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from services.core.events import emit
from services.core.history import record
from services.core.i18n import Message, _
from services.core.permissions import Permission
from services.shop import ledger, numbers
from services.shop.pricing import plain
from services.shop.sales.documents import Made, line_rows, payment_rows, postings, sale_document
from services.shop.sales.draft import SaleDraft
from services.shop.sales.quote import Quote, quote
from services.shop.stock import Move, lock_levels, mean_cost, movement_row, shown
from services.shop.zone import day_of

SERIES = "sale"
KEPT = ("quantity", "grams", "fine_grams", "cost")
"""What a stock level sums up of its movements."""


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
    moves = _take_stock(uow, priced, branch)
    costs = [-move.cost for move in moves]
    made = Made(numbers.take(uow, SERIES)[0], now(), uow.actor.user_id, costs)
    sale = sale_document(draft, priced, made)
    uow.session.add(sale)
    uow.session.flush()
    uow.session.execute(insert(SaleLine), line_rows(sale, priced, costs))
    if payments := payment_rows(sale, draft.payments):
        uow.session.execute(insert(Payment), payments)
    document = {"document_type": "sale", "document_id": sale.id, "document_number": sale.number}
    uow.session.execute(insert(StockMovement), [movement_row(uow, move, MovementKind.SALE, document) for move in moves])
    ledger.post(
        uow,
        day_of(priced.tenant, sale.sold_at),
        postings(sale, draft.payments),
        description=f"Sale {sale.number}",
        source=("sale", sale.id, sale.number),
    )
    record(uow, sale, "create")
    emit(uow, "sale.finished", {"id": str(sale.id), "number": sale.number, "branch": str(branch.id)})
    uow.session.flush()
    return Finished(sale, created=True)


class PriceMoved(RuleBroken):
    """The rate or a rule changed after the customer was told a price; carries the new quote."""

    code, title = "price-moved", _("The price has changed meanwhile")

    def __init__(self, expected: Decimal, priced: Quote) -> None:
        super().__init__(
            _("The price has changed from {before} to {after}", before=plain(expected), after=plain(priced.total))
        )
        self.expected, self.priced = expected, priced

    def details(self) -> dict[str, Any]:
        """The total that was told, the one of now, and the new quote, to be accepted or not."""
        return {"old": plain(self.expected), "new": plain(self.priced.total), "quote": self.priced.plain()}


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


def _take_stock(uow: UnitOfWork, priced: Quote, branch: Branch) -> list[Move]:
    """Lock the levels and take the goods out, at what they cost us on the mean."""
    levels = lock_levels(uow, [(line.item.id, branch.id) for line in priced.lines])
    moves = []
    for line in priced.lines:
        level = levels.get((line.item.id, branch.id))
        if level is None or level.quantity < line.quantity:
            raise RuleBroken(_short(uow, line.item.sku, branch, level))
        moves.append(Move(line.item, branch.id, -line.quantity, -mean_cost(level, line.quantity)))
    table = StockLevel.__table__  # type: ignore[attr-defined]
    uow.session.connection().execute(
        update(table)
        .where(table.c.tenant_id == uow.tenant_id, table.c.id == bindparam("level"))
        .values(**{name: table.c[name] + bindparam(f"more_{name}") for name in KEPT}),
        [
            {"level": levels[move.item.id, branch.id].id, **{f"more_{name}": getattr(move, name) for name in KEPT}}
            for move in moves
        ],
    )
    return moves


def _short(uow: UnitOfWork, sku: str, branch: Branch, level: StockLevel | None) -> Message:
    if level is None or not level.quantity:
        return _("{sku} is sold out in this branch", sku=sku)
    place = branch.name.get(uow.actor.language) or next(iter(branch.name.values()))
    return _("Only {n} left of {sku} in {branch}", n=shown(level.quantity), sku=sku, branch=place)
