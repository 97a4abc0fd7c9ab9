"""GoldAPI (https://www.goldapi.io): ``GET /api/XAU/{currency}`` with the key in ``x-access-token``.

Answers ``{"timestamp", "metal": "XAU", "currency", "price", "price_gram_24k", …}``, where ``price`` is for a troy ounce
of fine gold; faults answer ``{"error": "…"}``, some of them with status 200.
"""

from dataclasses import dataclass

from services.shop.rates.contract import GOLD, Fault, Quote, SourceFailed
from services.shop.rates.http import TIMEOUT, get_json, moment, number, word

ADDRESS = "https://www.goldapi.io"


@dataclass(frozen=True)
class GoldApi:
    """The source ``goldapi``."""

    key: str
    currency: str = "USD"
    address: str = ADDRESS
    timeout: float = TIMEOUT
    name: str = "goldapi"
    live: bool = True

    def fetch(self) -> Quote:
        """The price of an ounce now."""
        url = f"{self.address.rstrip('/')}/api/{GOLD}/{self.currency}"
        data = get_json(url, headers={"x-access-token": self.key}, timeout=self.timeout)
        if "error" in data:
            raise SourceFailed(_fault(str(data["error"])))
        if word(data, "metal") != GOLD:
            raise SourceFailed(Fault.MALFORMED, "metal")
        return Quote(self.name, GOLD, number(data, "price"), word(data, "currency"), moment(data, "timestamp"))


def _fault(error: str) -> Fault:
    text = error.lower()
    if "key" in text:
        return Fault.REFUSED
    return Fault.TOO_MANY if "quota" in text or "limit" in text else Fault.SERVER
