"""Document numbers: the engine asks, a workspace that knows number series answers."""

from collections.abc import Callable, Sequence
from typing import Any

from services.core.database import UnitOfWork

Source = Callable[[UnitOfWork, str, Any], str]
"""``(uow, series, row)``: the next number of a series for this row, taken in the same transaction."""

Sources = Callable[[UnitOfWork, str, Sequence[Any]], Sequence[str]]
"""``(uow, series, rows)``: the next numbers of a series, one for each row, taken at once."""

_sources: list[tuple[Source, Sources | None]] = []


def set_source(source: Source, many: Sources | None = None) -> None:
    """Name who gives numbers; the last one named counts. ``many`` gives those of many rows at once."""
    _sources[:] = [(source, many)]


def take(uow: UnitOfWork, series: str, row: Any) -> str:
    """The next number of a series."""
    if not _sources:
        raise RuntimeError(f"no numbers for {series!r}: a workspace calls services.admin.numbers.set_source")
    return _sources[0][0](uow, series, row)


def take_many(uow: UnitOfWork, series: str, rows: Sequence[Any]) -> Sequence[str]:
    """The next numbers of a series, one for each row, in order."""
    many = _sources[0][1] if _sources else None
    if many and rows:
        return many(uow, series, rows)
    return [take(uow, series, row) for row in rows]
