"""What a form should say before it is saved: sentences beside its inputs that warn of something and refuse nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin import lines
from services.admin.children import Children
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, require, visible_fields
from services.admin.references import scoped
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.core.actor import Actor
from services.core.database import UnitOfWork, rehearsal
from services.core.errors import AppError


def warners(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The fields whose sentences stand beside an input, as far as this actor sees them."""
    if not can(resource, actor, "view"):
        return ()
    return tuple(bound for bound in visible_fields(resource, actor, Use.DETAIL) if bound.declared.warns)


def may_warn(resource: Resource, actor: Actor) -> bool:
    """Whether a form of this resource, or a line in it, can have a warning at all."""
    kinds = (resource, *(registry.get(child.key) for child in resource.children))
    return any(warners(kind, actor) for kind in kinds)


def warned(
    actor: Actor,
    resource: Resource,
    identity: str | None,
    values: Mapping[str, Any],
    sent: Mapping[str, lines.Lines],
) -> dict[str, Any]:
    """Sentences by the name of the input: ``field``, in a line ``children:line:field``.

    The save is rehearsed whole and taken back; what can't be saved yet has faults to mend, and no warnings.
    """
    require(resource, actor, "update" if identity else "create")
    if not may_warn(resource, actor):
        return {}
    try:
        with rehearsal(actor) as uow:
            saved = lines.saved(uow, resource, identity, values, None, sent)
            uow.session.flush()
            found = _said(uow, resource, {saved.row.id: ""})
            for child in resource.children:
                found |= _said(uow, registry.get(child.key), _lines(uow, child, saved))
            return found
    except AppError:
        return {}


def _lines(uow: UnitOfWork, child: Children, saved: lines.Saved) -> dict[UUID, str]:
    """The record's lines by id, with how their inputs' names begin."""
    kind, made = registry.get(child.key), saved.made.get(child.key, {})
    if not warners(kind, uow.actor):
        return {}
    table = kind.table
    own = select(table.c.id).where(
        table.c.tenant_id == uow.tenant_id, table.c[child.by] == saved.row.id, scoped(kind, uow.actor)
    )
    own = own.where(table.c.deleted_at.is_(None)) if kind.trashable else own
    ids: Sequence[UUID] = uow.session.scalars(own.limit(lines.MOST)).all()
    return {one: f"{child.key}:{made.get(one, one)}:" for one in ids}


def _said(uow: UnitOfWork, kind: Resource, names: Mapping[UUID, str]) -> dict[str, Any]:
    """The sentences of these rows by input."""
    fields, table = warners(kind, uow.actor), kind.table
    if not fields or not names:
        return {}
    reader = Reader(uow, kind, fields)
    page = select(*reader.columns()).where(table.c.tenant_id == uow.tenant_id, table.c.id.in_(names))
    rows = reader.plain(uow.session.execute(reader.around(page)).all())
    return {
        f"{names[UUID(row['_id'])]}{bound.declared.warns}": row[bound.key]
        for row in rows
        for bound in fields
        if row[bound.key]
    }
