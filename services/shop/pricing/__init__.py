"""The price of a piece: a pure function on decimals, its terms by country, and the derivation it leaves behind."""

from services.shop.pricing.compute import Price, price
from services.shop.pricing.presets import PRESET_KEYS, PRESETS, Preset, preset, roundings
from services.shop.pricing.request import (
    ROUNDED,
    Cost,
    Discount,
    Making,
    Part,
    PriceRequest,
    StepName,
    WastageOf,
    format_base,
    parse_base,
)
from services.shop.pricing.rounding import AS_IT_IS, STORED, Mode, Rounding, plain
from services.shop.pricing.steps import LABELS, Operand, Step, written
from services.shop.pricing.terms import Terms

__all__ = [
    "AS_IT_IS", "LABELS", "PRESETS", "PRESET_KEYS", "ROUNDED", "STORED", "Cost", "Discount", "Making", "Mode",
    "Operand", "Part", "Preset", "Price", "PriceRequest", "Rounding", "Step", "StepName", "Terms", "WastageOf",
    "format_base", "parse_base", "plain", "preset", "price", "roundings", "written",
]  # fmt: skip
