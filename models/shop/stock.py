"""Stock: every movement, and how much is where."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, String, UniqueConstraint
from sqlmodel import Field

from models.base import TenantRow, now
from models.types import Code, Money, Name, Quantity, Ref, SignedWeight


class MovementKind(StrEnum):
    """Why goods moved."""

    RECEIPT = "receipt"
    SALE = "sale"
    ADJUSTMENT = "adjustment"


class StockMovement(TenantRow, table=True):
    """Goods in (positive) or out (negative), never changed: a mistake is moved back.

    ``grams`` is net weight, ``fine_grams`` pure gold, ``cost`` what the goods cost; all carry the movement's sign.
    """

    __tablename__ = "shop_stock_movement"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "moved_at", "id"),
        Index(None, "tenant_id", "document_id"),
        CheckConstraint("quantity <> 0", name="quantity"),
    )

    item_id: Annotated[UUID, Ref("shop_item")]
    branch_id: Annotated[UUID, Ref("shop_branch")]
    kind: MovementKind = Field(sa_type=String(16))
    quantity: Quantity
    grams: SignedWeight
    fine_grams: SignedWeight
    cost: Money
    moved_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    document_type: Code = ""
    document_id: UUID | None = None
    document_number: Code = ""
    reason: Name = ""


class StockLevel(TenantRow, table=True):
    """How much of an item a branch holds: the sum of its movements, kept beside them and locked while it changes."""

    __tablename__ = "shop_stock_level"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "item_id", "branch_id"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )

    item_id: Annotated[UUID, Ref("shop_item")]
    branch_id: Annotated[UUID, Ref("shop_branch")]
    quantity: Quantity = Decimal(0)
    grams: SignedWeight = Decimal(0)
    fine_grams: SignedWeight = Decimal(0)
    cost: Money = Decimal(0)
