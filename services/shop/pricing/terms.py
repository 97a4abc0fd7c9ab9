"""The terms of a price: what a shop's rule or a country's preset says, apart from the piece itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from services.shop.pricing.request import NO_MAKING, ZERO, Making, Part, PriceRequest, WastageOf
from services.shop.pricing.rounding import STORED, Rounding


@dataclass(frozen=True)
class Terms:
    """Making, wastage, profit, tax and rounding, with the meaning they have in :class:`PriceRequest`."""

    making: Making = NO_MAKING
    wastage_percent: Decimal = ZERO
    wastage_of: WastageOf = WastageOf.WEIGHT
    profit_percent: Decimal = ZERO
    profit_base: frozenset[Part] = frozenset({Part.GOLD, Part.MAKING})
    tax_percent: Decimal = ZERO
    tax_base: frozenset[Part] = frozenset()
    stones_taxed: bool = False
    attachments_taxed: bool = False
    rounding: Mapping[str, Rounding] = field(default_factory=dict, hash=False)

    def request(self, **piece: Any) -> PriceRequest:
        """The request for one piece: its weight, fineness, rate, stones …, under these terms."""
        terms = {item.name: getattr(self, item.name) for item in fields(self)}
        return PriceRequest(**{**terms, **piece})

    def to_be_stored(self) -> "Terms":
        """The same terms, each step without a rounding of its own brought to what the database keeps."""
        stored = {str(part): STORED for part in (*Part, "discount", "tax", "total")}
        return replace(self, rounding={**stored, **self.rounding})
