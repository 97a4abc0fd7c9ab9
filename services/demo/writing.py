"""Writing many rows at once, and ids that are the same on every machine."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import SQLModel

from services.core.database import UnitOfWork

AT_ONCE = 2_000


def id_at(moment: datetime, chance: random.Random) -> UUID:
    """A UUID version 7 (RFC 9562) of a moment, so that what was made later stands later."""
    value = (int(moment.timestamp() * 1000) & (1 << 48) - 1) << 80 | chance.getrandbits(76)
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def likely(chance: random.Random, percent: float) -> bool:
    """True so many times in a hundred."""
    return chance.random() * 100 < percent


def insert_rows(uow: UnitOfWork, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one shape: each batch is one statement with one parameter, which PostgreSQL takes apart."""
    if not rows:
        return
    table = model.__table__  # type: ignore[attr-defined]
    names = ", ".join(f'"{column.name}"' for column in table.c if column.name in rows[0])
    statement = text(
        f"insert into {table.name} ({names}) select {names}"
        f" from jsonb_populate_recordset(null::{table.name}, cast(:rows as jsonb))"
    )
    for batch in (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)):
        uow.session.execute(statement, {"rows": json.dumps(batch, default=_plain)})


def as_rows(models: Iterable[SQLModel]) -> list[dict[str, Any]]:
    """Models as rows."""
    return [{name: getattr(model, name) for name in type(model).model_fields} for model in models]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else str(value)
