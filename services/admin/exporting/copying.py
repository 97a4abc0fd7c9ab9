"""Rows written by PostgreSQL itself, as lines of CSV or of JSON: a row costs Python nothing but to be passed on.

It is done where every column can be said in SQL (:mod:`services.admin.exporting.expressions`); else rows take the
other road.
"""

from collections.abc import Callable, Iterator
from typing import Any

from psycopg import ClientCursor
from sqlalchemy import ColumnElement, Select, func, select

from services.admin.exporting.expressions import Found, as_text, as_typed
from services.admin.exporting.table import ExportTable
from services.admin.inference import Bound
from services.admin.rows import Reader
from services.admin.statement import all_of, conditions

BLOCK = 64 * 1024
CSV = "format csv"
AS_IT_IS = r"format csv, delimiter E'\x01', quote E'\x02'"
"""One column whose text holds neither sign, as JSON never does: written without a change."""
Say = Callable[[ExportTable, Bound, Found], ColumnElement[Any] | None]


def copied_csv(table: ExportTable) -> Iterator[bytes] | None:
    """The rows as lines of CSV, in blocks of whole lines; None where a column can't be said in SQL."""
    rows = _selected(table, as_text)
    return None if rows is None else _copy(table, rows, CSV)


def copied_json(table: ExportTable) -> Iterator[bytes] | None:
    """The rows as objects by the fields' keys, one a line, in blocks of whole lines; None as above."""
    rows = _selected(table, as_typed)
    if rows is None:
        return None
    return _copy(table, select(func.row_to_json(rows.subquery("line").table_valued())), AS_IT_IS)


def _selected(table: ExportTable, say: Say) -> Select[Any] | None:
    reader = Reader(table.uow, table.query.resource, table.fields)
    rows = all_of(reader, table.query, conditions(table.uow, table.query))
    found = {column.name: column for column in rows.selected_columns}
    cells = []
    for bound in table.fields:
        said = say(table, bound, found)
        if said is None:
            return None
        cells.append(said.label(bound.key))
    return rows.with_only_columns(*cells, maintain_column_froms=True)


def _copy(table: ExportTable, statement: Select[Any], form: str) -> Iterator[bytes]:
    connection = table.uow.session.connection()
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    processors: Any = compiled._bind_processors  # noqa: SLF001 - what the dialect itself does before it sends
    values = {
        name: processors[name](value) if name in processors else value
        for name, value in compiled.construct_params().items()
    }
    own: Any = connection.connection.driver_connection
    with ClientCursor(own) as cursor, cursor.copy(f"copy ({compiled}) to stdout ({form})", values) as copy:
        block, rows = bytearray(), 0
        for row in copy:
            block += row
            rows += 1
            if len(block) > BLOCK:
                table.count(rows)
                yield bytes(block)
                block, rows = bytearray(), 0
        table.count(rows)
        yield bytes(block)
