"""The titles of a few referenced records, by id: for filters, group heads and whatever names records by themselves."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin.inference import Bound
from services.admin.references import REFERENCES, in_all_languages, titled
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork


def titles_of(uow: UnitOfWork, bound: Bound, ids: Collection[UUID]) -> dict[str, Any]:
    """What the records are called that a reference field names, as far as the actor may see them; one query."""
    source = titled(bound, uow.actor)
    if source is None or not ids:
        return {}
    statement = select(source.identity, source.title).where(
        source.source.c.tenant_id == uow.tenant_id, source.identity.in_(ids)
    )
    if source.visible is not None:
        statement = statement.where(source.visible)
    return {str(found): plain(name) for found, name in uow.session.execute(statement)}


def title_of_row(uow: UnitOfWork, resource: Resource, row: Any) -> Any:
    """What a stored row is called: its title, of a reference the title it leads to, of a choice its labels."""
    stored, bound = getattr(row, resource.title), resource.titled
    if bound.kind in REFERENCES:
        return titles_of(uow, bound, [stored]).get(str(stored), "") if stored else ""
    choice = bound.choice(str(plain(stored))) if bound.kind == "choice" else None
    return in_all_languages(choice.label) if choice else plain(stored)
