"""A history in a file: columns ``Date,Price``, price for a troy ounce of fine gold, one row per day it was quoted."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path

from services.core.errors import ValidationFailed
from services.core.i18n import _
from services.shop.rates.contract import GOLD, Fault, Quote, SourceFailed

SHIPPED = Path(__file__).parents[1] / "data" / "gold-usd-per-ounce-monthly.csv"
"""US dollars, monthly since 1833; source and licence stand beside it."""


@dataclass(frozen=True)
class CsvHistory:
    """The source ``csv``: the last row of a file that is not in the future."""

    path: Path = SHIPPED
    currency: str = "USD"
    name: str = "csv"
    live: bool = False

    def fetch(self) -> Quote:
        """The newest row up to today."""
        today = datetime.now(UTC)
        try:
            past = [quote for quote in self.quotes() if quote.quoted_at <= today]
        except (OSError, ValidationFailed) as error:
            raise SourceFailed(Fault.MALFORMED, self.path.name) from error
        if not past:
            raise SourceFailed(Fault.MALFORMED, self.path.name)
        return max(past, key=lambda quote: quote.quoted_at)

    def quotes(self, since: date | None = None) -> Iterator[Quote]:
        """Every row, from a day on; raises :class:`ValidationFailed` naming the line that can't be read."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                day, price = self._read(line, row)
                if since is None or day >= since:
                    quoted_at = datetime.combine(day, time(), UTC)
                    yield Quote(self.name, GOLD, price, self.currency, quoted_at)

    def _read(self, line: int, row: dict[str, str | None]) -> tuple[date, Decimal]:
        try:
            day, price = date.fromisoformat(row["Date"] or ""), Decimal(row["Price"] or "")
        except (KeyError, ValueError, InvalidOperation):
            day, price = date.min, Decimal(0)
        if not price.is_finite() or price <= 0:
            message = _(
                "Line {line} of {file} is not a date and a price, as in 2026-01-01,2650.5",
                line=line,
                file=self.path.name,
            )
            raise ValidationFailed(message)
        return day, price
