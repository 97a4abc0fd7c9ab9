"""Sums over everything a list finds, asked for when wanted and the same on screen and in exports."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, null, select

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.policy import require, visible_fields
from services.admin.resource import Resource
from services.admin.statement import conditions
from services.admin.values import plain
from services.core.database import UnitOfWork


def totals(uow: UnitOfWork, resource: Resource, query: ListQuery) -> dict[str, str | None]:
    """The sum of each field marked ``total``, as a plain decimal; None where currencies are mixed."""
    require(resource, uow.actor, "view")
    fields = visible_fields(resource, uow.actor, Use.TOTAL)
    if not fields:
        return {}
    sums = (_sum(resource, bound).label(bound.key) for bound in fields)
    row = uow.session.execute(select(*sums).where(*conditions(uow, query))).one()
    return {bound.key: plain(value) for bound, value in zip(fields, row, strict=True)}


def _sum(resource: Resource, bound: Bound) -> ColumnElement[Any]:
    column = resource.table.c[bound.key]
    total = func.coalesce(func.sum(column), 0)
    if not bound.declared.currency:
        return total
    currency = resource.table.c[bound.declared.currency]
    return case((func.min(currency) != func.max(currency), null()), else_=total)
