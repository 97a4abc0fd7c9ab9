"""What the start says: a line for each step, and how far it is."""

import sys
import time
from contextlib import suppress
from typing import TextIO

QUIET_SECONDS = 10
"""Where nothing can be overwritten (a log file), a step that goes on says so this often."""


class Terminal:
    """Lines for people. On a terminal the last line shows what is under way; elsewhere a line comes now and then."""

    def __init__(self, out: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.live = self.out.isatty()
        self._shown = 0
        self._said = (0.0, "")

    def line(self, text: str = "") -> None:
        """Say something that stays."""
        self._clear()
        self._write(text + "\n")

    def done(self, step: str, seconds: float, note: str = "") -> None:
        """A step has ended."""
        self.line(f"  ✓ {step:<24} {note or _time(seconds)}")

    def under_way(self, text: str, seconds: float) -> None:
        """A step goes on."""
        if self.live:
            self._clear()
            shown = f"  … {text} ({_time(seconds)})"[:100]
            self._write(shown)
            self._shown = len(shown)
        elif time.monotonic() - self._said[0] > QUIET_SECONDS or text.partition(" ")[0] != self._said[1]:
            self._said = (time.monotonic(), text.partition(" ")[0])
            self.line(f"  … {text}")

    def _clear(self) -> None:
        if self._shown:
            self._write("\r" + " " * self._shown + "\r")
            self._shown = 0

    def _write(self, text: str) -> None:
        """Whoever listens may go away; the shop stays open."""
        with suppress(OSError, ValueError):
            self.out.write(text)
            self.out.flush()


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"  # noqa: PLR2004 - tenths matter below
