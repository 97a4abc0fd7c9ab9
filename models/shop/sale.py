"""Sales as they were made: numbers, prices and rates frozen at the finish."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import TenantRow
from models.types import Code, Currency, Fineness, LocalText, Money, Name, Percent, Quantity, Rate, Ref, Steps, Weight


class PaymentMethod(StrEnum):
    """How money came in."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"


class Sale(TenantRow, table=True):
    """A finished sale; never changed after, only returned by a document of its own.

    ``subtotal`` is the lines' price before the discount, ``tax`` part of ``total``; ``cost`` and ``margin`` (total
    less tax less cost) are ours to know. ``fine_grams`` is the pure gold in the goods, ``fineness`` that of the
    heaviest line. ``client_id`` is the till's own id of the sale and ``payload_hash`` what it sent: the same again
    answers this sale, another payload is refused.
    """

    __tablename__ = "shop_sale"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "number"),
        UniqueConstraint("tenant_id", "client_id"),
        Index(None, "tenant_id", "sold_at", "id"),
        Index(None, "tenant_id", "total", "id"),
        Index(None, "tenant_id", "clerk_id", "sold_at"),
        Index(None, "tenant_id", "branch_id", "sold_at"),
        Index(None, "tenant_id", "fineness", "sold_at"),
        CheckConstraint("total >= 0", name="total"),
    )

    number: Code
    branch_id: Annotated[UUID, Ref("shop_branch")]
    customer_id: Annotated[UUID | None, Ref("shop_customer")] = None
    clerk_id: Annotated[UUID, Ref("user_account")]
    sold_at: datetime = Field(sa_type=DateTime(timezone=True))
    currency: Currency
    gold_rate_id: Annotated[UUID | None, Ref("shop_gold_rate")] = None
    rate: Rate
    rate_fineness: Fineness
    fineness: Fineness
    fine_grams: Weight
    subtotal: Money
    discount_percent: Percent = Decimal(0)
    discount: Money = Decimal(0)
    tax: Money
    total: Money
    cost: Money
    margin: Money
    client_id: UUID
    payload_hash: Code


class SaleLine(TenantRow, table=True):
    """One line of a sale: the parts of its price for all its pieces, and the derivation that led there."""

    __tablename__ = "shop_sale_line"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "sale_id", "position"),
        CheckConstraint("quantity > 0", name="quantity"),
    )

    sale_id: Annotated[UUID, Ref("shop_sale")]
    position: int
    item_id: Annotated[UUID, Ref("shop_item")]
    sku: Code
    name: LocalText
    quantity: Quantity
    net_weight: Weight
    fineness: Fineness
    fine_grams: Weight
    gold: Money
    making: Money
    wastage: Money
    stones: Money
    attachments: Money
    profit: Money
    discount: Money
    tax: Money
    total: Money
    cost: Money
    derivation: Steps = Field(default_factory=list, sa_type=JSONB)


class Payment(TenantRow, table=True):
    """Money received for a sale."""

    __tablename__ = "shop_payment"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "paid_at", "id"),
        CheckConstraint("amount > 0", name="amount"),
    )

    sale_id: Annotated[UUID, Ref("shop_sale")]
    method: PaymentMethod = Field(sa_type=String(16))
    amount: Money
    reference: Name = ""
    paid_at: datetime = Field(sa_type=DateTime(timezone=True))
