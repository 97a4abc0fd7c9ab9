"""One installation runs once: a lock on the data folder, and the end of what a killed start left behind."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from app.server.refusals import Refused
from services.core import processes
from services.core.config import settings, write_private

LOCK = "run.lock"
EARLY = frozenset({LOCK, "embedded.json", "secret", "logs", ".DS_Store"})
"""What commands may have written before the folder was first claimed."""
MARK = "ZARRIN_INSTANCE"
"""In the environment of every child: the data folder it works for."""


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the installation; raises :class:`Refused` when it runs already. The lock goes with the process."""
    data_dir = settings().data_dir
    _claim(data_dir)
    with (data_dir / LOCK).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            found = running()
            where = f" at {found['address']} (process {found['pid']})" if found else ""
            raise Refused(f"Zarrin is already running{where}.") from None
        end_left_over(data_dir)
        write_private(data_dir / "run.json", json.dumps(_facts()))
        try:
            yield
        finally:
            (data_dir / "run.json").unlink(missing_ok=True)


def is_ours(data_dir: Path) -> bool:
    """Whether an installation has claimed this folder: only then may it ever be emptied."""
    return (data_dir / LOCK).exists()


def _claim(data_dir: Path) -> None:
    """Take an empty folder; one that holds other things is not for us."""
    data_dir.mkdir(parents=True, exist_ok=True)
    if not is_ours(data_dir):
        foreign = sorted(path.name for path in data_dir.iterdir() if path.name not in EARLY)
        if foreign:
            raise Refused(f"{data_dir} holds other things ({', '.join(foreign[:3])}): name an empty folder.")


def running() -> dict[str, str] | None:
    """``address``, ``local`` (on the loopback) and ``pid`` of the installation that runs, if one does."""
    with suppress(OSError, ValueError, KeyError):
        found = json.loads((settings().data_dir / "run.json").read_text(encoding="utf-8"))
        if psutil.pid_exists(int(found["pid"])):
            return {name: str(found[name]) for name in ("address", "local", "pid")}
    return None


def local() -> str:
    """Where this installation answers on its own machine."""
    conf = settings()
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(conf.host, conf.host)  # noqa: S104 - compared only
    return f"http://{host}:{conf.port}"


def _facts() -> dict[str, str]:
    return {"pid": str(os.getpid()), "address": settings().address, "local": local()}


def end_left_over(data_dir: Path) -> None:
    """End children of a start that was killed, should the kernel not have told them."""
    processes.kill_all(processes.left_over(lambda process: _is_child_of(process, data_dir)), seconds=5)


def _is_child_of(process: psutil.Process, data_dir: Path) -> bool:
    with suppress(psutil.Error, OSError):
        return process.environ().get(MARK) == str(data_dir)
    return False
