"""Rows that are kept in one column of their record: what a field of kind ``rows`` declares of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.core.i18n import Message

if TYPE_CHECKING:
    from services.admin.fields import Declared

Row = Mapping[str, Any]
ROWS = "rows"
"""The kind of such a field."""
CELLS = frozenset({"text", "code", "choice", "decimal", "number", "money", "weight", "fineness", "percent", "date"})
"""The kinds that a cell may have."""


def no_faults(_row: Row) -> dict[str, Message]:
    """Whatever its cells take is a row."""
    return {}


@dataclass(frozen=True)
class Rows:
    """A table in the form, a line of words everywhere else.

    ``columns`` are declared as fields are: name, kind, ``choices``, ``required``, ``when``. ``one`` is what a row is
    called. No two rows have the same value of the column ``alone``. ``check`` answers what is wrong with a row of
    typed values, by column. ``pack`` makes what is stored of typed rows and ``unpack`` rows of what is stored; without
    them the list of rows itself is stored, as JSON.
    """

    columns: "tuple[Declared, ...]"
    one: Message
    alone: str | None = None
    check: Callable[[Row], Mapping[str, Message]] = no_faults
    pack: Callable[[Sequence[Row]], Any] | None = None
    unpack: Callable[[Any], Sequence[Row]] | None = None
