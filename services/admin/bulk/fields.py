"""Which fields can be set for many records at once."""

from sqlalchemy import UniqueConstraint

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, visible_fields
from services.admin.resource import Resource
from services.core.actor import Actor

NEVER = frozenset({"json", "rows", "steps", "message", "picture"})
"""Kinds that belong to one record."""


def editable_fields(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The fields of the form that may hold the same value in many records and be changed after creation."""
    if not can(resource, actor, "update"):
        return ()
    single = unique_alone(resource)
    return tuple(
        bound
        for bound in visible_fields(resource, actor, Use.FORM)
        if not (bound.read_only or bound.declared.once or bound.kind in NEVER or bound.key in single)
    )


def unique_alone(resource: Resource) -> frozenset[str]:
    """Columns that no two records of a tenant share."""
    table = resource.table
    keys = [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
    keys += [index.columns for index in table.indexes if index.unique]
    named = ({column.name for column in key} - {"tenant_id"} for key in keys)
    return frozenset(name for names in named if len(names) == 1 for name in names)
