"""Pricing rules: a shop's terms for making, profit, tax and rounding, with the days they hold."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import Entity
from models.types import Code, Data, Fineness, Money, Name, Percent, Ref


class PricingRule(Entity, table=True):
    """Terms for the goods it names (a category, a branch, a fineness; empty means any) from one day to another.

    ``profit_base`` and ``tax_base`` name parts joined by ``+``; ``rounding`` maps a step to ``mode:unit``.
    """

    __tablename__ = "shop_pricing_rule"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "effective_from", "id"),
        CheckConstraint("effective_to is null or effective_to >= effective_from", name="effective"),
    )

    name: Name
    preset: Code = ""
    country: Code | None = None
    category_id: Annotated[UUID | None, Ref("shop_category")] = None
    branch_id: Annotated[UUID | None, Ref("shop_branch")] = None
    fineness: Fineness | None = None
    effective_from: date
    effective_to: date | None = None
    making_percent: Percent = Decimal(0)
    making_per_gram: Money = Decimal(0)
    making_fixed: Money = Decimal(0)
    wastage_percent: Percent = Decimal(0)
    profit_percent: Percent = Decimal(0)
    profit_base: Name = "gold+making"
    tax_percent: Percent = Decimal(0)
    tax_base: Name = "none"
    stones_taxed: bool = False
    attachments_taxed: bool = False
    rounding: Data = Field(default_factory=dict, sa_type=JSONB)
    active: bool = True
