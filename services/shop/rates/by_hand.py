"""A rate typed in: by gram at a fineness, by mazaneh (one mesghal at 705), or by any unit."""

from datetime import UTC, datetime
from decimal import Decimal

from services.core.errors import ValidationFailed
from services.core.i18n import _
from services.shop.metal import IRAN_FINENESS, MESGHAL_FINENESS, PURE, Unit
from services.shop.rates.contract import MOST, Quote

NAME = "by-hand"


def quote_by_hand(
    price: Decimal,
    currency: str,
    *,
    fineness: Decimal | None = None,
    unit: Unit = Unit.GRAM,
    quoted_at: datetime | None = None,
) -> Quote:
    """A quote from what somebody typed; without a fineness, the one its unit is usually quoted at.

    Raises :class:`ValidationFailed` with a sentence beside the field that makes no sense.
    """
    usual = {Unit.MESGHAL: MESGHAL_FINENESS, Unit.OUNCE: PURE}.get(unit, IRAN_FINENESS)
    chosen = usual if fineness is None else fineness
    if not price.is_finite() or not 0 < price < MOST:
        message = _("A rate must be above zero, of at most 15 digits")
        raise ValidationFailed(message, fields={"price": message})
    if not chosen.is_finite() or not 0 < chosen <= PURE:
        message = _("Fineness is parts per thousand, above 0 and up to 1000; {value} is not", value=chosen)
        raise ValidationFailed(message, fields={"fineness": message})
    return Quote(NAME, NAME, price, currency, quoted_at or datetime.now(UTC), unit, chosen)
