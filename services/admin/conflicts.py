"""What the database refuses, said as a person would: a duplicate beside its field, a record still in use."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import errors as pg
from sqlalchemy import CheckConstraint, Table, UniqueConstraint
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import AppError, Conflict, RuleBroken, ValidationFailed
from services.core.i18n import Message, _

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@contextmanager
def checked_write(uow: UnitOfWork, resource: Resource) -> Iterator[None]:
    """Write inside a savepoint; a constraint's refusal becomes an error of ours, and the transaction lives on."""
    try:
        with uow.session.begin_nested():
            yield
            uow.session.flush()
    except IntegrityError as error:
        raise refusal(resource, error) from error


def refusal(resource: Resource, error: IntegrityError) -> AppError:
    """The error of ours for a constraint of the resource's table."""
    cause = error.orig
    name = cause.diag.constraint_name if isinstance(cause, pg.Error) else None
    if isinstance(cause, pg.UniqueViolation):
        return duplicate(resource, unique_columns(resource.table, name or ""))
    if isinstance(cause, pg.ForeignKeyViolation):
        return RuleBroken(_("Another record still needs this one"))
    if isinstance(cause, pg.NotNullViolation) and cause.diag.column_name in resource.bound:
        return ValidationFailed(fields={str(cause.diag.column_name): _("This is needed")})
    if isinstance(cause, pg.CheckViolation):
        broken = [rule for rule in checks_of(resource.table) if name_of(rule) == name]
        fields = {key: against(name or "") for rule in broken if (key := field_of(resource, rule))}
        return ValidationFailed(fields=fields) if fields else RuleBroken(against(name or ""))
    return RuleBroken(against(name or "-"))


def against(name: str) -> Message:
    """What is said where a constraint of this name refuses."""
    return _("This is against a rule of the records ({name})", name=name)


def checks_of(table: Table) -> list[CheckConstraint]:
    """The check constraints of a table, but for those that come with a type."""
    return [rule for rule in table.constraints if isinstance(rule, CheckConstraint) and not rule._type_bound]  # noqa: SLF001 - SQLAlchemy tells it nowhere else


def name_of(rule: CheckConstraint) -> str:
    """What the database calls it."""
    return str(_DIALECT.identifier_preparer.format_constraint(rule))


def field_of(resource: Resource, rule: CheckConstraint) -> str:
    """The field beside which to say that a rule is broken: the first it names; empty where it names none."""
    return next((word for word in re.findall(r"\w+", str(rule.sqltext)) if word in resource.bound), "")


def unique_columns(table: Table, name: str) -> tuple[str, ...]:
    """The columns of a unique constraint or index, without the tenant."""
    known = {c.name: list(c.columns) for c in table.constraints if isinstance(c, UniqueConstraint)}
    known |= {index.name: list(index.columns) for index in table.indexes if index.unique}
    return tuple(column.name for column in known.get(name, []) if column.name != "tenant_id")


def duplicate(resource: Resource, columns: tuple[str, ...]) -> AppError:
    """The error of ours for columns that another record holds already."""
    fields = {column: _("There is one like this already") for column in columns if column in resource.bound}
    return ValidationFailed(fields=fields) if fields else Conflict()
