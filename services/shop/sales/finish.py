"""Finishing a sale: everything it changes, in one transaction, once.

Order of locks: the till's id of the sale, the stock levels by item, then the number series; so two tills never wait
for each other in a circle, and the series, which all tills share, are held for the shortest time.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from models.base import now
from models.platform import HistoryEntry, OutboxEvent
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.ledger import JournalEntry, JournalLine
from models.shop.sale import Payment, Sale, SaleLine
from models.shop.stock import MovementKind, StockLevel, StockMovement
from services.core.bulk import as_json, as_rows, insert_together
from services.core.database import UnitOfWork, one_at_a_time
from services.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from services.core.events import event_of, signal
from services.core.history import entry_of
from services.core.i18n import Message, _
from services.core.permissions import Permission
from services.shop import ledger, numbers
from services.shop.pricing import plain
from services.shop.sales.documents import Made, line_rows, payment_rows, postings, sale_document
from services.shop.sales.draft import SaleDraft
from services.shop.sales.quote import Quote, quote
from services.shop.stock import Move, lock_levels, mean_cost, movement_row, shown
from services.shop.zone import day_of

SERIES, TOPIC = "sale", "sale.finished"
KEPT = ("quantity", "grams", "fine_grams", "cost")
"""What a stock level sums up of its movements."""
EARLIER = text("select id, number, payload_hash from shop_sale where tenant_id = :tenant and client_id = :client")
TAKE = text(
    f"update shop_stock_level l set {', '.join(f'{name} = l.{name} + m.{name}' for name in KEPT)}"
    " from jsonb_populate_recordset(null::shop_stock_level, cast(:moves as jsonb)) m"
    " where l.tenant_id = :tenant and l.id = m.id"
)


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
    accounts = ledger.accounts_by_role(uow)
    taken = numbers.take_each(uow, (SERIES, ledger.SERIES))
    made = Made(taken[SERIES], now(), uow.actor.user_id, [-move.cost for move in moves])
    sale = sale_document(draft, priced, made)
    entry = ledger.entry_of(
        uow,
        taken[ledger.SERIES],
        day_of(priced.tenant, sale.sold_at),
        description=_("Sale {number}", number=sale.number).text(uow.actor.language),
        source=("sale", sale.id, sale.number),
    )
    posted = postings(sale, draft.payments)
    ledger.check_balance(posted)
    document = {"document_type": "sale", "document_id": sale.id, "document_number": sale.number}
    news = {"id": str(sale.id), "number": sale.number, "branch": str(branch.id)}
    insert_together(
        uow,
        (Sale, as_rows([sale])),
        (SaleLine, line_rows(sale, priced, made.costs)),
        (Payment, payment_rows(sale, draft.payments)),
        (StockMovement, [movement_row(uow, move, MovementKind.SALE, document) for move in moves]),
        (JournalEntry, as_rows([entry])),
        (JournalLine, ledger.line_rows(entry, posted, accounts)),
        (HistoryEntry, as_rows([entry_of(uow, sale, "create")])),
        (OutboxEvent, as_rows([event_of(uow, TOPIC, news)])),
    )
    signal(uow, TOPIC, news)
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
    one_at_a_time(uow, draft.client_id)
    found = (
        uow.session.connection().execute(EARLIER, {"tenant": uow.tenant_id, "client": draft.client_id}).one_or_none()
    )
    if found is None:
        return None
    if found.payload_hash != draft.payload_hash():
        raise Conflict(_("Sale {number} was already made with another content", number=found.number))
    return uow.session.get_one(Sale, (uow.tenant_id, found.id))


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
    changes = [
        {"id": levels[move.item.id, branch.id].id, **{name: getattr(move, name) for name in KEPT}} for move in moves
    ]
    uow.session.connection().execute(TAKE, {"tenant": uow.tenant_id, "moves": as_json(changes)})
    return moves


def _short(uow: UnitOfWork, sku: str, branch: Branch, level: StockLevel | None) -> Message:
    if level is None or not level.quantity:
        return _("{sku} is sold out in this branch", sku=sku)
    place = branch.name.get(uow.actor.language) or next(iter(branch.name.values()))
    return _("Only {n} left of {sku} in {branch}", n=shown(level.quantity), sku=sku, branch=place)
