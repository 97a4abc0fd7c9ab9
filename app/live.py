"""Live pages: what changes in the shop reaches every open browser of it, to be read again under its own rights.

One listener per process hears what transactions say at their commit (``pg_notify``). A browser's socket is in the
room of its shop; a signal makes it send the refresh event of the page it shows. Signals of the same kind are gathered
for a moment, so that a busy minute costs a few readings, not hundreds.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import psycopg
import reflex as rx
from reflex.utils.format import format_event_handler
from reflex_base.event import Event

from services.core.actor import Actor
from services.core.config import settings
from services.core.events import CHANNEL, PRESENCE
from services.core.presence import Place

NAMESPACE = "/_event"
GATHER = 0.25
"""Seconds for which signals of a shop are gathered."""
RETRY = 2.0
GRACE = 3.0
"""Seconds that a page of an ended session has to leave by itself."""
log = logging.getLogger(__name__)


def room_of(tenant_id: object) -> str:
    """The room of a shop's open browsers."""
    return f"shop:{tenant_id}"


def user_room(user_id: object) -> str:
    """The room of one person's open browsers."""
    return f"user:{user_id}"


def session_room(session_id: object) -> str:
    """The room of the tabs of one signed-in browser."""
    return f"session:{session_id}"


def record_room(place: Place) -> str:
    """The room of those who look at one record."""
    return f"record:{place.tenant_id}:{place.what}"


async def join(state: rx.State, who: Actor) -> None:
    """Put this browser's socket into its rooms."""
    app = rx.utils.prerequisites.get_app().app
    sid = state.router.session.session_id
    if app.sio and sid:
        for room in (room_of(who.tenant_id), user_room(who.user_id), session_room(who.session_id)):
            await _turn(app.sio.enter_room, sid, room)


async def look_at(state: rx.State, place: Place, *, no_more: bool = False) -> None:
    """Put this browser's socket into the room of a record, or take it out."""
    app = rx.utils.prerequisites.get_app().app
    sid = state.router.session.session_id
    if app.sio and sid:
        await _turn(app.sio.leave_room if no_more else app.sio.enter_room, sid, record_room(place))


async def _turn(way: Callable[..., Awaitable[None]], sid: str, room: str) -> None:
    """Into a room or out of it; a socket that has gone meanwhile is in none, and its page joins anew with the next."""
    with suppress(ValueError, KeyError):
        await way(sid, room, namespace=NAMESPACE)


class Live:
    """Hears the database and tells the browsers."""

    def __init__(self, app: rx.App, refresh: tuple[Any, ...], presence: tuple[Any, ...] = ()) -> None:
        self.app, self.refresh, self.presence = app, refresh, presence
        self.waiting: dict[str, set[str]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Listen while the process serves."""
        task = asyncio.create_task(self._listen())
        yield
        task.cancel()

    async def _listen(self) -> None:
        address = settings().database_url.replace("+psycopg", "")
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
                async with connection:
                    await connection.execute(f"listen {CHANNEL}")
                    async for notice in connection.notifies():
                        self._heard(json.loads(notice.payload))
            except (psycopg.Error, OSError, ValueError):
                log.warning("the live channel was lost; trying again")
            await asyncio.sleep(RETRY)

    def _heard(self, said: dict[str, Any]) -> None:
        topic, payload = said.get("topic", ""), said.get("payload") or {}
        if topic == "session.ended":
            self._begin(self._end(payload))
            return
        if topic == PRESENCE:
            here = record_room(Place(UUID(said["tenant"]), payload["what"]))
            self._begin(self._signal(here, self.presence))
            return
        room = room_of(said.get("tenant"))
        if room not in self.waiting:
            self.waiting[room] = set()
            asyncio.get_running_loop().call_later(GATHER, self._tell, room)
        self.waiting[room].add(topic)

    def _tell(self, room: str) -> None:
        self.waiting.pop(room, None)
        self._begin(self._signal(room, self.refresh))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it beside; held on to, since the loop alone would let it go."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def people_at(self, place: Place) -> bool:
        """Whether a browser of this process looks at this record."""
        here = self.app.sio.manager.get_participants(NAMESPACE, record_room(place)) if self.app.sio else ()
        return any(True for _one in here)

    async def _signal(self, room: str, handlers: tuple[Any, ...]) -> None:
        """Ask each browser in the room for these events of its own."""
        await self._emit(room, [Event(name=format_event_handler(handler), payload={}) for handler in handlers])

    async def _end(self, payload: dict[str, Any]) -> None:
        """Lead open pages out: their next event finds no session and goes to sign-in. Then their sockets are cut."""
        from app.states.session import SessionState  # noqa: PLC0415 - its handlers are known by then

        everywhere = payload.get("user")
        room = user_room(everywhere) if everywhere else session_room(payload.get("session"))
        handler: Any = SessionState.enter
        await self._emit(room, [Event(name=format_event_handler(handler), payload={})])
        await asyncio.sleep(GRACE)
        await self._cut(room)

    async def _cut(self, room: str) -> None:
        """Disconnect the sockets of this process that are still in a room."""
        if self.app.sio is None:
            return
        for sid, _engine in list(self.app.sio.manager.get_participants(NAMESPACE, room)):
            await self.app.sio.disconnect(sid, namespace=NAMESPACE)

    async def _emit(self, room: str, events: list[Event]) -> None:
        namespace = self.app.event_namespace
        if namespace is not None:
            await namespace.emit("event", rx.state.StateUpdate(events=events), room=room)
