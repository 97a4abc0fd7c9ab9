"""The roundings of a rule as a table: a row for each step that is rounded, and what is stored of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from services.admin.fields import field
from services.admin.inner_rows import Row, Rows
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _
from services.shop.pricing.labels import ROUNDINGS, STEPS
from services.shop.pricing.request import ROUNDED
from services.shop.pricing.rounding import Mode, Rounding

WITH_UNIT = tuple(str(mode) for mode in Mode if mode is not Mode.NONE)


def check_row(row: Row) -> Mapping[str, Message]:
    """A unit that figures can be brought to."""
    try:
        _rounding(row)
    except ValidationFailed as error:
        return {"unit": error.message}
    return {}


def pack(rows: Sequence[Row]) -> dict[str, str]:
    """Rows as a rule keeps them: ``{"total": "down:1000"}``."""
    return {row["step"]: str(_rounding(row)) for row in rows}


def unpack(stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of what a rule keeps, in the order of the steps."""
    found = {str(step): Rounding.parse(str(policy)) for step, policy in stored.items()}
    steps = [*(step for step in STEPS if step in found), *(step for step in found if step not in STEPS)]
    return [_row(step, found[step]) for step in steps]


def _row(step: str, rounding: Rounding) -> dict[str, Any]:
    return {"step": step, "mode": str(rounding.mode), "unit": None if rounding.mode is Mode.NONE else rounding.unit}


def _rounding(row: Row) -> Rounding:
    return Rounding(Mode(row["mode"]), Decimal(1) if row.get("unit") is None else row["unit"])


ROUNDING_ROWS = Rows(
    columns=(
        field("step", label=_("Step"), choices={str(step): STEPS[step] for step in ROUNDED}, required=True),
        field("mode", label=_("Way"), choices=ROUNDINGS, required=True),
        field("unit", label=_("Unit"), kind="decimal", required=True, when=("mode", WITH_UNIT)),
    ),
    one=_("Rounding"),
    alone="step",
    check=check_row,
    pack=pack,
    unpack=unpack,
)
