"""Sums over everything a list finds, asked for when wanted and the same on screen and in exports."""

from sqlalchemy import select

from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.resource import Resource
from services.admin.statement import conditions
from services.admin.sums import summed, totalled
from services.admin.values import plain
from services.core.database import UnitOfWork


def totals(uow: UnitOfWork, resource: Resource, query: ListQuery) -> dict[str, str | None]:
    """The sum of each field marked ``total``, as a plain decimal; None where currencies are mixed."""
    require(resource, uow.actor, "view")
    fields = totalled(resource, uow.actor)
    if not fields:
        return {}
    sums = (summed(resource.table.c, bound).label(bound.key) for bound in fields)
    row = uow.session.execute(select(*sums).where(*conditions(uow, query))).one()
    return {bound.key: plain(value) for bound, value in zip(fields, row, strict=True)}
