"""Grams and fineness: the trade's units of weight, its karats, and a rate carried from one to another.

Sources: the troy ounce is 31.1034768 g and the tola 11.6638038 g by definition; the mesghal of the Iranian bullion
market is 4.608 g quoted at fineness 705 (some use 4.6083 g: pass it as ``mesghal``).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from services.core.errors import ValidationFailed
from services.core.i18n import Message, _

GRAM_PLACES = Decimal("0.001")
RATE_PLACES = Decimal("0.0001")
MESGHAL_GRAMS = Decimal("4.608")
MESGHAL_GRAMS_LONG = Decimal("4.6083")
MESGHAL_FINENESS = Decimal(705)
PURE = Decimal(1000)
IRAN_FINENESS = Decimal(750)


class Unit(StrEnum):
    """A weight in which gold is quoted."""

    GRAM = "gram"
    TOLA = "tola"
    OUNCE = "ounce"
    MESGHAL = "mesghal"


UNIT_LABELS: dict[str, Message] = {
    Unit.GRAM: _("Gram"),
    Unit.TOLA: _("Tola"),
    Unit.OUNCE: _("Troy ounce"),
    Unit.MESGHAL: _("Mesghal"),
}

KARATS: dict[int, Decimal] = {
    24: Decimal("999.9"),
    22: Decimal(916),
    21: Decimal(875),
    18: Decimal(750),
    14: Decimal(585),
}
"""Karat to fineness, as hallmarked: parts per thousand, not the arithmetic ``karat ÷ 24``."""

_GRAMS = {Unit.GRAM: Decimal(1), Unit.TOLA: Decimal("11.6638038"), Unit.OUNCE: Decimal("31.1034768")}


def grams(unit: Unit, mesghal: Decimal = MESGHAL_GRAMS) -> Decimal:
    """How many grams a unit weighs."""
    return mesghal if unit is Unit.MESGHAL else _GRAMS[unit]


def fineness_of(karat: int) -> Decimal:
    """The hallmarked fineness of a karat."""
    if karat not in KARATS:
        names = ", ".join(str(known) for known in KARATS)
        raise ValidationFailed(_("There is no karat {karat}; the karats are {names}", karat=karat, names=names))
    return KARATS[karat]


def karat_of(fineness: Decimal) -> int | None:
    """The karat hallmarked with this fineness (995 and more is 24); None between the karats."""
    if fineness >= Decimal(995):
        return 24
    return next((karat for karat, known in KARATS.items() if known == fineness), None)


def fine_weight(weight: Decimal, fineness: Decimal) -> Decimal:
    """Grams of fine gold in a weight, to a milligram."""
    return (weight * fineness / PURE).quantize(GRAM_PLACES, ROUND_HALF_EVEN)


def weight_750(weight: Decimal, fineness: Decimal) -> Decimal:
    """Weight × fineness ÷ 750, to a milligram: the unit of Iranian gold accounts."""
    return (weight * fineness / IRAN_FINENESS).quantize(GRAM_PLACES, ROUND_HALF_EVEN)


def per_gram(price: Decimal, unit: Unit, mesghal: Decimal = MESGHAL_GRAMS) -> Decimal:
    """The price of one gram at the quoted fineness; not rounded beyond the digits of the decimal context."""
    return price / grams(unit, mesghal)


def rate_at(rate: Decimal, quoted: Decimal, fineness: Decimal) -> Decimal:
    """A rate per gram quoted at one fineness, carried to another, to four places."""
    return (rate * fineness / quoted).quantize(RATE_PLACES, ROUND_HALF_EVEN)


def mazaneh_per_gram(mazaneh: Decimal, fineness: Decimal, mesghal: Decimal = MESGHAL_GRAMS) -> Decimal:
    """The rate per gram that a mazaneh means: mazaneh × fineness ÷ (705 × 4.608), to four places."""
    return (mazaneh * fineness / (MESGHAL_FINENESS * mesghal)).quantize(RATE_PLACES, ROUND_HALF_EVEN)


@dataclass(frozen=True)
class BoardLine:
    """One line of the rate board: the price of a unit of gold of a karat (None for the mazaneh's 705)."""

    unit: Unit
    karat: int | None
    fineness: Decimal
    price: Decimal


def board(rate: Decimal, quoted: Decimal, mesghal: Decimal = MESGHAL_GRAMS) -> tuple[BoardLine, ...]:
    """Every unit and karat derived from one rate per gram: grams by karat first, then tola, ounce and mesghal.

    Tola and ounce are of 24 karat and of fine gold, the mesghal of 705, as their markets quote them.
    """

    def line(unit: Unit, karat: int | None, fineness: Decimal) -> BoardLine:
        price = (rate * grams(unit, mesghal) * fineness / quoted).quantize(RATE_PLACES, ROUND_HALF_EVEN)
        return BoardLine(unit, karat, fineness, price)

    by_karat = (line(Unit.GRAM, karat, fineness) for karat, fineness in KARATS.items())
    return (
        *by_karat,
        line(Unit.TOLA, 24, KARATS[24]),
        line(Unit.OUNCE, None, PURE),
        line(Unit.MESGHAL, None, MESGHAL_FINENESS),
    )
