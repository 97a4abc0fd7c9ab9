"""Short-lived children that report how far they are, as lines of JSON: building, and making the database ready."""

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from app.server.children import environment, ours
from app.server.refusals import Refused
from services.core import processes
from services.core.config import settings


def report(text: str, **facts: Any) -> None:
    """Say how far an errand is, from inside it."""
    sys.stdout.write(json.dumps({"text": text, **facts}) + "\n")
    sys.stdout.flush()


@dataclass
class Errand:
    """A command of ours that ends by itself; ``text`` is what it said last."""

    name: str
    command: str
    text: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Start it; what it says is read beside."""
        log = settings().data_dir / "logs" / f"{self.command}.log"
        self.process = processes.spawn(ours(self.command, "--report"), log=log, env=environment(), pipe=True)
        self.started = time.monotonic()
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def finished(self) -> bool:
        """Whether it has ended well; raises :class:`Refused` with its own sentence when it has not."""
        if self.process is None or self.process.poll() is None:
            return False
        if self.process.returncode:
            log = settings().data_dir / "logs" / f"{self.command}.log"
            raise Refused(self.answer.get("error") or f"{self.name} failed; the log {log} says:\n{processes.tail(log)}")
        return True

    def end(self) -> None:
        """End it, whether it is done or not."""
        if self.process is not None:
            processes.end(self.process)

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            return
        with process.stdout as lines:
            for line in lines:
                try:
                    said = json.loads(line)
                except ValueError:
                    continue
                if isinstance(said, dict):
                    self.text = str(said.get("text", ""))
                    self.answer.update(said)
