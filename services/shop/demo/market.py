"""The gold rate of each day of the demo year: the real monthly history, carried on to today.

Between two months the price runs evenly; each day adds a small deviation drawn from the date alone, so that the
same day has the same rate on every machine. After the last month of the file the price walks on from its last value.
"""

import csv
import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

HISTORY = Path(__file__).parents[1] / "data" / "gold-usd-per-ounce-monthly.csv"
GRAMS_PER_OUNCE = Decimal("31.1034768")
DAILY_NOISE = 0.0045
"""Standard deviation of a day's rate around its trend."""
WALK_PULL, WALK_NOISE = 0.02, 0.006
"""After the file's end: how strongly the walk returns to the last price, and its daily deviation."""
TOMAN_START, TOMAN_PER_DOLLAR = Decimal(104_000), Decimal(126_000)
"""The free market's toman for a dollar, a year ago and today; invented."""


@cache
def _months() -> tuple[list[date], list[float]]:
    with HISTORY.open(encoding="utf-8", newline="") as file:
        rows = [(date.fromisoformat(row["Date"]), float(row["Price"])) for row in csv.DictReader(file)]
    return [day for day, _ in rows], [price for _, price in rows]


def _deviation(day: date, scale: float) -> float:
    return random.Random(f"gold {day.isoformat()}").gauss(0, scale)  # noqa: S311 - a drawing, not a secret


@cache
def _walk(day: date) -> float:
    """The factor on the file's last price, this many days after it."""
    days, _ = _months()
    factor, current = 1.0, days[-1]
    while current < day:
        current += timedelta(days=1)
        factor += WALK_PULL * (1.0 - factor) + _deviation(current, WALK_NOISE)
    return factor


def ounce_in_dollars(day: date) -> Decimal:
    """US dollars for a troy ounce of fine gold on this day, to the cent."""
    days, prices = _months()
    index = bisect_right(days, day) - 1
    if index + 1 >= len(days):
        price = prices[-1] * _walk(day)
    else:
        share = (day - days[index]).days / (days[index + 1] - days[index]).days
        price = prices[index] + (prices[index + 1] - prices[index]) * share
        price *= 1 + _deviation(day, DAILY_NOISE)
    return Decimal(str(round(price, 2)))


def toman_for_dollar(day: date, today: date) -> Decimal:
    """The invented exchange rate of this day, which rises evenly over the year before today."""
    share = Decimal(max(0, 365 - (today - day).days)) / 365
    return TOMAN_START + (TOMAN_PER_DOLLAR - TOMAN_START) * share


def gram_rate(day: date, today: date, currency: str) -> tuple[Decimal, Decimal]:
    """The day's rate per gram and the fineness it is quoted for: toman at 750, any other currency at 999.9."""
    gram = ounce_in_dollars(day) / GRAMS_PER_OUNCE
    if currency == "IRT":
        rate = gram * Decimal("0.750") * toman_for_dollar(day, today)
        return rate.quantize(Decimal(1000)), Decimal(750)
    return (gram * Decimal("0.9999")).quantize(Decimal("0.01")), Decimal("999.9")


def days_until(today: date, count: int = 365) -> Iterator[date]:
    """The last ``count`` days, today the last."""
    return (today - timedelta(days=count - 1 - index) for index in range(count))
