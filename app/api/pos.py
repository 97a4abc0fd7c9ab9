"""The till's routes: it opens, finds, prices and sells by HTTP alone.

A sale carries the till's own id in ``Idempotency-Key``: the same again answers the first sale (200), another content
under the same id is a conflict (409) that names the sale there is.
"""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import col, select

from app.api.edge import Call, route
from models.shop.sale import PaymentMethod, Sale
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Conflict
from services.core.i18n import Message
from services.core.permissions import Permission
from services.shop import till
from services.shop.pricing import plain
from services.shop.pricing.rounding import trimmed
from services.shop.sales import Quote, SaleDraft, finish, quote
from services.shop.sales.draft import Cart, DraftPayment

Money = Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=4)]


class AskedSale(Cart):
    """A sale as the till sends it; of ``tendered``, the cash handed over, the change is given back."""

    expected_total: Money
    payments: Annotated[tuple[DraftPayment, ...], Field(max_length=20)]
    tendered: Money = Decimal(0)


class AskedCustomer(BaseModel):
    """A customer added while selling."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Annotated[str, Field(max_length=200)]
    phone: Annotated[str, Field(max_length=32)]


def start(call: Call) -> Any:
    """``GET start``: where, who, the rate of the day, what sells often, and what this person may do."""
    with unit_of_work(call.actor, read_only=True) as uow:
        return till.opening(uow, call.uuid("branch"))


def items(call: Call) -> Any:
    """``GET items?q=&branch=&category=``: pieces by scanned code, name or code; ``exact`` is the one the code names."""
    with unit_of_work(call.actor, read_only=True) as uow:
        branch = till.branch_of(uow, call.uuid("branch"))
        return till.find(uow, call.query.get("q", ""), branch.id, call.uuid("category"))


def find_customers(call: Call) -> Any:
    """``GET customers?q=``: by name, phone or number."""
    with unit_of_work(call.actor, read_only=True) as uow:
        return {"items": till.find_customers(uow, call.query.get("q", ""))}


def add_customer(call: Call) -> Any:
    """``POST customers``: name and phone are enough; the rest can wait until the shop is quiet."""
    asked = call.read(AskedCustomer)
    with unit_of_work(call.actor) as uow:
        return till.add_customer(uow, asked.name, asked.phone), 201


def price(call: Call) -> Any:
    """``POST quote``: the cart priced line by line at the day's rate, with the derivation of each."""
    cart = call.read(Cart)
    with unit_of_work(call.actor, read_only=True) as uow:
        return quoted(quote(uow, cart))


def sell(call: Call) -> Any:
    """``POST sales``: 201 the sale, 200 the same again; 409 where the id stands for another sale."""
    key, asked = call.key(), call.read(AskedSale)
    draft = SaleDraft(client_id=key, **asked.model_dump(exclude={"tendered"}))
    try:
        with unit_of_work(call.actor) as uow:
            done = finish(uow, draft)
            return sold(done.sale, _change(draft, asked.tendered)), 201 if done.created else 200
    except Conflict as error:
        raise SoldOtherwise(error.message, _sale_of(call.actor, key)) from error


class SoldOtherwise(Conflict):
    """The id stands for a sale of another content; the problem document shows that sale."""

    def __init__(self, message: Message, sale: dict[str, Any] | None) -> None:
        super().__init__(message)
        self.sale = sale

    def details(self) -> dict[str, Any]:
        """The sale there is."""
        return {"sale": self.sale} if self.sale else {}


def quoted(priced: Quote) -> dict[str, Any]:
    """A quote as the till draws it; steps are of the whole line."""
    given = priced.plain()
    lines = [
        {
            "item_id": str(line.item.id),
            "quantity": plain(line.quantity),
            "price": plain(line.of("total")),
            "steps": steps,
        }
        for line in priced.lines
        for steps in ([_times(step.to_json(), line.quantity) for step in line.each.steps],)
    ]
    totals = {
        "count": len(lines),
        "items": given["subtotal"],
        "fine_weight": given["fine_grams"],
    }
    return {
        "lines": lines,
        "rate": {
            "rate": given["rate"],
            "fineness": given["rate_fineness"],
            "at": given["rate_at"],
        },
        "totals": totals | {name: given[name] for name in ("discount", "tax", "total")},
    }


def sold(sale: Sale, change: Decimal = Decimal(0)) -> dict[str, Any]:
    """What the till shows of a finished sale."""
    receipt = f"/api/sales/{sale.id}/receipt.pdf?paper="
    return {
        "id": str(sale.id),
        "number": sale.number,
        "total": plain(trimmed(sale.total)),
        "fine_weight": plain(sale.fine_grams),
        "change": plain(change),
        "receipts": {paper: receipt + paper for paper in ("a5", "80mm")},
    }


def _change(draft: SaleDraft, tendered: Decimal) -> Decimal:
    cash = sum(
        (paid.amount for paid in draft.payments if paid.method is PaymentMethod.CASH),
        Decimal(0),
    )
    return max(tendered - cash, Decimal(0))


def _sale_of(actor: Actor, key: UUID) -> dict[str, Any] | None:
    with unit_of_work(actor, read_only=True) as uow:
        sale = uow.session.execute(select(Sale).where(col(Sale.client_id) == key)).scalar_one_or_none()
        return sold(sale) if sale else None


def _times(step: dict[str, Any], quantity: Decimal) -> dict[str, Any]:
    return {**step, "amount": plain(Decimal(step["amount"]) * quantity)}


routes = [
    route("/api/pos/start", start, permission=Permission.SELL),
    route("/api/pos/items", items, permission=Permission.SELL),
    route("/api/pos/customers", find_customers, permission=Permission.SELL),
    route("/api/pos/customers", add_customer, permission="customers:create", method="POST"),
    route("/api/pos/quote", price, permission=Permission.SELL, method="POST"),
    route("/api/pos/sales", sell, permission=Permission.SELL, method="POST"),
]
