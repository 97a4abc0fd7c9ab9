"""Making a record on the way, where another one refers to it: only what it can't be without is asked."""

from collections.abc import Mapping
from typing import Any

from services.admin.commands import create
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import require, visible_fields
from services.admin.resource import Resource
from services.admin.titles import title_of_row
from services.core.actor import Actor
from services.core.database import UnitOfWork


def quick_fields(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """What is asked for: the name, the code, and whatever is required; raises ``Forbidden``."""
    require(resource, actor, "create")
    named = {resource.title, resource.coded.key if resource.coded else resource.title}
    fields = (bound for bound in visible_fields(resource, actor, Use.FORM) if not bound.read_only)
    return tuple(b for b in fields if (b.required or b.key in named) and b.declared.when is None)


def quick_create(uow: UnitOfWork, resource: Resource, values: Mapping[str, Any]) -> dict[str, Any]:
    """Make it, on the same road as any record; answers ``{"id", "title"}``."""
    row = create(uow, resource, values)
    uow.session.flush()
    return {"id": str(row.id), "title": title_of_row(uow, resource, row)}
