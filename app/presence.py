"""Who edits which record in the browsers of this process: said when a form opens, taken back when it is left.

A connection edits at one place at most. The words themselves stand in Redis (:mod:`services.core.presence`), where all
processes read them; who looks at the record is told through the live channel and reads under rights of their own.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import reflex as rx
from sqlalchemy.exc import SQLAlchemyError

from app import work
from services.core import presence
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.events import PRESENCE, signal
from services.core.presence import Place, Word

_here: dict[str, tuple[Word, Actor]] = {}
"""What is edited over each connection of this process."""
_watched: dict[Place, Actor] = {}
"""The records that somebody here looks at while others may edit them."""


async def begin(who: Actor, connection: str, place: Place) -> None:
    """This connection edits there from now on, and nowhere else."""
    if who.user_id is None or not connection:
        return
    word = Word(place, who.user_id, connection)
    known = _here.get(connection)
    if known and known[0] == word:
        return
    await leave(connection)
    _here[connection] = (word, who)
    await work.run(_said, who, place, partial(presence.say, [word]))


async def leave(connection: str, *, unless: str = "") -> None:
    """This connection edits no more, unless it is still at the place of that name."""
    known = _here.get(connection)
    if known is None or known[0].place.what == unless:
        return
    del _here[connection]
    word, who = known
    with suppress(SQLAlchemyError):
        await work.run(_said, who, word.place, partial(presence.withdraw, word))


def watch(who: Actor, place: Place) -> None:
    """Somebody here looks at this record: a word that ends by itself is to be told."""
    _watched[place] = who


class Presence:
    """Keeps the words of this process alive, and ends them with their connections."""

    def __init__(self, app: rx.App, people_at: Callable[[Place], bool]) -> None:
        self.app, self.people_at = app, people_at
        self.ending: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Do so while the process serves."""
        self._hear_of_ends()
        task = asyncio.create_task(self._keep())
        yield
        task.cancel()

    def _hear_of_ends(self) -> None:
        namespace: Any = self.app.event_namespace
        if namespace is None:
            return
        before = namespace.on_disconnect

        def ended(sid: str, *_reason: Any) -> Any:
            task = asyncio.get_running_loop().create_task(leave(sid))
            self.ending.add(task)
            task.add_done_callback(self.ending.discard)
            return before(sid)

        namespace.on_disconnect = ended

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(presence.BEAT_SECONDS)
            for place in [one for one in _watched if not self.people_at(one)]:
                del _watched[place]
            with suppress(SQLAlchemyError):
                await work.run(_beat, [word for word, _who in _here.values()], dict(_watched))


def _beat(words: list[Word], watched: dict[Place, Actor]) -> None:
    if words:
        presence.say(words)
    for place in presence.faded(watched):
        _tell(watched[place], place)


def _said(who: Actor, place: Place, said: Callable[[], None]) -> None:
    said()
    _tell(who, place)


def _tell(who: Actor, place: Place) -> None:
    with unit_of_work(who) as uow:
        signal(uow, PRESENCE, {"what": place.what})
