"""Children: looked after, ended with all they started."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil

from app.server.children import Child
from services.core import processes

SLEEP = "import signal, time; signal.pause()"


def test_a_dead_child_is_started_again_and_waits_longer_each_time(tmp_path: Path) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(processes.spawn([sys.executable, "-c", "raise SystemExit(3)"], log=tmp_path / "log"))
        started[-1].wait()
        return started[-1]

    said: list[str] = []
    child = Child("The part", start)
    child.begin()
    child.look_after(said.append)
    child.look_after(said.append)
    assert said[0] == "The part ended unexpectedly (code 3); starting it again."
    assert len(started) == 2
    assert (child.deaths, child.wait, child.due is not None) == (2, 1.0, True)


def test_the_end_takes_grandchildren_along(tmp_path: Path) -> None:
    code = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); print('x', flush=True); {SLEEP}"
    )
    child = processes.spawn([sys.executable, "-c", code], log=tmp_path / "log", pipe=True)
    assert child.stdout is not None
    with child.stdout:
        child.stdout.readline()
    family = psutil.Process(child.pid).children(recursive=True)
    assert family
    processes.end(child)
    assert not [process for process in family if process.is_running()]


def test_a_child_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('x', flush=True); signal.pause()"
    child = processes.spawn([sys.executable, "-c", code], log=tmp_path / "log", pipe=True)
    assert child.stdout is not None
    with child.stdout:
        child.stdout.readline()
    processes.end(child, seconds=0.2)
    assert child.returncode == -signal.SIGKILL
