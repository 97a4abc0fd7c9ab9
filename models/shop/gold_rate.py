"""Gold rates, as they were quoted: believed or refused, never changed, since documents keep the rate they used."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, DateTime, Index, String
from sqlmodel import Field

from models.base import TenantRow, now
from models.types import Code, Currency, Fineness, Money, Name, Rate


class RateStatus(StrEnum):
    """Whether a rate was believed."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class GoldRate(TenantRow, table=True):
    """A rate per gram at a fineness, in the shop's currency; ``price`` and ``unit`` are the quote it came from."""

    __tablename__ = "shop_gold_rate"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "status", "quoted_at"),
        Index(None, "tenant_id", "quoted_at", "id"),
        CheckConstraint("price_per_gram > 0 or status = 'refused'", name="price"),
    )

    quoted_at: datetime = Field(sa_type=DateTime(timezone=True))
    price_per_gram: Rate
    fineness: Fineness = Decimal(750)
    currency: Currency
    source: Code
    market: Code = ""
    price: Money
    unit: Code = "gram"
    status: RateStatus = Field(default=RateStatus.ACCEPTED, sa_type=String(16))
    reason: Name = ""
    pulled_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
