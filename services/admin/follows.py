"""A field's value worked out from others, until somebody types one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.core.database import UnitOfWork


@dataclass(frozen=True)
class Follows:
    """What a field would be, going by the fields ``on``: ``compute(uow, values)`` gets their typed values by name.

    Fields that are empty or can't be read are None there. It answers a typed value, or None for "nothing to suggest".
    A form suggests it while the person has typed nothing else; whoever leaves the field out gets it as a default.
    """

    on: tuple[str, ...]
    compute: Callable[[UnitOfWork, Mapping[str, Any]], Any]
