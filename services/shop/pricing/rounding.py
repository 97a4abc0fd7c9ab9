"""Rounding as a named policy: how, and to which unit. Nothing else in the shop rounds money.

Arithmetic runs in two contexts. ``EXACT`` raises when a result would lose a digit, so sums and products can't be
rounded in silence; ``WORK`` is for division, whose result is then brought to an explicit quantum.
"""

import decimal
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from services.core.errors import ValidationFailed
from services.core.i18n import _

DIGITS = 100
EXACT = decimal.Context(
    prec=DIGITS, traps=[decimal.Inexact, decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow]
)
WORK = decimal.Context(prec=DIGITS, rounding=decimal.ROUND_HALF_EVEN)


class Mode(StrEnum):
    """Which way an amount goes to the unit; ``down`` is towards zero and ``up`` away from it."""

    NONE = "none"
    DOWN = "down"
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    UP = "up"


_PYTHON = {
    Mode.DOWN: decimal.ROUND_DOWN,
    Mode.HALF_UP: decimal.ROUND_HALF_UP,
    Mode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Mode.UP: decimal.ROUND_UP,
}


@dataclass(frozen=True)
class Rounding:
    """To a whole multiple of ``unit`` (1, 1000, 0.01, 0.05 …), or not at all. Written ``half-up:0.01`` or ``none``."""

    mode: Mode = Mode.NONE
    unit: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if not self.unit.is_finite() or self.unit <= 0 or not Decimal("1e-9") <= self.unit <= Decimal("1e12"):
            raise ValidationFailed(
                _(
                    "The unit of rounding must be a positive number such as 0.01, 1 or 1000; {unit} is not",
                    unit=self.unit,
                )
            )

    def apply(self, amount: Decimal) -> Decimal:
        """The amount brought to the unit; as it is when the mode is ``none``."""
        if self.mode is Mode.NONE:
            return amount
        count = WORK.divide(amount, self.unit).to_integral_value(_PYTHON[self.mode])
        return EXACT.multiply(WORK.quantize(count, Decimal(1)), self.unit)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``mode`` or ``mode:unit``; raises :class:`ValidationFailed` with the modes there are."""
        mode, _colon, unit = text.strip().partition(":")
        try:
            return cls(Mode(mode.strip()), Decimal(unit.strip() or "1"))
        except (ValueError, decimal.InvalidOperation):
            raise ValidationFailed(
                _(
                    "Rounding is written mode:unit, as in half-up:0.01; the modes are {modes}. {text} is not one",
                    modes=", ".join(Mode),
                    text=text,
                )
            ) from None

    def __str__(self) -> str:
        return "none" if self.mode is Mode.NONE else f"{self.mode}:{plain(self.unit)}"


AS_IT_IS = Rounding()
STORED = Rounding(Mode.HALF_EVEN, Decimal("0.0001"))
"""What the database keeps of an amount: a price to be stored is brought to it step by step, so its parts add up there
as well."""


def plain(value: Decimal) -> str:
    """A decimal as plain digits: never an exponent, never a negative zero."""
    return format(value or abs(value), "f")


def trimmed(value: Decimal) -> Decimal:
    """The same value without idle zeros after the point."""
    whole = WORK.normalize(value)
    return whole.quantize(Decimal(1), context=WORK) if whole == whole.to_integral_value() else whole
