"""How many rows of a list each choice of a field has: what stands beside the choices when one filters.

A field's own conditions are left out, since one is about to choose anew; all else of the list holds. Counting reads
whatever the list finds, so a list that finds more than :data:`LIMIT` rows has no counts, and says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, func, select

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.policy import require, visible_fields
from services.admin.query import count_of
from services.admin.references import REFERENCES
from services.admin.resource import Resource
from services.admin.statement import conditions
from services.admin.tags import TAGS, tag_counts
from services.admin.titles import titles_of
from services.admin.values import plain
from services.core.database import UnitOfWork
from services.core.errors import NotFound

LIMIT = 50_000
"""A list that finds more rows isn't counted: nobody waits for it."""
MOST = 12
"""So many of the records that a reference leads to, those with the most rows; further ones are found by typing."""
COUNTED = frozenset({"choice", "bool", TAGS, *REFERENCES})
"""Kinds of fields that have few enough choices."""


def facets(uow: UnitOfWork, resource: Resource, query: ListQuery, name: str) -> dict[str, Any]:
    """``{"counts": [{"value", "title", "count"}], "over"}``, the most frequent first.

    ``value`` is as a filter takes it; ``title`` is that of a record, None for a choice. Records whose title the actor
    may not see are left out. ``over`` where the list is too long to be counted. Raises ``Forbidden``, and ``NotFound``
    for a field that one can't filter by so.
    """
    require(resource, uow.actor, "view")
    seen = visible_fields(resource, uow.actor, Use.FILTER)
    bound = next((one for one in seen if one.key == name and one.kind in COUNTED), None)
    if bound is None:
        raise NotFound
    others = tuple(one for one in query.filters if one.field.key != name)
    rest = replace(query.first(), filters=others, group=None)
    wanted = conditions(uow, rest)
    if count_of(uow, rest, wanted, LIMIT).over:
        return {"counts": [], "over": True}
    found = _counts(uow, resource, bound, wanted)
    named = bound.kind in REFERENCES or bound.kind == TAGS
    titles = titles_of(uow, bound, [value for value, _count in found]) if named else {}
    counts = [
        {"value": _value(value), "title": titles.get(str(value)), "count": count}
        for value, count in found
        if not named or str(value) in titles
    ]
    return {"counts": counts, "over": False}


def _counts(
    uow: UnitOfWork, resource: Resource, bound: Bound, wanted: Sequence[ColumnElement[bool]]
) -> list[tuple[Any, int]]:
    """The stored values with their rows, the most frequent first; rows without a value are not counted."""
    table = resource.table
    if bound.column is None:
        counted = tag_counts(uow, resource.entity, select(table.c.id).where(*wanted))
    else:
        column = table.c[bound.column.name]
        counted = select(column, func.count().label("count")).where(*wanted, column.is_not(None)).group_by(column)
    most = counted.order_by(func.count().desc(), counted.selected_columns[0]).limit(max(MOST, len(bound.choices)))
    return [(value, count) for value, count in uow.session.execute(most)]


def _value(stored: Any) -> str:
    return str(stored).lower() if isinstance(stored, bool) else str(plain(stored))
