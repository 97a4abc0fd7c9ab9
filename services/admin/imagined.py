"""A record and its lines as they would be with what a form holds: read under a cover, in place of what is stored.

What can't be read yet stays as it is stored; a new line that could not be saved is left out, a stored one stays as it
is. Nothing is written, locked or numbered, so a form may ask at each letter while others save.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

from services.admin import lines
from services.admin.children import Children
from services.admin.commands import defaults
from services.admin.covering import Cover, covered
from services.admin.forms import offered_fields, parse_all, read_form
from services.admin.policy import can, require
from services.admin.record import load
from services.admin.references import scoped
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import AppError


@dataclass
class Imagined:
    """The record's columns as they would be, and of each kind of lines the ids with their names in the form."""

    row: SimpleNamespace
    lines: dict[str, dict[UUID, str]] = field(default_factory=dict)


@contextmanager
def imagined(
    uow: UnitOfWork,
    resource: Resource,
    identity: str | None,
    values: Mapping[str, Any],
    sent: Mapping[str, lines.Lines],
) -> Iterator[Imagined]:
    """All that is read inside, in a unit of work that only reads, is as after saving this form."""
    stored = load(uow, resource, identity) if identity else None
    require(resource, uow.actor, "update" if identity else "create", stored)
    with covered(uow) as cover:
        row = _columns(uow, resource, stored, _readable(uow, resource, values, stored))
        cover.put(resource.table, [row])
        uow.session.expunge_all()
        found = Imagined(SimpleNamespace(**row))
        for child in resource.children:
            if can(registry.get(child.key), uow.actor, "view"):
                found.lines[child.key] = _lines(uow, cover, child, found.row.id, sent.get(child.key, lines.Lines()))
        yield found


def _readable(uow: UnitOfWork, resource: Resource, values: Mapping[str, Any], stored: Any) -> dict[str, Any]:
    """The typed values of a record's form, faults left aside."""
    try:
        return read_form(uow, resource, values, creating=stored is None, row=stored)
    except AppError:
        offered = offered_fields(resource, uow, creating=stored is None)
        return parse_all(uow, offered, {name: raw for name, raw in values.items() if name in offered})[0]


def _columns(uow: UnitOfWork, resource: Resource, stored: Any, typed: Mapping[str, Any]) -> dict[str, Any]:
    """A row by column: what was typed over what is stored, or over what a new record begins with."""
    table: Table = resource.table
    own = {name: value for name, value in typed.items() if name in table.c}
    if stored is None:
        stored = resource.model(**defaults(uow, resource) | {k: v for k, v in own.items() if v is not None})
        own |= {"tenant_id": uow.tenant_id, "created_by": uow.actor.user_id}
        if resource.workflow:
            flow = resource.workflow
            own[flow.field] = flow.first(resource.bound[flow.field])
        own = {name: value for name, value in own.items() if value is not None}
    return {column.key: getattr(stored, column.key, None) for column in table.columns} | own


def _lines(uow: UnitOfWork, cover: Cover, child: Children, parent: UUID, sent: lines.Lines) -> dict[UUID, str]:
    """Cover the lines of one kind; answers all of them by id, with their names in the form."""
    kind = registry.get(child.key)
    stored = {str(row.id): row for row in _stored(uow, kind, child, parent)}
    gone = [stored[one].id for one in sent.removed if one in stored and can(kind, uow.actor, "delete", stored[one])]
    rows: dict[str, dict[str, Any]] = {}
    for line in lines.placed(child, sent):
        row = _line(uow, kind, child, parent, line, stored.get(line.key))
        if row is not None:
            rows[line.key] = row
    uow.session.expunge_all()
    cover.put(kind.table, rows.values(), gone)
    left = {row.id: name for name, row in stored.items() if row.id not in gone}
    return left | {row["id"]: name for name, row in rows.items()}


def _line(
    uow: UnitOfWork, kind: Resource, child: Children, parent: UUID, line: lines.Line, stored: Any
) -> dict[str, Any] | None:
    """A line as it would be; None where it can't be saved."""
    if child.by in line.values or (stored is None and not line.new):
        return None
    values = line.values if stored else {**line.values, child.by: str(parent)}
    try:
        require(kind, uow.actor, "update" if stored else "create", stored)
        typed = read_form(uow, kind, values, creating=stored is None, row=stored)
        if kind.validate:
            kind.validate(uow, typed, stored)
    except AppError:
        return None
    return _columns(uow, kind, stored, typed)


def _stored(uow: UnitOfWork, kind: Resource, child: Children, parent: UUID) -> Iterable[Any]:
    column = kind.table.c
    own = select(kind.model).where(
        column.tenant_id == uow.tenant_id, column[child.by] == parent, scoped(kind, uow.actor)
    )
    own = own.where(column.deleted_at.is_(None)) if kind.trashable else own
    return uow.session.scalars(own.order_by(*lines.order_of(kind, child)).limit(lines.MOST)).all()
