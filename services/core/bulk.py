"""Many rows in one statement: PostgreSQL takes them apart from a single JSON parameter.

One parse and one round trip however many rows there are, and with :func:`insert_together` however many tables; foreign
keys, checks and triggers see the statement as a whole. Rows are plain mappings of column to value; all rows of a part
have the same columns, and what none of them names takes its default.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlmodel import SQLModel

from services.core.database import UnitOfWork

AT_ONCE = 2_000
Row = Mapping[str, Any]
Part = tuple[type[SQLModel], Sequence[Row]]
"""A table's model and the rows for it."""


def insert_together(uow: UnitOfWork, *parts: Part) -> None:
    """Insert into several tables at once; parts without rows are left out."""
    kept = [(model, rows) for model, rows in parts if rows]
    if not kept:
        return
    statement = _statement(tuple((model.__tablename__, tuple(rows[0])) for model, rows in kept))
    values = {f"rows{number}": as_json(rows) for number, (_model, rows) in enumerate(kept)}
    uow.session.connection().execute(statement, values)


def insert_rows(uow: UnitOfWork, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert any number of rows of one table, some thousands at a time."""
    for start in range(0, len(rows), AT_ONCE):
        insert_together(uow, (model, rows[start : start + AT_ONCE]))


def update_rows(uow: UnitOfWork, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Change any number of records of one table: each row names its ``id`` and has the same columns, maybe none.

    Versions go up by one; who calls has locked the records, or does not mind who came between.
    """
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        statement = _update(str(model.__tablename__), tuple(name for name in part[0] if name != "id"))
        values = {"rows": as_json(part), "tenant": uow.tenant_id}
        uow.session.connection().execute(statement, values)


def as_json(rows: Sequence[Row]) -> str:
    """Rows as the parameter of a statement."""
    return json.dumps(list(rows), default=_plain)


def as_rows(models: Iterable[SQLModel]) -> list[dict[str, Any]]:
    """Models as rows, every column given."""
    return [{name: getattr(model, name) for name in type(model).model_fields} for model in models]


@cache
def _statement(tables: tuple[tuple[Any, tuple[str, ...]], ...]) -> TextClause:
    inserts = []
    for number, (table, columns) in enumerate(tables):
        names = ", ".join(f'"{column}"' for column in columns)
        rows = f"jsonb_populate_recordset(null::{table}, cast(:rows{number} as jsonb))"
        inserts.append(f"insert into {table} ({names}) select {names} from {rows}")
    *before, last = inserts
    named = ", ".join(f"part{number} as ({insert})" for number, insert in enumerate(before))
    return text(f"with {named} {last}" if before else last)


@cache
def _update(table: str, columns: tuple[str, ...]) -> TextClause:
    changed = "".join(f'"{column}" = r."{column}", ' for column in columns)
    rows = f"jsonb_populate_recordset(null::{table}, cast(:rows as jsonb)) r"
    return text(
        f"update {table} t set {changed}version = t.version + 1, updated_at = clock_timestamp() from {rows}"
        " where t.tenant_id = :tenant and t.id = r.id"
    )


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
