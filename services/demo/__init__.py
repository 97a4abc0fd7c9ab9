"""Two shops that look alive: a year of trade that ends today, the same on any machine for a given day.

Each shop is written in one transaction, so that a start that was cut off leaves none of it or all of it; people are
made before, under ids and a password that are the same each time, so that nothing needs to be tidied up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.demo import people, shops, year

__all__ = ["DemoResult", "load"]

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class DemoResult:
    """The accounts one can sign in with."""

    accounts: tuple[people.Account, ...] = ()


def load(today: date, progress: Progress) -> DemoResult:
    """Fill an empty installation; what is there already is left as it is. ``progress`` takes a text and a share."""
    accounts = [people.platform()]
    for number, shop in enumerate(shops.SHOPS):
        share = number / len(shops.SHOPS)
        progress(f"examples: {shop.name['en']}", share)
        tenant = shops.open_or_find(shop)
        accounts += people.staff(shop, tenant)
        year.fill(shop, tenant, today, partial(_tell, progress, share))
    progress("examples", 1.0)
    return DemoResult(tuple(accounts))


def _tell(progress: Progress, before: float, done: float) -> None:
    progress("a year of sales", before + done / len(shops.SHOPS))
