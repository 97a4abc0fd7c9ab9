"""Goods: categories in a tree, and the items in them."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlmodel import Field

from models.base import Entity
from models.types import Code, Fineness, LocalText, Money, Picture, Quantity, Ref, Weight


class MakingKind(StrEnum):
    """What a making charge is reckoned by."""

    PERCENT = "percent"
    PER_GRAM = "per_gram"
    FIXED = "fixed"


class Category(Entity, table=True):
    """A kind of goods, under another or at the top."""

    __tablename__ = "shop_category"
    __constraints__: ClassVar[tuple[Any, ...]] = (UniqueConstraint("tenant_id", "code"),)

    code: Code
    name: LocalText
    parent_id: Annotated[UUID | None, Ref("shop_category")] = None
    picture: Picture = ""


class Item(Entity, table=True):
    """A piece, or goods sold by number from a stock.

    Weights are grams of one piece: ``net_weight`` is the gold, ``gross_weight`` all of it. ``making`` is percent of
    the gold value, money per gram or money, as ``making_kind`` says; without it the pricing rule's making applies.
    ``fixed_price`` overrides the reckoning (coins quoted by the piece). ``cost`` is what one piece cost us. ``home``
    is the branch it belongs to; how many are where is in ``shop_stock_level``.
    """

    __tablename__ = "shop_item"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "sku"),
        Index("uq_shop_item_barcode", "tenant_id", "barcode", unique=True, postgresql_where=text("barcode <> ''")),
        Index(None, "tenant_id", "id"),
        Index(None, "tenant_id", "net_weight", "id"),
        Index(None, "tenant_id", "fineness", "id"),
        Index(None, "tenant_id", "created_at", "id"),
        CheckConstraint("stone_weight <= gross_weight or gross_weight = 0", name="stone_weight"),
        CheckConstraint("net_weight > 0", name="net_weight"),
    )

    sku: Code
    name: LocalText
    category_id: Annotated[UUID, Ref("shop_category")]
    home_id: Annotated[UUID | None, Ref("shop_branch")] = None
    fineness: Fineness = Decimal(750)
    gross_weight: Weight = Decimal(0)
    stone_weight: Weight = Decimal(0)
    net_weight: Weight
    unique_piece: bool = True
    barcode: Code = ""
    serial: Code = ""
    lot: Code = ""
    hallmark: Code = ""
    making_kind: MakingKind = Field(default=MakingKind.PERCENT, sa_type=String(16))
    making: Money | None = None
    stones: Money = Decimal(0)
    attachments: Money = Decimal(0)
    fixed_price: Money | None = None
    cost: Money = Decimal(0)
    low_stock: Quantity = Decimal(0)
    picture: Picture = ""
    active: bool = True
