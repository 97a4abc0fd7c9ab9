"""An example house, as a workspace gets it to fill."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.identity import Tenant
from services.core.database import UnitOfWork
from services.demo.shops import Shop

A_YEAR = 366


@dataclass(frozen=True)
class House:
    """Its shop as planned and as stored, the day on which its data ends, and the ids of its people by username.

    ``progress`` takes the share that is done, 0 to 1. ``days`` is how many days of trade lead up to that day.
    """

    shop: Shop
    tenant: Tenant
    today: date
    people: Mapping[str, UUID]
    progress: Callable[[float], None]
    days: int = A_YEAR


Fill = Callable[[UnitOfWork, House], None]
"""What a workspace declares as its ``demo``: writes its records of a house in the one unit of work that it is given."""
