"""Customers, with what they owe or are owed in money and in fine gold."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Entity
from models.types import Email, LongText, Money, Name, Phone, Series, SignedWeight


class Customer(Entity, table=True):
    """A person or business that buys. Balances are positive where we owe them."""

    __tablename__ = "shop_customer"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "number"),
        Index(None, "tenant_id", "name", "id"),
        Index(None, "tenant_id", "phone"),
    )

    number: Annotated[str, Field(default="", max_length=64), Series("customer")] = ""
    name: Name
    phone: Phone = ""
    second_phone: Phone = ""
    email: Email | None = None
    birthday: date | None = None
    city: Name = ""
    notes: LongText = ""
    money_balance: Money = Decimal(0)
    gold_balance: SignedWeight = Decimal(0)
