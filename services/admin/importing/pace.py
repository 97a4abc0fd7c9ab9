"""How fast rows go in, and how long it will take yet."""

from time import monotonic

from services.core.i18n import Message, _

FIRST = 2.0
"""Seconds before a pace can be told."""
LONG = 90
"""Seconds left from which on they are told in minutes."""


class Pace:
    """Rows a second since it was made; ``done`` rows were there already."""

    def __init__(self, done: int = 0) -> None:
        self._began, self._done = monotonic(), done

    def said(self, rows: int, expected: int) -> Message:
        """How far it is, for people."""
        took = monotonic() - self._began
        rate = (rows - self._done) / took if took > FIRST else 0
        if rate < 1 or rows >= expected:
            return _("{n} rows read", n=rows)
        left = int((expected - rows) / rate) + 1
        if left < LONG:
            return _("{n} rows read, {rate} a second, {left} seconds left", n=rows, rate=int(rate), left=left)
        return _("{n} rows read, {rate} a second, {left} minutes left", n=rows, rate=int(rate), left=left // 60 + 1)
