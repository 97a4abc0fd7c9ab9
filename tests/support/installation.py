"""A whole installation under test: ``zarrin run`` in a folder and on a port of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]


class Installation:
    """Starts, asks and ends ``zarrin run``; knows every process that works for it."""

    def __init__(self, data_dir: Path, *, demo: bool = False, **environment: str) -> None:
        self.data_dir, self.port = data_dir, free_port()
        self.process: subprocess.Popen[str] | None = None
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ZARRIN_", "REFLEX_"))},
            "ZARRIN_DATA_DIR": str(data_dir),
            "ZARRIN_PORT": str(self.port),
            "ZARRIN_DEMO": str(demo).lower(),
            **environment,
        }

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def begin(self) -> list[str]:
        """Start it; gives what it said until it was open, or until it gave up."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "run"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = self.listen("Ctrl-C ends it")
        if not said or "Ctrl-C ends it" not in said[-1]:
            self._close()
        return said

    def listen(self, until: str) -> list[str]:
        """Lines up to the one that contains these words, or to the end."""
        assert self.process is not None
        assert self.process.stdout is not None
        said: list[str] = []
        for line in self.process.stdout:
            said.append(line.rstrip())
            if until in line:
                break
        return said

    def end(self, by: signal.Signals = signal.SIGTERM) -> list[str]:
        """End it in order; gives its last words."""
        assert self.process is not None
        self.process.send_signal(by)
        said = self.listen("no such words")
        self._close()
        return said

    def kill(self) -> None:
        """As a power cut would, but for this process alone."""
        assert self.process is not None
        self.process.kill()
        self._close()

    def _close(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.wait()
        self.process.stdout.close()

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of ours on the same folder."""
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *arguments],
            cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def doctor(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.command("doctor", "--json").stdout)
        return found

    def faults(self) -> list[str]:
        """The traces of all faults of ours that were logged so far."""
        lines = (self.data_dir / "logs" / "zarrin.log").read_text(encoding="utf-8").splitlines()
        return [said["exception"] for said in map(json.loads, lines) if "error_id" in said]

    def family(self) -> list[psutil.Process]:
        """The supervisor and all that it started, grandchildren included."""
        assert self.process is not None
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def named(self, word: str) -> psutil.Process:
        """The child whose command line contains this word."""
        return next(child for child in self.family()[1:] if word in child.cmdline())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
