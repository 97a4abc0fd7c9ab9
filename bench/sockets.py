"""A browser's socket as Reflex's page opens it, small enough that hundreds of them leave the machine to the servers.

Engine.IO 4 and Socket.IO 5 in text frames: ``40`` joins the namespace, ``42`` carries an event, ``2`` and ``3`` are
the heartbeat.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import uuid4

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, Request, TextMessage

NAMESPACE = "/_event"
PATIENCE = 60


@dataclass(frozen=True)
class Side:
    """One web process and how its event is sent; addresses take turns, so that each answer has other rows."""

    port: int
    event: str
    paths: tuple[str, ...]
    cookie: str = ""


class Socket:
    """One open page."""

    def __init__(self, side: Side) -> None:
        self.side, self.came, self.joined = side, asyncio.Event(), asyncio.Event()
        self.protocol = WSConnection(ConnectionType.CLIENT)
        self.parts: list[str] = []
        self.paths = cycle(side.paths)

    async def open(self) -> None:
        """Connect and join."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.side.port)
        headers = [(b"cookie", self.side.cookie.encode())] if self.side.cookie else []
        target = f"/_event/?EIO=4&transport=websocket&token={uuid4()}"
        self.writer.write(
            self.protocol.send(Request(host=f"localhost:{self.side.port}", target=target, extra_headers=headers))
        )
        self.listening = asyncio.create_task(self._listen())
        await asyncio.wait_for(self.joined.wait(), PATIENCE)

    async def ask(self) -> float:
        """Send the event and wait for the update with the rows; gives milliseconds."""
        path, self.came = next(self.paths), asyncio.Event()
        router = {"pathname": path.partition("?")[0], "asPath": path}
        asked = ["event", {"name": self.side.event, "payload": {}, "router_data": router}]
        start = time.perf_counter()
        self._send(f"42{NAMESPACE},{json.dumps(asked)}")
        await asyncio.wait_for(self.came.wait(), PATIENCE)
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        """Leave."""
        self.listening.cancel()
        self.writer.close()

    async def _listen(self) -> None:
        while data := await self.reader.read(1 << 16):
            self.protocol.receive_data(data)
            for event in self.protocol.events():
                self._take(event)

    def _take(self, event: Any) -> None:
        match event:
            case AcceptConnection():
                return
            case TextMessage():
                self.parts.append(event.data)
                if event.message_finished:
                    text, self.parts = "".join(self.parts), []
                    self._read(text)
            case Ping():
                self.writer.write(self.protocol.send(event.response()))
            case CloseConnection():
                self.listening.cancel()

    def _read(self, text: str) -> None:
        if text.startswith("0"):
            self._send(f"40{NAMESPACE},")
        elif text.startswith("40"):
            self.joined.set()
        elif text == "2":
            self._send("3")
        elif '"rows' in text:
            self.came.set()

    def _send(self, text: str) -> None:
        self.writer.write(self.protocol.send(TextMessage(text)))
