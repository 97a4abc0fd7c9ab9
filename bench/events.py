"""A list sorted anew over open sockets, against a bare Reflex handler that sends the same SQL.

Two web processes, ours and the bare one, take turns of a few seconds; each socket sends its event once a second,
sorting the list up and down, at a moment of its own. A round trip ends when the update with the rows has come
back. Ours includes the guard (session, rights, payload); the SQL of that is on the bare side too.
"""

import asyncio
import os
import pickle
import subprocess
import sys
import urllib.error
import urllib.request
from itertools import chain
from typing import Any

from reflex.utils.format import format_event_handler

from bench import FOLDER
from bench.place import alone, noted, opened
from bench.report import Result, compare, limit, median, percentile
from bench.sockets import Side, Socket
from services.core import processes
from services.core.config import ROOT
from services.core.permissions import Role
from services.platform.sessions import actor_of, sign_in
from services.platform.users import create_user
from tests.integration.shop_factory import PASSWORD, make_shop
from tests.support.installation import free_port

SOCKETS = (20, 200)
TURNS, SECONDS = 3, 6
AIM, LIMIT_MS = 1.5, 100
ITEMS = 60
PATHS = ("/r/items?sort=sku", "/r/items?sort=-sku")


@opened()
def measure() -> list[Result]:
    """For each number of sockets: the median against the bare side, and our 95th percentile against its limit."""
    sides, children = _begin()
    try:
        return [result for count in SOCKETS for result in asyncio.run(_round_trips(sides, count))]
    finally:
        for child in children:
            processes.end(child)


async def _round_trips(sides: list[Side], count: int) -> list[Result]:
    open_ = [[Socket(side) for _ in range(count)] for side in sides]
    for sockets in open_:
        for socket in sockets:
            await socket.open()
            await socket.ask()
    taken: list[list[float]] = [[], []]
    for _ in range(TURNS):
        for sockets, times in zip(open_, taken, strict=True):
            times.extend(
                chain(*await asyncio.gather(*(_ask_each_second(one, n / count) for n, one in enumerate(sockets))))
            )
    for sockets in open_:
        for socket in sockets:
            socket.close()
    name = f"UI event, {count} sockets"
    return [
        compare(f"{name}: median", *map(median, taken), unit="ms", aim=AIM),
        limit(f"{name}: 95th percentile", percentile(taken[0], 0.95), unit="ms", aim=LIMIT_MS),
    ]


async def _ask_each_second(socket: Socket, after: float) -> list[float]:
    await asyncio.sleep(after)
    times = []
    for _ in range(SECONDS):
        times.append(await socket.ask())
        await asyncio.sleep(max(0, 1 - times[-1] / 1000))
    return times


def _begin() -> tuple[list[Side], list[subprocess.Popen[bytes]]]:
    """A shop, the SQL of one event as the bare side sends it, and both web processes."""
    from app.states.list import ListState  # noqa: PLC0415 - Reflex, which the other benchmarks don't need
    from app.states.listed import read  # noqa: PLC0415 - as above
    from bench.bare.bare import STATEMENTS, Bare  # noqa: PLC0415

    shop = make_shop()
    for n in range(ITEMS):
        shop.item(f"E-{n:03d}")
    name = f"events-{shop.tenant_id.hex[:12]}"
    create_user(shop.tenant_id, name, PASSWORD, Role.OWNER, name={"en": name})
    token = sign_in(name, PASSWORD).token
    with noted() as sent:
        who = actor_of(token)
        if who is None:
            raise RuntimeError("the session is not there")
        read(who, "items", {"sort": "-sku"})
    STATEMENTS.write_bytes(pickle.dumps(sent))
    handlers: tuple[Any, Any] = (ListState.load, Bare.refresh)
    ours, bare = map(format_event_handler, handlers)
    sides = [Side(free_port(), ours, PATHS, f"zarrin_session={token}"), Side(free_port(), bare, ("/",))]
    children = [_serve("ours", sides[0].port), _serve("bare", sides[1].port)]
    for side, child in zip(sides, children, strict=True):
        _wait(side, child)
    return sides, children


def _serve(name: str, port: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ZARRIN_BENCH_DIR": str(FOLDER)}
    return processes.spawn(
        [sys.executable, "-m", "bench.served", name, str(port)],
        log=FOLDER / "logs" / f"bench-{name}.log",
        env=environment,
        cwd=ROOT,
    )


def _wait(side: Side, child: subprocess.Popen[bytes]) -> None:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{side.port}/ping", timeout=30).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if child.poll() is not None:
                raise RuntimeError("a web process did not start; see the logs in the benchmark's folder") from None
        else:
            return


if __name__ == "__main__":
    alone(measure)
