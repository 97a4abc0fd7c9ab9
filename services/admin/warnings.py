"""What a form should say before it is saved: sentences beside its inputs that warn of something and refuse nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin import lines
from services.admin.fields import Use
from services.admin.imagined import imagined
from services.admin.inference import Bound
from services.admin.policy import can, require, visible_fields
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work


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

    A line that can't be saved yet has faults to mend, and no warning. Nothing is written and nothing locked.
    """
    require(resource, actor, "update" if identity else "create")
    if not may_warn(resource, actor):
        return {}
    with unit_of_work(actor, read_only=True) as uow, imagined(uow, resource, identity, values, sent) as would:
        found = _said(uow, resource, {would.row.id: ""})
        for key, names in would.lines.items():
            found |= _said(uow, registry.get(key), {one: f"{key}:{name}:" for one, name in names.items()})
        return found


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
