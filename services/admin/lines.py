"""A record saved together with the records that are part of it: its lines, in one unit of work.

Each line goes the same road as any record: its own policy, validation, version and history. What is wrong with one is
named ``children:line:field``, so that it can be shown in its cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from services.admin import commands, lineage
from services.admin.children import Children
from services.admin.forms import read_form
from services.admin.policy import can
from services.admin.record import form_fields, load
from services.admin.references import scoped
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.core.database import UnitOfWork
from services.core.errors import NotFound, RuleBroken, ValidationFailed
from services.core.i18n import Message, _

MOST = 200
"""So many lines stand in the form of their record; further ones are worked on in their own list."""


@dataclass(frozen=True)
class Line:
    """One line as a form sends it: ``key`` is the record's id, or any name for a new one; ``values`` what changed."""

    key: str
    values: Mapping[str, Any]
    version: int | None = None
    new: bool = False


@dataclass(frozen=True)
class Lines:
    """What became of the lines of one kind: those changed or new, those removed (id to version), and their order."""

    changed: tuple[Line, ...] = ()
    removed: Mapping[str, int | None] = field(default_factory=dict)
    order: tuple[str, ...] = ()


def lines_of(uow: UnitOfWork, child: Children, parent_id: UUID) -> list[dict[str, Any]]:
    """The first lines of a record as plain rows of what their form shows, in order; empty for who may not see them."""
    kind = registry.get(child.key)
    if not can(kind, uow.actor, "view"):
        return []
    table = kind.table
    reader = Reader(uow, kind, form_fields(kind, uow))
    first = list(uow.session.scalars(_mine(uow, kind, child, parent_id).order_by(*order_of(kind, child)).limit(MOST)))
    page = select(*reader.columns()).where(table.c.tenant_id == uow.tenant_id, table.c.id.in_(first))
    places = {str(identity): n for n, identity in enumerate(first)}
    return sorted(reader.plain(uow.session.execute(reader.around(page)).all()), key=lambda one: places[one["_id"]])


def unshown(uow: UnitOfWork, child: Children, parent_id: UUID) -> int:
    """How many lines a record has beyond those that :func:`lines_of` answers."""
    kind = registry.get(child.key)
    if not can(kind, uow.actor, "view"):
        return 0
    counted = select(func.count()).select_from(_mine(uow, kind, child, parent_id).subquery())
    return max((uow.session.scalar(counted) or 0) - MOST, 0)


def _mine(uow: UnitOfWork, kind: Resource, child: Children, parent_id: UUID) -> Select[Any]:
    """The ids of a record's lines, as far as the actor may see them."""
    table = kind.table
    mine = select(table.c.id).where(
        table.c.tenant_id == uow.tenant_id, table.c[child.by] == parent_id, scoped(kind, uow.actor)
    )
    return mine.where(table.c.deleted_at.is_(None)) if kind.trashable else mine


def order_of(kind: Resource, child: Children) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """By their place, else as in the list of their kind."""
    sort = kind.table.c[child.order or kind.default_sort.removeprefix("-")]
    last = child.order is None and kind.default_sort.startswith("-")
    return sort.desc() if last else sort.asc(), kind.table.c.id


def save(
    uow: UnitOfWork,
    resource: Resource,
    identity: UUID | str | None,
    values: Mapping[str, Any],
    version: int | None,
    lines: Mapping[str, Lines],
) -> Any:
    """Create (without ``identity``) or change a record with its lines, all or nothing; answers the record's row.

    Raises ``ValidationFailed`` with the faults of the record and of all lines at once, ``StaleVersion`` if somebody was
    faster with any of them.
    """
    known = {child.key: child for child in resource.children}
    if not set(lines) <= set(known):
        raise NotFound
    with lineage.together(uow):
        row, faults = _parent(uow, resource, identity, values, version)
        for key, sent in lines.items():
            faults |= _save(uow, known[key], row, sent)
        if faults:
            raise ValidationFailed(fields=faults)
    return row


def _parent(
    uow: UnitOfWork, resource: Resource, identity: UUID | str | None, values: Mapping[str, Any], version: int | None
) -> tuple[Any, dict[str, Message]]:
    """The record itself, or what is wrong with it; a new one that can't be is None."""
    try:
        if identity is None:
            return commands.create(uow, resource, values), {}
        return commands.update(uow, resource, identity, values, version), {}
    except ValidationFailed as error:
        if not error.fields:
            raise
        return None if identity is None else load(uow, resource, identity), dict(error.fields)


def _save(uow: UnitOfWork, child: Children, parent: Any, sent: Lines) -> dict[str, Message]:
    if len(sent.order) > MOST or len(sent.changed) > MOST:
        raise RuleBroken(_("At most {n} lines can be saved at once", n=MOST))
    kind = registry.get(child.key)
    faults: dict[str, Message] = {}
    for identity, version in sent.removed.items():
        _own(uow, kind, child, parent, identity)
        commands.trash(uow, kind, identity, version)
    for line in placed(child, sent):
        try:
            _line(uow, kind, child, parent, line)
        except ValidationFailed as error:
            if not error.fields:
                raise
            faults |= {f"{child.key}:{line.key}:{name}": message for name, message in error.fields.items()}
    return faults


def _line(uow: UnitOfWork, kind: Resource, child: Children, parent: Any, line: Line) -> None:
    if child.by in line.values:
        raise NotFound
    if not line.new:
        _own(uow, kind, child, parent, line.key)
        commands.update(uow, kind, line.key, line.values, line.version)
    elif parent is not None:
        commands.create(uow, kind, {**line.values, child.by: str(parent.id)})
    else:
        _foretell(uow, kind, child, line)


def _foretell(uow: UnitOfWork, kind: Resource, child: Children, line: Line) -> None:
    """What is wrong with a line whose record can't be made yet."""
    try:
        read_form(uow, kind, line.values, creating=True)
    except ValidationFailed as error:
        wrong = {name: message for name, message in error.fields.items() if name != child.by}
        if wrong:
            raise ValidationFailed(fields=wrong) from None


def placed(child: Children, sent: Lines) -> Iterable[Line]:
    """The lines to write: those changed, and those whose place is another, with their place."""
    changed = {line.key: line for line in sent.changed}
    if child.order is None or not sent.order:
        return sent.changed
    places = {key: n for n, key in enumerate(sent.order, start=1)}
    everyone = [*sent.order, *(key for key in changed if key not in places)]
    lines = (changed.get(key) or Line(key, {}) for key in everyone)
    return [
        Line(one.key, {**one.values, child.order: places[one.key]} if one.key in places else one.values,
             one.version, one.new)
        for one in lines
    ]  # fmt: skip


def _own(uow: UnitOfWork, kind: Resource, child: Children, parent: Any, identity: str) -> None:
    """Refuse a line that belongs to another record."""
    if parent is None or getattr(load(uow, kind, identity), child.by) != parent.id:
        raise NotFound
