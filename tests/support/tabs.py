"""An open page without a browser: events go through Reflex's own processor and the guard, what it sends is kept."""

import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from reflex.istate.manager.memory import StateManagerMemory
from reflex.state import StateUpdate
from reflex_base.event import Event
from reflex_base.event.processor.base_state_processor import BaseStateEventProcessor

import app.main
from services.core.errors import AppError


@dataclass
class Answer:
    """What the server did with an event: what it sent, and what broke."""

    deltas: list[Any] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        """All that went out."""
        return f"{self.deltas} {self.events}"


class Server:
    """Takes events of tabs as the socket's namespace would, and keeps what is sent."""

    def __init__(self) -> None:
        self.answer = Answer()
        self.processor: BaseStateEventProcessor = BaseStateEventProcessor(
            middleware=app.main.app, backend_exception_handler=self._broken
        )

    async def emit_update(self, update: StateUpdate, token: str) -> None:  # noqa: ARG002 - Reflex names it
        """What Reflex calls to send something to a tab."""
        if update.delta:
            self.answer.deltas.append(update.delta)
        self.answer.events.extend(update.events or [])

    def _broken(self, exception: Exception) -> Any:
        if not isinstance(exception, AppError):
            self.answer.faults.append(place(exception))
        told: Any = app.main.app.backend_exception_handler
        return told(exception)


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """The server's side, for the length of the block."""
    server = Server()
    namespace: Any = server
    async with server.processor.configure(state_manager=StateManagerMemory(), event_namespace=namespace):
        yield server


class Tab:
    """One tab of somebody: a cookie or none, and an address."""

    def __init__(self, server: Server, session: str | None) -> None:
        self.server, self.session, self.token = server, session, str(uuid4())

    async def send(self, name: str, payload: dict[str, Any], path: str = "/") -> Answer:
        """Send an event from this address, and wait for all that comes of it."""
        self.server.answer = answer = Answer()
        headers = {"origin": "http://shop"} | ({"cookie": f"zarrin_session={self.session}"} if self.session else {})
        asked = urlsplit(path)
        address = {"pathname": asked.path, "asPath": path, "query": dict(parse_qsl(asked.query)), "token": self.token}
        event = Event(name=name, payload=payload, router_data={**address, "headers": headers})
        future = await self.server.processor.enqueue(self.token, event)
        try:
            await future.wait_all()
        except AppError:  # told as a toast
            await self.server.processor.join(5)
        except Exception as error:  # noqa: BLE001 - whatever a handler lets through is what is looked for
            answer.faults = answer.faults or [place(error)]
        return answer


def place(fault: BaseException) -> str:
    """Where a fault began, and what it says."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "site-packages" not in frame.filename]
    where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))
    return f"{fault!r:.200} at {where}"
