"""Plain values as a table's columns take them: an enumeration that the database knows by name is given its name."""

from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Enum as EnumType
from sqlmodel import SQLModel


def as_stored(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """These plain values, ready to be written."""
    for name, kind in _enumerations(model).items():
        if values.get(name) is not None:
            values[name] = kind(values[name]).name
    return values


@cache
def _enumerations(model: type[SQLModel]) -> dict[str, type[Enum]]:
    columns = model.__table__.columns  # type: ignore[attr-defined]
    return {c.name: c.type.enum_class for c in columns if isinstance(c.type, EnumType) and c.type.enum_class}
