"""The base of every stored row: tenant, identity, time; and of every editable record: version and trash.

A class under :class:`TenantRow` gets a primary key ``(tenant_id, id)``, and for each column marked with ``Ref`` a
foreign key that carries the tenant with an index of its own, so a row can't point into another tenant.
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin
from uuid import UUID

from sqlalchemy import Column, DateTime, Enum, ForeignKeyConstraint, Index, MetaData, String, Uuid, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from models.types import Kind, Ref, Series

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMING

CURRENT_TENANT = "(nullif(current_setting('app.tenant_id', true), '')::uuid)"
"""The tenant of the transaction, as SQL; null when none is set."""

Mark = TypeVar("Mark", Kind, Ref, Series)


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of milliseconds, then random; new rows land at the end of the index."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (millis & (1 << 48) - 1) << 80 | random & (1 << 76) - 1
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def marks(annotation: Any, metadata: list[Any] | tuple[Any, ...] = ()) -> Iterator[Any]:
    """All marks of an annotation, also those inside ``Money | None``."""
    yield from metadata
    if get_origin(annotation) is Annotated:
        inner, *own = get_args(annotation)
        yield from own
        yield from marks(inner)
    else:
        for part in get_args(annotation):
            yield from marks(part)


def mark_of(model: type[SQLModel], column: str, kind: type[Mark]) -> Mark | None:
    """The first mark of this type on a column, or None."""
    info = model.model_fields[column]
    return next((m for m in marks(info.annotation, info.metadata) if isinstance(m, kind)), None)


def table_args(cls: type[SQLModel], extra: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give marked columns their SQL type, and references their composite foreign key and index.

    Enumerations are stored as text: a type of its own in the database keeps conditions away from indexes under
    row-level security, and every new value would take a migration.
    """
    made: list[Any] = []
    for name in cls.model_fields:
        column = cls.__dict__.get(name)
        kind, ref = mark_of(cls, name, Kind), mark_of(cls, name, Ref)
        if kind and kind.storage is not None and isinstance(column, Column):
            column.type = kind.storage
        elif isinstance(column, Column) and isinstance(column.type, Enum):
            column.type = String(32)
        if ref:
            pair = ["tenant_id", name]
            target = [f"{ref.table}.tenant_id", f"{ref.table}.id"]
            made += [ForeignKeyConstraint(pair, target, ondelete=ref.on_delete), Index(None, *pair)]
    return (*made, *extra)


class TenantRow(SQLModel):
    """A row of one tenant, kept as it was written: movements, journal lines, history."""

    __constraints__: ClassVar[tuple[Any, ...]] = ()
    """Further constraints and indexes of the table; unique ones begin with ``tenant_id``."""

    tenant_id: UUID = Field(
        default=None,
        primary_key=True,
        sa_type=Uuid,
        sa_column_kwargs={"server_default": text(CURRENT_TENANT)},
    )
    id: UUID = Field(default_factory=new_id, primary_key=True)
    created_at: datetime = Field(
        default_factory=now, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": text("now()")}
    )
    created_by: UUID | None = None

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - SQLAlchemy calls it with the class
        return table_args(cls, cls.__constraints__)  # type: ignore[arg-type]


class Entity(TenantRow):
    """A record that people edit: it has a version, against lost updates, and goes to the trash before it is gone."""

    updated_at: datetime = Field(
        default_factory=now, sa_type=DateTime(timezone=True), sa_column_kwargs={"server_default": text("now()")}
    )
    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    deleted_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it with the class
        return {"version_id_col": cls.__dict__["version"]} if "version" in cls.__dict__ else {}
