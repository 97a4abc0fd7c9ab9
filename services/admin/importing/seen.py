"""The keys that a file has named so far, and in which row: in a database of a moment on disk, so memory stays flat."""

import json
import sqlite3
from collections.abc import Mapping


class Seen:
    """Remembers texts with the number of the row that had them first. ``close`` gives the space back."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.execute("create table seen (key text primary key, row integer) without rowid")

    def first(self, keys: Mapping[str, int]) -> dict[str, int]:
        """For each of these texts the first row that had it, be it the one given here."""
        wanted = json.dumps(list(keys))
        found = dict(
            self._base.execute("select key, row from seen where key in (select value from json_each(?))", (wanted,))
        )
        new = [(key, row) for key, row in keys.items() if key not in found]
        if new:
            self._base.execute("begin")
            self._base.executemany("insert into seen values (?, ?)", new)
            self._base.execute("commit")
        return {**keys, **found}

    def those(self, keys: set[str]) -> set[str]:
        """Those of these texts that were there before."""
        wanted = json.dumps(list(keys))
        return {
            key for (key,) in self._base.execute("select key from seen where key in (select value from json_each(?))",
                                                 (wanted,))
        }  # fmt: skip

    def close(self) -> None:
        """Forget everything."""
        self._base.close()
