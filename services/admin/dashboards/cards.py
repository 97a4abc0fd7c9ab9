"""What a dashboard is made of. Each part names a resource by its key and a list of it by the list's parameters.

``where`` are the parameters of that list's address (``{"f.status": "active", "sort": "due_on"}``). In their values
``{today}`` (``{today-1}``, ``{today+30}``) stands for the reader's day and ``{me}`` for the reader. Whoever may not see
the resource, or a field that the part is about, doesn't get the part.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from services.core.database import UnitOfWork
from services.core.i18n import Message

Where: TypeAlias = Mapping[str, str]
LIMIT = 6
"""Rows that a card shows at most, where it doesn't say."""


@dataclass(frozen=True)
class Figure:
    """One number: how many records a list finds, or with ``sum`` the sum of a field; it leads to that list.

    ``tone`` colours it while it is above zero: ``warn`` or ``neg`` for what should not be. ``note`` says what it means.
    """

    name: str
    label: Message
    resource: str
    where: Where = field(default_factory=dict)
    sum: str = ""
    note: Message | None = None
    tone: str = ""


@dataclass(frozen=True)
class Bars:
    """A list parted by a field of few values (a choice, a reference, a month), each part a bar that leads to its rows.

    A bar is as long as its part has records, or with ``sum`` the sum of a field marked ``total``.
    """

    name: str
    label: Message
    resource: str
    by: str
    where: Where = field(default_factory=dict)
    sum: str = ""


@dataclass(frozen=True)
class Rows:
    """The first rows of a list in its order, with few columns, the record's title before them."""

    name: str
    label: Message
    resource: str
    fields: tuple[str, ...]
    where: Where = field(default_factory=dict)
    limit: int = LIMIT
    empty: Message | None = None


@dataclass(frozen=True)
class Loads:
    """Records by a number of theirs, stored or computed, the highest first; above ``full`` is too much.

    ``note`` names a field that says why. The first 100 records of the list are looked at.
    """

    name: str
    label: Message
    resource: str
    value: str
    where: Where = field(default_factory=dict)
    full: Decimal = Decimal(100)
    note: str = ""
    limit: int = LIMIT
    empty: Message | None = None


@dataclass(frozen=True)
class Line:
    """One line of a curve: a value for each of its days, None where there is none; ``area`` fills what is below."""

    label: Message
    values: tuple[Decimal | None, ...]
    area: bool = False


LinesOf = Callable[[UnitOfWork, Sequence[date]], Sequence[Line]]
"""``(uow, days)``: lines of what the actor may see, a value for each day."""


@dataclass(frozen=True)
class Curve:
    """Values over time, one for each of the last ``weeks`` and one for today, worked out by ``of``.

    ``about`` names the fields of the list that the lines are made of: who may not see one of them doesn't get the card.
    """

    name: str
    label: Message
    resource: str
    of: LinesOf
    about: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    weeks: int = 26
    empty: Message | None = None


Card: TypeAlias = Bars | Rows | Loads | Curve


@dataclass(frozen=True)
class Dashboard:
    """The first page of a workspace: a strip of figures, then cards. Found in its ``resources.py`` by itself.

    ``begins`` is the key of the resource of which a new record can be begun there, by those who may.
    """

    figures: tuple[Figure, ...] = ()
    cards: tuple[Card, ...] = ()
    begins: str = ""
    workspace: str = ""

    @property
    def parts(self) -> tuple[Figure | Card, ...]:
        """All of it, in order."""
        return (*self.figures, *self.cards)
