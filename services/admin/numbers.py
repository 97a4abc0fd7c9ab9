"""Document numbers: the engine asks, a workspace that knows number series answers."""

from collections.abc import Callable
from typing import Any

from services.core.database import UnitOfWork

Source = Callable[[UnitOfWork, str, Any], str]
"""``(uow, series, row)``: the next number of a series for this row, taken in the same transaction."""

_sources: list[Source] = []


def set_source(source: Source) -> None:
    """Name who gives numbers; the last one named counts."""
    _sources[:] = [source]


def take(uow: UnitOfWork, series: str, row: Any) -> str:
    """The next number of a series."""
    if not _sources:
        raise RuntimeError(f"no numbers for {series!r}: a workspace calls services.admin.numbers.set_source")
    return _sources[0](uow, series, row)
