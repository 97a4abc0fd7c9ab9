"""What is summed of a list, and how: amounts in different currencies have no sum."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, case, func, null
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import visible_fields
from services.admin.resource import Resource
from services.core.actor import Actor

Columns = ReadOnlyColumnCollection[str, Any]


def totalled(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The fields whose sums this actor may see."""
    return visible_fields(resource, actor, Use.TOTAL)


def columns_of(fields: Iterable[Bound]) -> tuple[str, ...]:
    """The columns that summing these fields takes."""
    names = (name for bound in fields for name in (bound.key, bound.declared.currency) if name)
    return tuple(dict.fromkeys(names))


def summed(columns: Columns, bound: Bound) -> ColumnElement[Any]:
    """The sum of a field over the columns of its table or of a part of it."""
    total = func.coalesce(func.sum(columns[bound.key]), 0)
    if not bound.declared.currency:
        return total
    currency = columns[bound.declared.currency]
    return case((func.min(currency) != func.max(currency), null()), else_=total)
