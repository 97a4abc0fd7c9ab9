"""CSV written by PostgreSQL itself: the same cells as :func:`services.admin.exporting.table.cell`, as SQL expressions.

A row costs Python nothing then but to be passed on. It is done where every column can be said in SQL; what is
computed in Python, and messages and documents kept as JSON, take the other road. A test holds both roads equal.
"""

from collections.abc import Callable, Iterator
from typing import Any

from psycopg import ClientCursor
from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Numeric,
    Select,
    String,
    Text,
    Uuid,
    any_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import Integer, TypeEngine

from services.admin.exporting.table import NO, YES, ExportTable, safe_text
from services.admin.inference import Bound
from services.admin.rows import REFERENCES, Reader
from services.admin.statement import all_of, conditions

_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
FORMULA = f"^([=+@\\t\\r-]|[{_SPACES}]*[=+@-])"
"""What :func:`safe_text` puts an apostrophe before."""
BEGINNINGS = tuple(ord(sign) for sign in (*_SPACES, *"=+@-"))
"""The code points such a text begins with: PostgreSQL compares them in a tenth of the time of an expression."""
BLOCK = 64 * 1024
OPAQUE = frozenset({"json", "steps", "message", "warning", "several"})
"""Kinds whose words only Python knows."""


def copied(table: ExportTable) -> Iterator[bytes] | None:
    """The lines of the rows in blocks, as PostgreSQL writes them, or None where a column can't be said in SQL."""
    if any(bound.of is not None or bound.kind in OPAQUE for bound in table.fields):
        return None
    reader = Reader(table.uow, table.query.resource, table.fields)
    rows = all_of(reader, table.query, conditions(table.uow, table.query))
    found = {column.name: column for column in rows.selected_columns}
    cells = [_cell(table, bound, found) for bound in table.fields]
    if any(one is None for one in cells):
        return None
    return _copy(table, rows.with_only_columns(*(one for one in cells if one is not None), maintain_column_froms=True))


def _copy(table: ExportTable, statement: Select[Any]) -> Iterator[bytes]:
    connection = table.uow.session.connection()
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    processors: Any = compiled._bind_processors  # noqa: SLF001 - what the dialect itself does before it sends
    values = {
        name: processors[name](value) if name in processors else value
        for name, value in compiled.construct_params().items()
    }
    own: Any = connection.connection.driver_connection
    with ClientCursor(own) as cursor, cursor.copy(f"copy ({compiled}) to stdout (format csv)", values) as copy:
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


def _cell(table: ExportTable, bound: Bound, found: dict[str, Any]) -> ColumnElement[Any] | None:
    """The text of a field, null where it is empty; None where there is no saying it."""
    if bound.kind in REFERENCES:
        title = found.get(f"_title_{bound.key}")
        return null() if title is None else _said(table, bound, title)
    return _said(table, bound, found[bound.key])


def _said(table: ExportTable, bound: Bound, column: ColumnElement[Any]) -> ColumnElement[Any] | None:
    ways: tuple[tuple[type[TypeEngine[Any]], Callable[[], ColumnElement[Any]]], ...] = (
        (JSONB, lambda: _safe(_local(column, table.language))),
        (Boolean, lambda: case((column, YES.text(table.language)), (~column, NO.text(table.language)))),
        (DateTime, lambda: func.to_char(func.timezone(str(table.zone), column), "YYYY-MM-DD HH24:MI:SS")),
        (Date, lambda: func.to_char(column, "YYYY-MM-DD")),
        (Integer, lambda: cast(column, Text)),
        (Uuid, lambda: cast(column, Text)),
        (String, lambda: _labelled(table, bound, column)),
    )
    if isinstance(column.type, Numeric):
        return None if column.type.python_type is float else cast(column, Text)
    return next((say() for kind, say in ways if isinstance(column.type, kind)), None)


def _labelled(table: ExportTable, bound: Bound, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text, or the label of the choice it stands for."""
    words = cast(column, Text)
    labels = {
        bound.python(choice.value).name if isinstance(column.type, Enum) else choice.value:
        safe_text(choice.label.text(table.language))
        for choice in bound.choices
    }  # fmt: skip
    return case(labels, value=words, else_=_safe(words)) if labels else _safe(words)


def _local(column: ColumnElement[Any], language: str) -> ColumnElement[Any]:
    """A text in several languages, in this one: else in the first it has."""
    own = column.op("->>", return_type=Text())(language)
    each = func.jsonb_each_text(column).table_valued("key", "value")
    return func.coalesce(func.nullif(own, ""), select(each.c.value).limit(1).scalar_subquery())


def _safe(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """The text with an apostrophe before it where it begins like a formula; empty is null, which COPY leaves out."""
    begins = func.ascii(text) == any_(literal(BEGINNINGS, ARRAY(Integer)))
    formula = text.op("~", is_comparison=True)(FORMULA)
    guarded = case((case((begins, formula), else_=false()), literal("'") + text), else_=text)
    return func.nullif(guarded, "")
