"""Rows that are not stored, seen as if they were: for reading alone, so that nothing is written, locked or numbered.

Inside the block each statement names its tables as ever, and finds under the name a query of the stored rows without
those that are covered, and of what covers them. Row-level security holds beneath it. PostgreSQL puts such a query into
the statement around it, so indexes serve as before.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Table, event

from services.admin.values import plain
from services.core.database import UnitOfWork

_WITH = re.compile(r"\s*WITH (RECURSIVE )?")
_READS = re.compile(r"\s*(SELECT|WITH)\b")


class Cover:
    """What covers which stored rows, by table."""

    def __init__(self) -> None:
        self._gone: dict[str, set[str]] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def put(self, table: Table, rows: Iterable[Mapping[str, Any]], gone: Iterable[UUID] = ()) -> None:
        """Let these rows (by column) stand in the table, in the place of those with the same id, and these be gone."""
        given = [{column.name: plain(row.get(column.key)) for column in table.columns} for row in rows]
        self._rows.setdefault(table.name, []).extend(given)
        hidden = self._gone.setdefault(table.name, set())
        hidden.update(str(one) for one in gone)
        hidden.update(row["id"] for row in given)

    def over(self, statement: str, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The statement with what it is to find before it, and its parameters."""
        if not self._rows:
            return statement, dict(given)
        parts: list[str] = []
        more: dict[str, Any] = {}
        for n, name in enumerate(self._rows):
            parts.append(
                f'"{name}" AS NOT MATERIALIZED (SELECT * FROM public."{name}" WHERE id <> ALL(%(gone_{n})s::uuid[])'
                f' UNION ALL SELECT * FROM jsonb_populate_recordset(NULL::public."{name}", %(rows_{n})s::jsonb))'
            )
            more |= {f"gone_{n}": sorted(self._gone[name]), f"rows_{n}": json.dumps(self._rows[name])}
        started = _WITH.match(statement)
        rest = statement[started.end() :] if started else statement
        recursive = started[1] or "" if started else ""
        return f"WITH {recursive}{', '.join(parts)}{', ' if started else ' '}{rest}", {**given, **more}


@contextmanager
def covered(uow: UnitOfWork) -> Iterator[Cover]:
    """A cover over the tables of this unit of work, which must be one that only reads."""
    cover, connection = Cover(), uow.session.connection()

    def put_before(_on: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> tuple[str, Any]:
        if many or not _READS.match(statement):
            return statement, given
        return cover.over(statement, given or {})

    event.listen(connection, "before_cursor_execute", put_before, retval=True)
    try:
        yield cover
    finally:
        event.remove(connection, "before_cursor_execute", put_before)
