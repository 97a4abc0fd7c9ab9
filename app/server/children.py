"""The processes of an installation, started in order, ended in the reverse, started again when they die."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.server.instance import MARK
from services.core import health, processes
from services.core.config import settings

STABLE_SECONDS = 60
"""A child that lived this long has recovered: the next wait is short again."""
LONGEST_WAIT = 30.0


@dataclass
class Child:
    """One process of ours: how it starts, how it ends, and how often it died lately."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    stop: Callable[[subprocess.Popen[bytes]], None] = processes.end
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    since: float = field(default_factory=time.monotonic)
    wait: float = 0.0
    due: float | None = None
    deaths: int = 0

    def begin(self) -> None:
        """Start it."""
        self.process, self.since, self.due = self.start(), time.monotonic(), None

    def end(self) -> None:
        """End it and all it started."""
        if self.process is not None:
            process, self.process = self.process, None
            self.stop(process)

    def look_after(self, say: Callable[[str], None]) -> None:
        """Notice its death and start it again, after a wait that doubles while it keeps dying."""
        if self.process is not None and self.process.poll() is not None:
            if time.monotonic() - self.since > STABLE_SECONDS:
                self.wait, self.deaths = 0.0, 0
            self.deaths += 1
            self.due = time.monotonic() + self.wait
            hint = f" See {self.log}." if self.log else ""
            say(f"{self.name} ended unexpectedly ({_how(self.process.returncode)}); starting it again.{hint}")
            self.end()
            self.wait = min(max(0.5, self.wait * 2), LONGEST_WAIT)
        if self.due is not None and time.monotonic() >= self.due:
            self.begin()


def command(name: str, label: str, *, seconds: float = 20, variables: Mapping[str, str] | None = None) -> Child:
    """A child that is a command of ours (``web``, ``worker``, ``beat``), with these variables in its environment."""
    log = settings().data_dir / "logs" / f"{name}.log"

    def start() -> subprocess.Popen[bytes]:
        if name in {"worker", "beat"}:
            health.gone(name)
        return processes.spawn(ours(name), log=log, env={**environment(), **(variables or {})})

    return Child(label, start, lambda process: processes.end(process, seconds=seconds), log)


def ours(*arguments: str) -> list[str]:
    """The command line of one of our own commands."""
    return [sys.executable, "-m", "app.cli", *arguments]


def environment() -> dict[str, str]:
    """The environment of our children: ours, and the mark by which the next start knows them."""
    conf = settings()
    return {**os.environ, MARK: str(conf.data_dir), "ZARRIN_DATA_DIR": str(conf.data_dir), "PYTHONUNBUFFERED": "1"}


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
