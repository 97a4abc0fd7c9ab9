"""Column types of the trade: one alias says the storage, the validation and how a value is drawn.

``Annotated[...]`` carries a :class:`Kind` (how it is drawn and typed in) and, for references and document
numbers, a :class:`Ref` or :class:`Series`. ``Money | None`` works too: the base class gives the column its type.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import DateTime, Numeric, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine
from sqlmodel import Field


@dataclass(frozen=True)
class Kind:
    """How a value is drawn, typed in and stored.

    ``name`` is the renderer's name (``money``, ``weight`` …); ``storage`` the SQL type, where it is not the default;
    ``digits`` and ``places`` bound a decimal; ``minimum`` and ``maximum`` bound the value, both included.
    """

    name: str
    storage: TypeEngine[Any] | None = None
    digits: int | None = None
    places: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int | None = None


@dataclass(frozen=True)
class Ref:
    """A reference to another tenant table by its name; becomes a foreign key on ``(tenant_id, column)``."""

    table: str
    on_delete: str = "RESTRICT"


@dataclass(frozen=True)
class Series:
    """A document number, taken without gaps from the tenant's number series of this name."""

    name: str


def decimal_kind(name: str, digits: int, places: int, low: str | None = None, high: str | None = None) -> Kind:
    """A bounded decimal kind, stored as ``numeric(digits, places)``."""
    return Kind(
        name,
        Numeric(digits, places),
        digits,
        places,
        Decimal(low) if low is not None else None,
        Decimal(high) if high is not None else None,
    )


def text_kind(name: str, length: int) -> Kind:
    """A text kind of at most ``length`` characters."""
    return Kind(name, String(length), max_length=length)


Money = Annotated[Decimal, decimal_kind("money", 20, 4)]
"""An amount in the tenant's currency (or the row's ``currency``)."""
Rate = Annotated[Decimal, decimal_kind("money", 20, 4, "0")]
"""Money per gram."""
Weight = Annotated[Decimal, decimal_kind("weight", 14, 3, "0")]
"""Grams."""
SignedWeight = Annotated[Decimal, decimal_kind("weight", 14, 3)]
"""Grams, in (positive) or out (negative)."""
Fineness = Annotated[Decimal, decimal_kind("fineness", 5, 1, "1", "1000")]
"""Parts of fine metal per thousand."""
Percent = Annotated[Decimal, decimal_kind("percent", 9, 4, "0", "1000")]
"""Percent: 7 means 7 %."""
Quantity = Annotated[Decimal, decimal_kind("quantity", 14, 3)]
"""Pieces, or grams for goods sold by weight."""
Code = Annotated[str, text_kind("code", 64)]
"""A short code in Latin letters and digits: SKU, barcode, document number."""
Name = Annotated[str, text_kind("text", 200)]
LongText = Annotated[str, Kind("long_text", Text(), max_length=10_000)]
Phone = Annotated[str, text_kind("phone", 32)]
Email = Annotated[str, text_kind("email", 254)]
Currency = Annotated[str, text_kind("currency", 3)]
Picture = Annotated[str, text_kind("picture", 64)]
"""The name of a drawing, or of a stored image."""
LocalText = Annotated[dict[str, str], Field(sa_type=JSONB), Kind("local_text", JSONB(), max_length=200)]
"""A text in several languages: ``{"en": "Nasim solitaire", "fa": "سولیتر نسیم"}``."""
Data = Annotated[dict[str, Any], Field(sa_type=JSONB), Kind("json", JSONB())]
Steps = Annotated[list[dict[str, Any]], Field(sa_type=JSONB), Kind("steps", JSONB())]
"""The derivation of a price, step by step (see ``services.shop.pricing``)."""
Moment = Annotated[datetime, Kind("datetime", DateTime(timezone=True))]
"""An instant, with time zone."""
UserId = Annotated[UUID, Kind("user")]
"""The user who acted; kept without a foreign key, since people may be removed and history stays."""

__all__ = [
    "Code", "Currency", "Data", "Email", "Field", "Fineness", "Kind", "LocalText", "LongText", "Moment", "Money",
    "Name", "Percent", "Phone", "Picture", "Quantity", "Rate", "Ref", "Series", "SignedWeight", "Steps", "UserId",
    "Weight",
]  # fmt: skip
