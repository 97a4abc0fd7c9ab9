"""What belongs to a record: the lists that can be filtered by it, each with its first rows."""

from typing import Any
from uuid import UUID

from app import renderers
from app.states import place
from services.admin.describe import describe
from services.admin.listing import ListQuery
from services.admin.policy import can
from services.admin.query import list_page
from services.admin.references import target_of
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork

Json = dict[str, Any]
SHOWN = 10
"""Rows of a list on the page of the record they belong to."""


def related(uow: UnitOfWork, resource: Resource, record_id: UUID) -> list[Json]:
    """The lists that have rows of this record, as their cards draw them."""
    parts = (_part(uow, other, column, record_id) for other, column in _referring(resource, uow.actor))
    return [part for part in parts if part["rows"]]


def _referring(resource: Resource, who: Actor) -> list[tuple[Resource, str]]:
    return [
        (other, bound.key)
        for other in registry.all()
        if can(other, who, "view")
        for bound in other.bound.values()
        if bound.kind == "ref" and bound.declared.filter and target_of(bound) is resource
    ]


def _part(uow: UnitOfWork, other: Resource, column: str, record_id: UUID) -> Json:
    meta = describe(other, uow.actor)
    given = {f"f.{column}": str(record_id), "size": "25"}
    page = list_page(uow, other, ListQuery.parse(other, uow.actor, given), count=False)
    columns, hidden = renderers.columns(meta)
    return {
        "key": other.key,
        "tab": f"{other.key}/{column}",
        "count": None if page.next is not None else len(page.rows),
        "label": meta["label"],
        "href": place.address(other.key, {f"f.{column}": str(record_id)}),
        "columns": [c for c in columns if c["key"] != column],
        "hidden": hidden,
        "rows": [renderers.row(meta, values) for values in page.rows[:SHOWN]],
        "more": page.next is not None or len(page.rows) > SHOWN,
    }
