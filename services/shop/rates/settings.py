"""Where a shop's rates come from, and how far they are believed: the installation's settings, and the shop's own.

A shop overrides them under ``rates`` in its settings: ``source`` (csv, goldapi, metals-api, or empty for by hand
alone), ``currency`` (asked of the source), ``exchange`` (``{"USD": "126000"}``: what one unit of a foreign currency
costs in the shop's), ``jump_percent``, ``max_age_hours``, ``mesghal`` (grams).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from models.identity import Tenant
from services.core.config import settings
from services.core.errors import ValidationFailed
from services.core.i18n import _
from services.shop.metal import MESGHAL_GRAMS
from services.shop.rates.checks import Limits
from services.shop.rates.contract import MOST, Quote, RateSource
from services.shop.rates.csv_history import CsvHistory
from services.shop.rates.goldapi import GoldApi
from services.shop.rates.metals_api import MetalsApi

SOURCES = ("csv", "goldapi", "metals-api")


@dataclass(frozen=True)
class RateSettings:
    """One shop's settings of rates; ``own`` is the currency of its books, ``language`` the one it writes in."""

    own: str
    language: str
    source: str
    currency: str
    exchange: Mapping[str, Decimal]
    limits: Limits

    @classmethod
    def of(cls, tenant: Tenant) -> Self:
        """Read a shop's settings, and the installation's where it has none."""
        given: Mapping[str, Any] = tenant.settings.get("rates") or {}
        base = settings()
        return cls(
            own=tenant.currency,
            language=tenant.language,
            source=str(given.get("source", base.rate_source)),
            currency=str(given.get("currency", base.rate_currency)),
            exchange={code: _decimal("exchange", value) for code, value in (given.get("exchange") or {}).items()},
            limits=Limits(
                jump_percent=_decimal("jump_percent", given.get("jump_percent", base.rate_jump_percent)),
                max_age=timedelta(
                    hours=int(_decimal("max_age_hours", given.get("max_age_hours", base.rate_max_age_hours)))
                ),
                mesghal=_decimal("mesghal", given.get("mesghal", MESGHAL_GRAMS)),
            ),
        )

    def pulled(self, source: str | None = None) -> RateSource | None:
        """The source to pull from, or the named one; None where rates are typed in by hand alone."""
        base, name = settings(), self.source if source is None else source
        match name:
            case "":
                return None
            case "csv":
                return CsvHistory()
            case "goldapi":
                return GoldApi(base.goldapi_key, self.currency, base.goldapi_url)
            case "metals-api":
                return MetalsApi(base.metals_api_key, self.currency, base.metals_api_url)
        raise ValidationFailed(
            _("There is no rate source {name}; the sources are {names}", name=name, names=", ".join(SOURCES))
        )

    def into_own(self, quote: Quote) -> Quote:
        """The quote in the shop's currency. Raises :class:`ValidationFailed` where no exchange rate is known."""
        if quote.currency == self.own:
            return quote
        exchange = self.exchange.get(quote.currency)
        if exchange is None:
            raise ValidationFailed(
                _(
                    "No exchange rate from {currency} to {own} is set for this shop",
                    currency=quote.currency,
                    own=self.own,
                )
            )
        price = quote.price * exchange
        if price >= MOST:
            raise ValidationFailed(_("A rate must be above zero, of at most 15 digits"))
        return replace(quote, price=price, currency=self.own)


def _decimal(name: str, value: Any) -> Decimal:
    """A setting that must be a number above zero."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or number <= 0:
        raise ValidationFailed(_("The setting {name} of gold rates must be a number above zero", name=name))
    return number
