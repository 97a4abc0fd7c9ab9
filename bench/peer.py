"""Django admin with Unfold beside us: an environment of its own, the same table, asked line by line."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import FOLDER
from bench.place import say
from services.core.actor import Actor
from services.core.config import settings

PROJECT = Path(__file__).with_name("unfold")
ENVIRONMENT = FOLDER / "unfold-env"


class Peer:
    """A running peer. It signs in as the platform's role, so that no policy slows it down."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, line: str) -> dict[str, Any]:
        """What it answers to an address, or to an export."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the peer has no pipes")
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        if answer.get("status", 200) != 200:
            raise RuntimeError(f"the peer answers {answer} to {line}")
        return answer


@contextmanager
def asked(owner: Actor) -> Iterator[Peer]:
    """The peer, ready to be asked."""
    with _started(owner, "ask") as process:
        if process.stdout is None or process.stdout.readline().strip() != "ready":
            raise RuntimeError("the peer did not start")
        yield Peer(process)


@contextmanager
def served(owner: Actor, port: int) -> Iterator[str]:
    """The peer as a site on this port; gives the session's cookie."""
    with _started(owner, "serve", str(port)) as process:
        if process.stdout is None or not (cookie := process.stdout.readline().strip()):
            raise RuntimeError("the peer did not start")
        yield cookie


@contextmanager
def _started(owner: Actor, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    _install()
    process = subprocess.Popen(  # noqa: S603 - our own words
        [ENVIRONMENT / "bin" / "python", "peer.py", *arguments],
        cwd=PROJECT,
        env={
            "ITEMS_URL": settings().database_platform_url.replace("+psycopg", ""),
            "ITEMS_TENANT": str(owner.tenant_id),
            "PATH": "/usr/bin:/bin",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _install() -> None:
    wanted = (PROJECT / "requirements.txt").read_text(encoding="utf-8")
    mark = ENVIRONMENT / "installed.txt"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    say("installing Django and Unfold into an environment of their own")
    subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)  # noqa: S603 - as above
    pip: list[str | Path] = [ENVIRONMENT / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
    subprocess.run([*pip, "-r", PROJECT / "requirements.txt"], check=True)  # noqa: S603 - as above
    mark.write_text(wanted, encoding="utf-8")
