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

MARK = "ZARRIN_INSTANCE"
"""In the environment of every child: the data folder it works for."""


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the installation; raises :class:`Refused` when it runs already. The lock goes with the process."""
    data_dir = settings().data_dir
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            found = running()
            where = f" at {found['address']} (process {found['pid']})" if found else ""
            raise Refused(f"Zarrin is already running{where}.") from None
        end_left_over(data_dir)
        write_private(data_dir / "run.json", json.dumps({"pid": os.getpid(), "address": settings().address}))
        try:
            yield
        finally:
            (data_dir / "run.json").unlink(missing_ok=True)


def running() -> dict[str, str] | None:
    """Address and process of the installation that runs, if one does."""
    with suppress(OSError, ValueError):
        found = json.loads((settings().data_dir / "run.json").read_text(encoding="utf-8"))
        if psutil.pid_exists(int(found["pid"])):
            return {"address": str(found["address"]), "pid": str(found["pid"])}
    return None


def end_left_over(data_dir: Path) -> None:
    """End children of a start that was killed, should the kernel not have told them."""
    processes.kill_all(processes.left_over(lambda process: _is_child_of(process, data_dir)), seconds=5)


def _is_child_of(process: psutil.Process, data_dir: Path) -> bool:
    with suppress(psutil.Error, OSError):
        return process.environ().get(MARK) == str(data_dir)
    return False
