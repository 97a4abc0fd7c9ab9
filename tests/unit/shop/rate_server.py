"""A small HTTP server that answers as GoldAPI and Metals-API document it, and misbehaves when told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "right-key"
GRAMS_PER_OUNCE = 31.1034768


@dataclass
class Board:
    """What the server says: the price of an ounce, and the fault it plays, if any."""

    address: str
    price: float = 4228.0
    currency: str | None = None
    quoted_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False
    released: threading.Event = field(default_factory=threading.Event)
    seen: list[str] = field(default_factory=list)


def goldapi(board: Board, currency: str, key: str | None) -> tuple[int, dict[str, Any]]:
    if key != KEY:
        return 403, {"error": "Invalid API Key"}
    gram, second = board.price / GRAMS_PER_OUNCE, int(board.quoted_at.timestamp())
    karats = {f"price_gram_{karat}k": round(gram * karat / 24, 4) for karat in (24, 22, 21, 20, 18, 16, 14, 10)}
    return 200, {
        "timestamp": second,
        "metal": "XAU",
        "currency": board.currency or currency,
        "exchange": "FOREXCOM",
        "symbol": f"FOREXCOM:XAU{currency}",
        "prev_close_price": board.price - 9.5,
        "open_price": board.price - 9.5,
        "low_price": board.price - 20,
        "high_price": board.price + 12,
        "open_time": second - 3600,
        "price": board.price,
        "ch": 9.5,
        "chp": 0.23,
        "ask": board.price + 0.4,
        "bid": board.price - 0.4,
        **karats,
    }


def metals_api(board: Board, query: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
    if query.get("access_key") != [KEY]:
        info = "You have not supplied a valid API Access Key. [Technical Support: support@metals-api.com]"
        return 200, {"success": False, "error": {"code": 101, "type": "invalid_access_key", "info": info}}
    base = query["base"][0]
    return 200, {
        "success": True,
        "timestamp": int(board.quoted_at.timestamp()),
        "date": f"{board.quoted_at:%Y-%m-%d}",
        "base": board.currency or base,
        "rates": {"XAU": 1 / board.price, base: 1},
        "unit": "per ounce",
    }


def _handler(board: Board) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            board.seen.append(parts.path)
            if board.hang:
                board.released.wait(30)
                return
            if parts.path.startswith("/api/XAU/"):
                status, data = goldapi(board, parts.path.rsplit("/", 1)[1], self.headers.get("x-access-token"))
            elif parts.path == "/api/latest":
                status, data = metals_api(board, parse_qs(parts.query))
            else:
                status, data = 404, {"error": "Not found"}
            body = board.body if board.body is not None else json.dumps(data).encode()
            self.send_response(board.status if board.status != 200 else status)
            for name, value in {"Content-Type": "application/json", **board.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        log_message: Callable[..., None] = staticmethod(lambda *_: None)

    return Handler


@contextmanager
def rate_server() -> Iterator[Board]:
    """The server on a free port of this machine, until the block ends."""
    board = Board("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(board))
    server.daemon_threads = True
    board.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield board
    finally:
        board.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
