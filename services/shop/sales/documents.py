"""What a sale leaves behind, as rows to write: the document, its lines and payments, and its entry in the books.

Nothing here touches the database, so that a sale made now and one brought in from elsewhere are written alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from models.base import new_id
from models.shop.ledger import GOLD
from models.shop.sale import PaymentMethod, Sale
from services.shop.ledger import Posting
from services.shop.sales.draft import DraftPayment, SaleDraft
from services.shop.sales.quote import SUMMED, Quote

ACCOUNT_OF = {PaymentMethod.CASH: "cash", PaymentMethod.CARD: "card", PaymentMethod.TRANSFER: "bank"}
"""The role of the account that each way of paying fills."""


@dataclass(frozen=True)
class Made:
    """When, by whom and under which number a sale was made; ``costs`` is what each line's goods cost us."""

    number: str
    sold_at: datetime
    clerk_id: UUID
    costs: Sequence[Decimal]


def sale_document(draft: SaleDraft, priced: Quote, made: Made) -> Sale:
    """The sale itself. Its margin is the total less the tax, which is the state's, less the cost."""
    cost = sum(made.costs, Decimal(0))
    heaviest = max(priced.lines, key=lambda line: line.item.net_weight * line.quantity)
    tax = priced.of("tax")
    return Sale(
        id=new_id(),
        tenant_id=priced.tenant.id,
        number=made.number,
        branch_id=draft.branch_id,
        customer_id=draft.customer_id,
        clerk_id=made.clerk_id,
        sold_at=made.sold_at,
        created_at=made.sold_at,
        created_by=made.clerk_id,
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


def line_rows(sale: Sale, priced: Quote, costs: Iterable[Decimal]) -> list[dict[str, Any]]:
    """The lines, each with the parts of its price and the derivation of one piece."""
    return [
        {
            **_common(sale),
            "position": position,
            "item_id": line.item.id,
            "sku": line.item.sku,
            "name": line.item.name,
            "quantity": line.quantity,
            "net_weight": line.item.net_weight * line.quantity,
            "fineness": line.item.fineness,
            "fine_grams": line.fine_grams,
            "cost": cost,
            "derivation": [step.to_json() for step in line.each.steps],
            **{part: line.of(part) for part in SUMMED},
        }
        for position, (line, cost) in enumerate(zip(priced.lines, costs, strict=True), 1)
    ]


def payment_rows(sale: Sale, payments: Iterable[DraftPayment]) -> list[dict[str, Any]]:
    """The payments, all received with the sale."""
    return [
        {
            **_common(sale),
            "method": payment.method,
            "amount": payment.amount,
            "reference": payment.reference,
            "paid_at": sale.sold_at,
        }
        for payment in payments
    ]


def postings(sale: Sale, payments: Iterable[DraftPayment]) -> list[Posting]:
    """The entry of a sale: money in, sales and tax owed; goods out at cost, and their fine gold out in grams."""
    money, fine = sale.currency, sale.fine_grams
    paid = dict.fromkeys(PaymentMethod, Decimal(0))
    for payment in payments:
        paid[payment.method] += payment.amount
    return [
        *(Posting(ACCOUNT_OF[method], money, amount) for method, amount in paid.items()),
        Posting("sales", money, sale.tax - sale.total),
        Posting("tax", money, -sale.tax),
        Posting("goods-sold", money, sale.cost),
        Posting("inventory", money, -sale.cost),
        Posting("goods-sold", GOLD, fine),
        Posting("inventory", GOLD, -fine),
    ]


def _common(sale: Sale) -> dict[str, Any]:
    return {
        "tenant_id": sale.tenant_id, "id": new_id(), "sale_id": sale.id, "created_at": sale.sold_at,
        "created_by": sale.clerk_id,
    }  # fmt: skip
