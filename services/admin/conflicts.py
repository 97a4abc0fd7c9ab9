"""What the database refuses, said as a person would: a duplicate beside its field, a record still in use."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg import errors as pg
from sqlalchemy import Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import AppError, Conflict, RuleBroken, ValidationFailed
from services.core.i18n import _


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
        return _duplicate(resource, unique_columns(resource.table, name or ""))
    if isinstance(cause, pg.ForeignKeyViolation):
        return RuleBroken(_("Another record still needs this one"))
    if isinstance(cause, pg.NotNullViolation) and cause.diag.column_name in resource.bound:
        return ValidationFailed(fields={str(cause.diag.column_name): _("This is needed")})
    return RuleBroken(_("This is against a rule of the records ({name})", name=name or "-"))


def unique_columns(table: Table, name: str) -> tuple[str, ...]:
    """The columns of a unique constraint or index, without the tenant."""
    known = {c.name: list(c.columns) for c in table.constraints if isinstance(c, UniqueConstraint)}
    known |= {index.name: list(index.columns) for index in table.indexes if index.unique}
    return tuple(column.name for column in known.get(name, []) if column.name != "tenant_id")


def _duplicate(resource: Resource, columns: tuple[str, ...]) -> AppError:
    fields = {column: _("There is one like this already") for column in columns if column in resource.bound}
    return ValidationFailed(fields=fields) if fields else Conflict()
