"""Work that is done by itself, as a list shows it: the queues and who serves them, and how far each piece is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from services.core.database import UnitOfWork
from services.core.i18n import Message


@dataclass(frozen=True)
class Lane:
    """One queue: how much waits in it, runs, and failed; ``stuck`` of what runs has lost its worker.

    ``trend`` is how much was asked for lately, the last figure the newest; ``params`` are the list's own filters that
    show what is in it.
    """

    key: str
    label: Message
    waiting: int = 0
    running: int = 0
    failed: int = 0
    stuck: int = 0
    trend: tuple[int, ...] = ()
    params: Mapping[str, str] | None = None

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"label": self.label.plain()}


@dataclass(frozen=True)
class Piece:
    """How one record of work stands: ``about`` is what it is done with, ``said`` what happened so far.

    ``took`` and ``left`` are seconds; ``left`` is None where nothing honest can be said. ``share`` runs from 0 to 1
    while it is under way. ``size`` is that of its result in bytes, which is ``kept`` for so many more days.
    """

    lane: Message
    about: Message | str = ""
    tries: int = 0
    took: float | None = None
    said: Message | None = None
    share: float | None = None
    left: float | None = None
    size: int | None = None
    kept: int | None = None

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        texts = {"lane": self.lane.plain(), "about": _plain(self.about), "said": _plain(self.said)}
        return asdict(self) | texts


@dataclass(frozen=True)
class Queue:
    """How the records of a list are worked off.

    ``state`` names their state field, ``busy`` the states of those that somebody may want to look after. ``lanes`` and
    ``pieces`` tell how it stands, the pieces by the id of their rows; ``by`` names the field of who asked for it and
    ``at`` that of when. ``workers`` counts the processes that serve all lanes together, None when nobody knows: it is
    asked at each look and has to be cheap.
    """

    state: str
    busy: tuple[str, ...]
    by: str
    at: str
    lanes: Callable[[UnitOfWork], Sequence[Lane]]
    pieces: Callable[[UnitOfWork, Sequence[Any]], Mapping[UUID, Piece]]
    workers: Callable[[], int | None]


def _plain(text: Message | str | None) -> Any:
    return text.plain() if isinstance(text, Message) else text
