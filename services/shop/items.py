"""Items: what they cost today, how many there are, and finding one to sell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select

from models.shop.gold_rate import GoldRate
from models.shop.item import MakingKind
from models.shop.pricing_rule import PricingRule
from models.shop.stock import StockLevel
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _
from services.platform.tenants import current_tenant
from services.shop.pricing import Price
from services.shop.pricing.rules import RuleBook
from services.shop.rates.service import current_rate
from services.shop.sales.quote import price_of
from services.shop.zone import today

MOST_PERCENT = Decimal(100)
_level: Table = StockLevel.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Priced:
    """What a piece costs today, by which rule and rate."""

    price: Price
    rule: PricingRule | None
    rate: GoldRate


def priced(uow: UnitOfWork, row: Any) -> Priced | None:
    """Today's price of one piece with where it comes from; None without a rate."""
    rate = current_rate(uow.session)
    if rate is None:
        return None
    book = RuleBook.load(uow, today(current_tenant(uow)))
    price = price_of(row, rate, book.terms(row, row.home_id))
    return Priced(price, book.rule(row, row.home_id), rate)


def prices_of(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, Decimal]:
    """Today's price of each row: one read of the rate and the rules for all of them; none without a rate."""
    rate = current_rate(uow.session)
    if rate is None:
        return {}
    book = RuleBook.load(uow, today(current_tenant(uow)))
    return {row.id: price_of(row, rate, book.terms(row, row.home_id)).total for row in rows}


def stock_of(item: Any) -> ColumnElement[Decimal]:
    """How many pieces of an item the shop holds, over all branches, in SQL."""
    here = (_level.c.tenant_id == item.tenant_id, _level.c.item_id == item.id)
    pieces = select(func.sum(_level.c.quantity)).where(*here).scalar_subquery()
    return func.coalesce(pieces, 0)


def check_item(_uow: UnitOfWork, values: dict[str, Any], row: Any) -> None:
    """Weights that fit each other, and a making charge that can be."""

    def value(name: str) -> Any:
        return values[name] if name in values else getattr(row, name, None)

    wrong: dict[str, Message] = {}
    net, gross, stone = (value(name) or Decimal(0) for name in ("net_weight", "gross_weight", "stone_weight"))
    if net <= 0:
        wrong["net_weight"] = _("Must be above zero")
    if gross and gross < net + stone:
        wrong["gross_weight"] = _("Less than gold and stones together")
    if value("making_kind") == MakingKind.PERCENT and (value("making") or Decimal(0)) > MOST_PERCENT:
        wrong["making"] = _("A making charge above 100 % of the gold is a slip of the pen")
    for name in ("making", "stones", "attachments", "fixed_price"):
        if (value(name) or Decimal(0)) < 0:
            wrong[name] = _("Must not be below zero")
    if wrong:
        raise ValidationFailed(fields=wrong)


def gross_of(_uow: UnitOfWork, values: Mapping[str, Any]) -> Decimal | None:
    """What a piece weighs as a whole: its gold and its stones."""
    net, stones = values["net_weight"], values["stone_weight"]
    return None if net is None else net + (stones or Decimal(0))
