"""Live pages: what changes in the shop reaches every open browser of it, to be read again under its own rights.

One listener per process hears what transactions say at their commit (``pg_notify``). A browser's socket is in the
room of its shop; a signal makes it send the refresh event of the page it shows. Signals of the same kind are gathered
for a moment, so that a busy minute costs a few readings, not hundreds.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import reflex as rx
from reflex.utils.format import format_event_handler
from reflex_base.event import Event

from services.core.config import settings
from services.core.events import CHANNEL

NAMESPACE = "/_event"
GATHER = 0.25
"""Seconds for which signals of a shop are gathered."""
RETRY = 2.0
log = logging.getLogger(__name__)


def room_of(tenant_id: object) -> str:
    """The room of a shop's open browsers."""
    return f"shop:{tenant_id}"


def user_room(user_id: object) -> str:
    """The room of one person's open browsers."""
    return f"user:{user_id}"


async def join(state: rx.State, tenant_id: object, user_id: object) -> None:
    """Put this browser's socket into its rooms."""
    app = rx.utils.prerequisites.get_app().app
    sid = state.router.session.session_id
    if app.sio and sid:
        await app.sio.enter_room(sid, room_of(tenant_id), namespace=NAMESPACE)
        await app.sio.enter_room(sid, user_room(user_id), namespace=NAMESPACE)


class Live:
    """Hears the database and tells the browsers."""

    def __init__(self, app: rx.App, refresh: tuple[Any, ...]) -> None:
        self.app, self.refresh = app, refresh
        self.waiting: dict[str, set[str]] = {}

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
            asyncio.get_running_loop().create_task(self._end(payload))
            return
        room = room_of(said.get("tenant"))
        if room not in self.waiting:
            self.waiting[room] = set()
            asyncio.get_running_loop().call_later(GATHER, self._tell, room)
        self.waiting[room].add(topic)

    def _tell(self, room: str) -> None:
        self.waiting.pop(room, None)
        asyncio.get_running_loop().create_task(self._signal(room))

    async def _signal(self, room: str) -> None:
        """Ask each browser in the room for its own refresh event."""
        await self._emit(room, [Event(name=format_event_handler(handler), payload={}) for handler in self.refresh])

    async def _end(self, payload: dict[str, Any]) -> None:
        """Lead a person's open pages out: their next event finds no session and goes to sign-in."""
        from app.states.session import SessionState  # noqa: PLC0415 - its handlers are known by then

        if payload.get("user"):
            handler: Any = SessionState.enter
            await self._emit(user_room(payload["user"]), [Event(name=format_event_handler(handler), payload={})])

    async def _emit(self, room: str, events: list[Event]) -> None:
        namespace = self.app.event_namespace
        if namespace is not None:
            await namespace.emit("event", rx.state.StateUpdate(events=events), room=room)
