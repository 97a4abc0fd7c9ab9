"""The derivation of a price: one step per part, kept on the sale line and printed on the receipt.

A formula is a row of operands and operators, not a sentence: each operand says what it is (grams, money, percent,
fineness), so screen and paper write it in the reader's digits, and only the name of a step needs translation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Self

from services.core.i18n import Message, _
from services.shop.pricing.request import StepName
from services.shop.pricing.rounding import AS_IT_IS, Rounding, plain

OperandKind = Literal["money", "weight", "percent", "fineness"]

LABELS: dict[StepName, Message] = {
    StepName.GOLD: _("Gold"),
    StepName.MAKING: _("Making charge"),
    StepName.WASTAGE: _("Wastage"),
    StepName.STONES: _("Stones"),
    StepName.ATTACHMENTS: _("Attachments"),
    StepName.OTHER: _("Other costs"),
    StepName.PROFIT: _("Profit"),
    StepName.DISCOUNT: _("Discount"),
    StepName.TAX: _("Tax"),
    StepName.ROUNDING: _("Rounding"),
    StepName.TOTAL: _("Total"),
}


@dataclass(frozen=True)
class Operand:
    """A value of a formula, and what it is."""

    kind: OperandKind
    value: Decimal


Formula = tuple[Operand | str, ...]
"""Operands, and between them the signs ``+ − × ÷ ( )``."""


@dataclass(frozen=True)
class Step:
    """One line of the derivation: ``before`` the rounding, and ``amount`` after it.

    The amounts of all steps but ``total`` add up to the total; a discount's amount is negative. ``of`` names the parts
    that a percentage was taken of.
    """

    name: StepName
    formula: Formula
    before: Decimal
    amount: Decimal
    rounding: Rounding = AS_IT_IS
    of: tuple[StepName, ...] = ()

    @property
    def label(self) -> Message:
        """The name of the step, for people."""
        return LABELS[self.name]

    def text(self, write: Callable[[Operand], str] | None = None) -> str:
        """The formula on one line; ``write`` puts operands into the reader's digits."""
        words = (part if isinstance(part, str) else (write or written)(part) for part in self.formula)
        return " ".join(words).replace("( ", "(").replace(" )", ")")

    def to_json(self) -> dict[str, Any]:
        """As kept on a sale line: decimals as strings, ``formula`` readable, ``terms`` for drawing it anew."""
        return {
            "name": str(self.name),
            "label": self.label.msgid,
            "formula": self.text(),
            "terms": [p if isinstance(p, str) else {"kind": p.kind, "value": plain(p.value)} for p in self.formula],
            "before": plain(self.before),
            "rounding": str(self.rounding),
            "amount": plain(self.amount),
            **({"of": [str(name) for name in self.of]} if self.of else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read back what :meth:`to_json` wrote."""
        terms = (p if isinstance(p, str) else Operand(p["kind"], Decimal(p["value"])) for p in data["terms"])
        return cls(
            StepName(data["name"]),
            tuple(terms),
            Decimal(data["before"]),
            Decimal(data["amount"]),
            Rounding.parse(data["rounding"]),
            tuple(StepName(name) for name in data.get("of", ())),
        )


def written(operand: Operand) -> str:
    """An operand in plain English writing: ``10.000 g``, ``7,000``, ``7 %``, ``750``."""
    match operand.kind:
        case "weight":
            return f"{operand.value:,.3f} g" if operand.value == round(operand.value, 3) else f"{operand.value:,f} g"
        case "percent":
            return f"{operand.value:f} %"
        case "money":
            return f"{operand.value:,f}"
        case "fineness":
            return f"{operand.value:f}"
