"""Pricing a cart: each line at the day's rate under the rule that fits it, with its derivation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import col, select

from models.identity import Tenant
from models.shop.gold_rate import GoldRate
from models.shop.item import Item
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, NotFound, RuleBroken, ValidationFailed
from services.core.i18n import _
from services.core.permissions import Permission
from services.platform.tenants import current_tenant
from services.shop.metal import fine_weight
from services.shop.pricing import Discount, Making, Price, PriceRequest, plain, price
from services.shop.pricing.rules import RuleBook
from services.shop.pricing.terms import Terms
from services.shop.rates.service import current_rate
from services.shop.sales.draft import Cart
from services.shop.zone import today

KEPT = 4096
"""Prices kept for being asked for again, a few kilobytes each."""
SUMMED = ("gold", "making", "wastage", "stones", "attachments", "profit", "discount", "tax", "total")


@dataclass(frozen=True)
class QuoteLine:
    """A line with the price of one piece; sums are for all pieces of the line."""

    item: Item
    quantity: Decimal
    each: Price

    def of(self, part: str) -> Decimal:
        """A part of the price, for all pieces; ``profit`` carries what further costs and rounding add."""
        amount: Decimal = getattr(self.each, part)
        if part == "profit":
            amount += self.each.other + self.each.rounding
        return amount * self.quantity

    @property
    def fine_grams(self) -> Decimal:
        """Pure gold in the line."""
        return fine_weight(self.item.net_weight, self.item.fineness) * self.quantity

    @property
    def cost(self) -> Decimal:
        """What the goods cost us."""
        return self.item.cost * self.quantity

    def plain(self) -> dict[str, Any]:
        """For the till: amounts as text, the derivation of one piece."""
        return {
            "item_id": str(self.item.id),
            "sku": self.item.sku,
            "quantity": plain(self.quantity),
            "net_weight": plain(self.item.net_weight * self.quantity),
            "fineness": plain(self.item.fineness),
            "fine_grams": plain(self.fine_grams),
            **{part: plain(self.of(part)) for part in SUMMED},
            "steps": [step.to_json() for step in self.each.steps],
        }


@dataclass(frozen=True)
class Quote:
    """A priced cart."""

    tenant: Tenant
    rate: GoldRate
    lines: tuple[QuoteLine, ...]
    discount_percent: Decimal

    def of(self, part: str) -> Decimal:
        """A part of the price over all lines."""
        return sum((line.of(part) for line in self.lines), Decimal(0))

    @cached_property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.of("total")

    @property
    def subtotal(self) -> Decimal:
        """The price before the discount, tax included as it then is: total and discount together."""
        return self.total + self.of("discount")

    @property
    def fine_grams(self) -> Decimal:
        """Pure gold in the cart."""
        return sum((line.fine_grams for line in self.lines), Decimal(0))

    def plain(self) -> dict[str, Any]:
        """For the till: amounts as text."""
        return {
            "currency": self.tenant.currency,
            "rate": plain(self.rate.price_per_gram),
            "rate_fineness": plain(self.rate.fineness),
            "rate_at": self.rate.quoted_at.isoformat(),
            "lines": [line.plain() for line in self.lines],
            "subtotal": plain(self.subtotal),
            "discount_percent": plain(self.discount_percent),
            "discount": plain(self.of("discount")),
            "tax": plain(self.of("tax")),
            "fine_grams": plain(self.fine_grams),
            "total": plain(self.total),
        }


def quote(uow: UnitOfWork, cart: Cart) -> Quote:
    """Price a cart. Raises for another branch, too high a discount, goods not for sale, and a shop without a rate."""
    uow.actor.require(Permission.SELL)
    check_branch(uow, cart.branch_id)
    check_discount(uow, cart.discount_percent)
    tenant = current_tenant(uow)
    rate = current_rate(uow.session)
    if rate is None:
        raise RuleBroken(_("There is no gold rate yet: record one before selling"))
    items = sellable(uow, [line.item_id for line in cart.lines])
    book = RuleBook.load(uow, today(tenant))
    lines = tuple(
        QuoteLine(item, line.quantity, price_of(item, rate, book.terms(item, cart.branch_id), cart.discount_percent))
        for line in cart.lines
        for item in (items[line.item_id],)
    )
    _check_lines(lines)
    return Quote(tenant, rate, lines, cart.discount_percent)


def price_of(item: Item, rate: GoldRate, terms: Terms, discount_percent: Decimal = Decimal(0)) -> Price:
    """The price of one piece. A fixed price is taken as it is, without making, profit, tax or discount.

    What is asked alike costs alike, so the latest prices are kept: lists price the same pieces again and again.
    """
    piece = Piece(
        item.net_weight, item.fineness, item.stones, item.attachments, item.making_kind, item.making, item.fixed_price
    )
    return _price_of(piece, rate.price_per_gram, rate.fineness, terms, discount_percent)


class Piece(NamedTuple):
    """All of an item that its price goes by."""

    net_weight: Decimal
    fineness: Decimal
    stones: Decimal
    attachments: Decimal
    making_kind: str
    making: Decimal | None
    fixed_price: Decimal | None


@lru_cache(KEPT)
def _price_of(piece: Piece, rate: Decimal, rate_fineness: Decimal, terms: Terms, discount_percent: Decimal) -> Price:
    if piece.fixed_price is not None:
        return price(PriceRequest(gold=piece.fixed_price))
    if piece.making is not None:
        terms = replace(terms, making=Making(**{piece.making_kind: piece.making}))
    return price(
        terms.to_be_stored().request(
            net_weight=piece.net_weight,
            fineness=piece.fineness,
            rate=rate,
            rate_fineness=rate_fineness,
            stones=piece.stones,
            attachments=piece.attachments,
            discount=Discount(percent=discount_percent),
        )
    )


def sellable(uow: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, Item]:
    """These items, or ``NotFound`` where one is unknown, inactive or in the trash."""
    wanted = set(ids)
    found = uow.session.execute(
        select(Item).where(col(Item.id).in_(wanted), col(Item.active), col(Item.deleted_at).is_(None))
    ).scalars()
    items = {item.id: item for item in found}
    if len(items) != len(wanted):
        raise NotFound(_("One of the items is no longer for sale"))
    return items


def check_branch(uow: UnitOfWork, branch_id: UUID) -> None:
    """Who has a branch sells there; other branches take a right of a manager's. Raises ``Forbidden``."""
    if uow.actor.branch_id not in {None, branch_id} and not uow.actor.can(Permission.DISCOUNT_ANY):
        raise Forbidden(_("You sell in your own branch"))


def check_discount(uow: UnitOfWork, percent: Decimal) -> None:
    """Raise ``RuleBroken`` where the person may not give so much alone."""
    actor = uow.actor
    if percent > actor.discount_limit and not actor.can(Permission.DISCOUNT_ANY):
        limit = format(actor.discount_limit.normalize(), "f")
        raise RuleBroken(_("Your limit is a discount of {limit} %: ask a manager for more", limit=limit))


def _check_lines(lines: Sequence[QuoteLine]) -> None:
    seen: set[UUID] = set()
    for line in lines:
        if line.item.id in seen:
            raise ValidationFailed(_("{sku} is in the cart twice", sku=line.item.sku))
        seen.add(line.item.id)
        whole = line.quantity == line.quantity.to_integral_value()
        if not whole or (line.item.unique_piece and line.quantity != 1):
            raise ValidationFailed(_("{sku} is sold by whole pieces, a single piece once", sku=line.item.sku))
