"""Metals-API (https://metals-api.com): ``GET /api/latest?access_key&base=USD&symbols=XAU``.

Answers ``{"success": true, "timestamp", "base", "date", "rates": {"XAU": 0.00054, "USD": 1}, "unit": "per ounce"}``.
Rates are inverse: how many ounces of gold one unit of the base buys. Faults answer
``{"success": false, "error": {"code", "type", "info"}}`` with status 200.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from services.shop.rates.contract import GOLD, Fault, Quote, SourceFailed
from services.shop.rates.http import TIMEOUT, get_json, moment, number, word

ADDRESS = "https://metals-api.com/api"
PRICE_PLACES = Decimal("0.000001")
_LIMIT_REACHED = 104
_KEY_FAULTS = frozenset({101, 102})


@dataclass(frozen=True)
class MetalsApi:
    """The source ``metals-api``."""

    key: str
    currency: str = "USD"
    address: str = ADDRESS
    timeout: float = TIMEOUT
    name: str = "metals-api"
    live: bool = True

    def fetch(self) -> Quote:
        """The price of an ounce now: one, divided by the rate."""
        query = {"access_key": self.key, "base": self.currency, "symbols": GOLD}
        data = get_json(f"{self.address.rstrip('/')}/latest", query=query, timeout=self.timeout)
        if data.get("success") is not True:
            raise SourceFailed(_fault(data.get("error")))
        rates, unit = data.get("rates"), data.get("unit", "per ounce")
        if not isinstance(rates, Mapping) or unit != "per ounce":
            raise SourceFailed(Fault.MALFORMED, "rates")
        price = (1 / number(rates, GOLD)).quantize(PRICE_PLACES, ROUND_HALF_EVEN)
        return Quote(self.name, GOLD, price, word(data, "base"), moment(data, "timestamp"))


def _fault(error: Any) -> Fault:
    code = error.get("code") if isinstance(error, Mapping) else None
    if code == _LIMIT_REACHED:
        return Fault.TOO_MANY
    return Fault.REFUSED if code in _KEY_FAULTS else Fault.SERVER
