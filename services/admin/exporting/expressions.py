"""The cells of an export as SQL: what :func:`services.admin.exporting.table.cell` makes, said by PostgreSQL.

A field is said as a text, as CSV has it, or as a typed value, as JSON and Parquet have it; None where only Python can:
what is computed there, messages and documents, binary fractions. A test holds both roads equal.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Enum,
    Numeric,
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
from services.admin.kinds import rule_of
from services.admin.rows import REFERENCES

_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
FORMULA = f"^([=+@\\t\\r-]|[{_SPACES}]*[=+@-])"
"""What :func:`safe_text` puts an apostrophe before."""
BEGINNINGS = tuple(ord(sign) for sign in (*_SPACES, *"=+@-"))
"""The code points such a text begins with: PostgreSQL compares them in a tenth of the time of an expression."""
OPAQUE = frozenset({"json", "steps", "message", "warning", "several", "rows"})
"""Kinds whose words only Python knows."""
Found = Mapping[str, ColumnElement[Any]]
"""The columns a statement reads, by name."""


def as_text(table: ExportTable, bound: Bound, found: Found) -> ColumnElement[Any] | None:
    """The text of a field, null where it is empty, which COPY leaves out; None where there is no saying it."""
    if _only_python(bound):
        return None
    shown = found.get(f"_title_{bound.key}") if bound.kind in REFERENCES else found[bound.key]
    said = null() if shown is None else _text(table, bound, shown)
    return None if said is None else func.nullif(said, "")


def as_typed(table: ExportTable, bound: Bound, found: Found) -> ColumnElement[Any] | None:
    """The value of a field, of the type its kind has in a file; None where there is no saying it."""
    if _only_python(bound):
        return None
    column = found[bound.key]
    if bound.kind == "datetime":
        return func.timezone(str(table.zone), column)
    if bound.kind in ("date", "bool") or rule_of(bound.kind).numeric:
        return column
    shown = found.get(f"_title_{bound.key}") if bound.kind in REFERENCES else column
    said = literal("") if shown is None else _text(table, bound, shown)
    return None if said is None else case((column.is_not(None), func.coalesce(said, "")))


def _only_python(bound: Bound) -> bool:
    """Whether its values come from a function, are documents, or are fractions that PostgreSQL writes otherwise."""
    return (bound.of is not None and bound.sql is None) or bound.kind in OPAQUE or bound.python is float


def _text(table: ExportTable, bound: Bound, column: ColumnElement[Any]) -> ColumnElement[Any] | None:
    ways: tuple[tuple[type[TypeEngine[Any]], Callable[[], ColumnElement[Any]]], ...] = (
        (JSONB, lambda: _safe(table, _local(column, table.language))),
        (Boolean, lambda: case((column, YES.text(table.language)), (~column, NO.text(table.language)))),
        (DateTime, lambda: func.to_char(func.timezone(str(table.zone), column), "YYYY-MM-DD HH24:MI:SS")),
        (Date, lambda: func.to_char(column, "YYYY-MM-DD")),
        (Integer, lambda: cast(column, Text)),
        (Numeric, lambda: cast(column, Text)),
        (Uuid, lambda: cast(column, Text)),
        (String, lambda: _labelled(table, bound, column)),
    )
    return next((say() for kind, say in ways if isinstance(column.type, kind)), None)


def _labelled(table: ExportTable, bound: Bound, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text, or the label of the choice it stands for."""
    words = cast(column, Text)
    labels = {}
    for choice in bound.choices:
        label = choice.label.text(table.language)
        stored = bound.python(choice.value).name if isinstance(column.type, Enum) else choice.value
        labels[stored] = safe_text(label) if table.spreadsheet else label
    return case(labels, value=words, else_=_safe(table, words)) if labels else _safe(table, words)


def _local(column: ColumnElement[Any], language: str) -> ColumnElement[Any]:
    """A text in several languages, in this one: else in the first it has."""
    own = column.op("->>", return_type=Text())(language)
    each = func.jsonb_each_text(column).table_valued("key", "value")
    return func.coalesce(func.nullif(own, ""), select(each.c.value).limit(1).scalar_subquery())


def _safe(table: ExportTable, text: ColumnElement[Any]) -> ColumnElement[Any]:
    """The text, for a spreadsheet with an apostrophe before it where it begins like a formula."""
    if not table.spreadsheet:
        return text
    begins = func.ascii(text) == any_(literal(BEGINNINGS, ARRAY(Integer)))
    formula = text.op("~", is_comparison=True)(FORMULA)
    return case((case((begins, formula), else_=false()), literal("'") + text), else_=text)
