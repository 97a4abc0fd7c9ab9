"""What stands on a receipt, ready to be set: every figure in the reader's digits, every word in their language.

Prices, parts and rates are those frozen on the sale; nothing is reckoned anew.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from models.identity import Tenant, User
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.gold_rate import GoldRate
from models.shop.sale import Payment, PaymentMethod, Sale, SaleLine
from services.core.database import UnitOfWork
from services.core.formatting import Formatting
from services.core.i18n import RTL, Message, _
from services.platform.tenants import current_tenant
from services.shop.metal import karat_of
from services.shop.pricing import Operand, Step, StepName
from services.shop.receipts.barcode import bars
from services.shop.receipts.words import in_words

METHODS = {PaymentMethod.CASH: _("Cash"), PaymentMethod.CARD: _("Card"), PaymentMethod.TRANSFER: _("Transfer")}
CURRENCY_NAMES = {
    "IRT": _("toman"), "IRR": _("rial"), "AED": _("dirham"), "USD": _("US dollar"), "INR": _("rupee"),
    "EUR": _("euro"), "TRY": _("lira"), "IQD": _("dinar"),
}  # fmt: skip
LABELS: dict[str, Message] = {
    "title": _("Sales invoice"), "date": _("Date"), "customer": _("Customer"), "phone": _("Phone"),
    "clerk": _("Served by"), "item": _("Item"), "weight": _("Weight, g"), "gold": _("Gold"),
    "making": _("Making charge"), "profit": _("Profit"), "tax": _("Tax"), "total": _("Total"),
    "items": _("Items"), "discount": _("Discount"), "of_it_tax": _("Tax included"), "fine": _("Fine gold"),
    "paid": _("Paid"), "paid_by": _("Paid by"), "words": _("In words"), "each": _("A piece"), "gram": _("g"),
    "seller": _("Seller’s stamp and signature"), "buyer": _("Buyer’s signature"), "thanks": _("Wear it in joy."),
}  # fmt: skip


@dataclass(frozen=True)
class Sold:
    """A sale with all that belongs to it."""

    sale: Sale
    tenant: Tenant
    branch: Branch
    clerk: User | None
    customer: Customer | None
    rate: GoldRate | None
    lines: list[SaleLine]
    payments: list[Payment]


def receipt_data(uow: UnitOfWork, sale: Sale, language: str) -> dict[str, Any]:
    """All a template needs, as plain values."""
    sold = _read(uow, sale)
    write = _Writer(sold, language)
    return {
        "language": language,
        "rtl": language in RTL,
        "labels": {name: label.text(language) for name, label in LABELS.items()},
        "shop": _local(sold.tenant.name, language),
        "address": sold.branch.address,
        "branch": _local(sold.branch.name, language),
        "shop_phone": write.figures.digits(sold.branch.phone),
        "number": sale.number,
        "bars": bars(sale.number),
        "date": write.figures.date(sale.sold_at.astimezone(write.zone).date()),
        "time": write.figures.time(sale.sold_at),
        "customer": sold.customer.name if sold.customer else _("Walk-in customer").text(language),
        "customer_phone": write.figures.digits(sold.customer.phone) if sold.customer else "",
        "clerk": _local(sold.clerk.name, language) if sold.clerk else "",
        "rate_label": write.rate_label(),
        "rate": write.money(sale.rate),
        "lines": [write.line(line) for line in sold.lines],
        "items": write.money(sale.subtotal),
        "discount": write.money(-sale.discount) if sale.discount else "",
        "discount_percent": write.figures.percent(sale.discount_percent) if sale.discount_percent else "",
        "tax": write.money(sale.tax),
        "fine": write.figures.weight(sale.fine_grams),
        "total": write.money(sale.total),
        "currency": _currency(sale.currency).text(language),
        "words": write.words(),
        "payments": [write.payment(payment) for payment in sold.payments],
        "note": write.note(),
    }


class _Writer:
    """Writes the values of one sale for one reader."""

    def __init__(self, sold: Sold, language: str) -> None:
        self.sold, self.language = sold, language
        self.figures = Formatting(language, currency=sold.sale.currency, time_zone=sold.tenant.timezone)
        self.zone = ZoneInfo(sold.tenant.timezone)

    def money(self, amount: Decimal) -> str:
        """An amount without its currency."""
        return self.figures.money(amount)

    def rate_label(self) -> str:
        """What the rate of the sale is of: ``18K, gram``, or by fineness where it is between the karats."""
        fineness = self.sold.sale.rate_fineness
        karat = karat_of(fineness)
        if karat is None:
            return _("Gram of {fineness}", fineness=self.fineness(fineness)).text(self.language)
        return _("{karat}K, gram", karat=self.figures.integer(karat)).text(self.language)

    def fineness(self, value: Decimal) -> str:
        """Parts per thousand."""
        return self.figures.number(value, most=1)

    def line(self, line: SaleLine) -> dict[str, Any]:
        """One line: its figures, and the derivation of a piece step by step."""
        karat = karat_of(line.fineness)
        steps = [Step.from_json(step) for step in line.derivation]
        kept = [step for step in steps if step.name is not StepName.TOTAL]
        parts = {name: getattr(line, name) for name in ("gold", "making", "profit", "tax")}
        return {
            "row": self.figures.integer(line.position),
            "name": _local(line.name, self.language),
            "sku": line.sku,
            "fineness": self.fineness(line.fineness),
            "karat": _("{karat}K", karat=self.figures.integer(karat)).text(self.language) if karat else "",
            "weight": self.figures.weight(line.net_weight),
            "fine": self.figures.weight(line.fine_grams),
            "quantity": self.figures.number(line.quantity, most=3) if line.quantity != 1 else "",
            **{name: self.money(amount) if amount else "–" for name, amount in parts.items()},
            "total": self.money(line.total),
            "steps": [self.step(step) for step in kept],
        }

    def step(self, step: Step) -> dict[str, str]:
        """A step: its name, its formula where it is more than the amount itself, and the amount."""
        sign = len(step.formula) > 1
        return {
            "name": step.label.text(self.language),
            "formula": step.text(self._operand) if sign else "",
            "amount": self.money(step.amount),
        }

    def words(self) -> str:
        """The total in words, its first letter large."""
        said = in_words(self.sold.sale.total, self.sold.sale.currency, self.language)
        return said[:1].upper() + said[1:]

    def payment(self, payment: Payment) -> dict[str, str]:
        """How a part was paid."""
        name = METHODS[PaymentMethod(payment.method)].text(self.language)
        return {"name": name, "reference": payment.reference, "amount": self.money(payment.amount)}

    def note(self) -> str:
        """On which rate the price rests."""
        rate = self.sold.rate
        if rate is None:
            return ""
        at = rate.quoted_at.astimezone(self.zone)
        return _(
            "The price follows the gold rate of {day}, {time}.",
            day=self.figures.date(at.date()),
            time=self.figures.time(rate.quoted_at),
        ).text(self.language)

    def _operand(self, operand: Operand) -> str:
        match operand.kind:
            case "weight":
                return f"{self.figures.weight(operand.value)} {LABELS['gram'].text(self.language)}"
            case "percent":
                return self.figures.percent(operand.value)
            case "fineness":
                return self.fineness(operand.value)
            case "money":
                return self.money(operand.value)


def _read(uow: UnitOfWork, sale: Sale) -> Sold:
    def one(model: Any, identity: UUID | None) -> Any:
        return uow.session.get(model, (uow.tenant_id, identity)) if identity else None

    def all_of(model: Any, order: str) -> list[Any]:
        statement = select(model).where(col(model.sale_id) == sale.id).order_by(getattr(model, order))
        return list(uow.session.execute(statement).scalars())

    return Sold(
        sale,
        current_tenant(uow),
        one(Branch, sale.branch_id),
        one(User, sale.clerk_id),
        one(Customer, sale.customer_id),
        one(GoldRate, sale.gold_rate_id),
        all_of(SaleLine, "position"),
        all_of(Payment, "id"),
    )


def _currency(code: str) -> Message:
    return CURRENCY_NAMES.get(code, Message(code))


def _local(texts: dict[str, str], language: str) -> str:
    """A text in the reader's language, or in any it has."""
    return texts.get(language) or next(iter(texts.values()), "")
