"""How the records of a resource lie in time: from a day to a day, how far they are, and how much people carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.core.database import UnitOfWork

Step = tuple[date, date]
"""A stretch of the timeline: its first and its last day."""


@dataclass(frozen=True)
class Load:
    """What somebody carries: a name (plain or in several languages) and a percentage of capacity for each step."""

    title: Any
    shares: tuple[int, ...]


LoadOf = Callable[[UnitOfWork, Sequence[Step]], Sequence[Load]]
"""``(uow, steps)``: the load of everybody the actor may see, one share for each step."""


@dataclass(frozen=True)
class Timeline:
    """Bars from the date ``start`` to the date ``end``, both inclusive; an empty or equal end is a milestone.

    With ``lasts_on`` a record without an end has none yet: it holds from its start on.

    ``progress`` names a field of 0 to 100, stored or computed: what has passed its end below 100 is late. ``load``
    tells how much people carry; more than 100 percent is over-allocation.
    """

    start: str
    end: str
    progress: str = ""
    load: LoadOf | None = None
    lasts_on: bool = False
