"""What a price is asked for: the piece, the rate, and the rules that apply. All amounts in one currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from services.core.errors import ValidationFailed
from services.core.i18n import Message, _
from services.shop.pricing.rounding import Rounding

ZERO = Decimal(0)
LIMIT = Decimal("1e16")
PLACES = 8
FINEST = Decimal(1000)


class Part(StrEnum):
    """What a price is made of before discount and tax; the names a profit or tax base is put together from."""

    GOLD = "gold"
    MAKING = "making"
    WASTAGE = "wastage"
    STONES = "stones"
    ATTACHMENTS = "attachments"
    OTHER = "other"
    PROFIT = "profit"


class StepName(StrEnum):
    """The steps of a derivation, in their order; each may have a rounding of its own."""

    GOLD = "gold"
    MAKING = "making"
    WASTAGE = "wastage"
    STONES = "stones"
    ATTACHMENTS = "attachments"
    OTHER = "other"
    PROFIT = "profit"
    DISCOUNT = "discount"
    TAX = "tax"
    ROUNDING = "rounding"
    TOTAL = "total"


ROUNDED = tuple(name for name in StepName if name is not StepName.ROUNDING)
"""The steps that take a rounding; ``rounding`` is the difference that rounding the total leaves."""


class WastageOf(StrEnum):
    """What a wastage percent is taken of: grams, priced at the rate, or the gold value after its rounding."""

    WEIGHT = "weight"
    GOLD = "gold"


def parse_base(text: str) -> frozenset[Part]:
    """Read a base such as ``making+profit``, ``all`` or ``none``."""
    words = [word.strip() for word in text.split("+")]
    if words == ["none"]:
        return frozenset()
    if words == ["all"]:
        return frozenset(Part)
    try:
        return frozenset(Part(word) for word in words)
    except ValueError:
        names = ", ".join(Part)
        raise ValidationFailed(
            _("A base is none, all, or parts joined by +, of {names}; {text} is not", names=names, text=text)
        ) from None


def format_base(base: Iterable[Part]) -> str:
    """Write a base the way :func:`parse_base` reads it."""
    chosen = set(base)
    if not chosen:
        return "none"
    return "all" if chosen == set(Part) else "+".join(part for part in Part if part in chosen)


@dataclass(frozen=True)
class Making:
    """The making charge: percent of the gold value, money per gram of net weight, and a fixed amount; they add up."""

    percent: Decimal = ZERO
    per_gram: Decimal = ZERO
    fixed: Decimal = ZERO


NO_MAKING = Making()


@dataclass(frozen=True)
class Cost:
    """A further cost passed on to the customer (engraving, assay fee), taxed or not."""

    name: str
    amount: Decimal
    taxed: bool = False


@dataclass(frozen=True)
class Discount:
    """Off the price before tax: an amount, or a percent of all parts together. One of the two."""

    amount: Decimal = ZERO
    percent: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class PriceRequest:
    """Everything :func:`services.shop.pricing.price` needs to know; percent 7 means 7 %.

    The gold value follows from ``net_weight`` (grams), ``rate`` (money per gram at ``rate_fineness``) and
    ``fineness``, or is given as ``gold``. ``profit_base`` names the parts that carry profit, ``tax_base`` the taxed
    ones; stones, attachments and each further cost can be taxed beside it by their flags. ``rounding`` maps step names
    to policies; a step without one is exact.
    """

    net_weight: Decimal | None = None
    rate: Decimal | None = None
    rate_fineness: Decimal = Decimal(750)
    fineness: Decimal = Decimal(750)
    gold: Decimal | None = None
    making: Making = NO_MAKING
    wastage_percent: Decimal = ZERO
    wastage_of: WastageOf = WastageOf.WEIGHT
    stones: Decimal = ZERO
    stones_taxed: bool = False
    attachments: Decimal = ZERO
    attachments_taxed: bool = False
    costs: tuple[Cost, ...] = ()
    profit_percent: Decimal = ZERO
    profit_base: frozenset[Part] = frozenset({Part.GOLD, Part.MAKING})
    tax_percent: Decimal = ZERO
    tax_base: frozenset[Part] = frozenset({Part.MAKING, Part.PROFIT})
    discount: Discount = Discount()
    rounding: Mapping[str, Rounding] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        wrong = {name: message for name, message in self._faults() if message}
        if wrong:
            raise ValidationFailed(next(iter(wrong.values())) if len(wrong) == 1 else None, fields=wrong)

    def _amounts(self) -> Iterable[tuple[str, Decimal | None]]:
        yield from (("net_weight", self.net_weight), ("rate", self.rate), ("gold", self.gold))
        yield from (("making_percent", self.making.percent), ("making_per_gram", self.making.per_gram))
        yield from (("making_fixed", self.making.fixed), ("wastage_percent", self.wastage_percent))
        yield from (("stones", self.stones), ("attachments", self.attachments))
        yield from ((f"cost.{cost.name}", cost.amount) for cost in self.costs)
        yield from (("profit_percent", self.profit_percent), ("tax_percent", self.tax_percent))
        yield from (("discount_amount", self.discount.amount), ("discount_percent", self.discount.percent))

    def _faults(self) -> Iterable[tuple[str, Message | None]]:
        for name, value in self._amounts():
            yield name, _amount_fault(value)
        for name, value in (("fineness", self.fineness), ("rate_fineness", self.rate_fineness)):
            bad = not value.is_finite() or not 0 < value <= FINEST
            message = _("Fineness is parts per thousand, above 0 and up to 1000; {value} is not", value=value)
            yield name, message if bad else None
        yield from self._gold_faults()
        if self.discount.amount and self.discount.percent:
            yield "discount_amount", _("Give the discount as an amount or as a percent, not both")
        for name in self.rounding:
            if name not in ROUNDED:
                names = ", ".join(ROUNDED)
                yield "rounding", _("There is no step {name} to round; the steps are {names}", name=name, names=names)

    def _gold_faults(self) -> Iterable[tuple[str, Message | None]]:
        if self.gold is None:
            if self.net_weight is None:
                yield "net_weight", _("Give the net weight and the rate, or the gold value")
            elif self.rate is None:
                yield "rate", _("Give the rate per gram, or the gold value instead")
        elif self.rate is not None:
            yield "gold", _("Give the gold value or the rate, not both")
        elif self.wastage_percent and self.wastage_of is WastageOf.WEIGHT:
            yield "wastage_percent", _("Wastage by weight needs the rate; with a gold value, take it of the gold")
        if self.making.per_gram and self.net_weight is None:
            yield "making_per_gram", _("Making per gram needs the net weight")


def _amount_fault(value: Decimal | None) -> Message | None:
    if value is None:
        return None
    if not value.is_finite():
        return _("{value} is not a number", value=value)
    if value < 0:
        return _("{value} is below zero", value=value)
    if value >= LIMIT or -int(value.normalize().as_tuple().exponent) > PLACES:
        return _("{value} is too long: up to 16 digits before the point and 8 after it", value=value)
    return None
