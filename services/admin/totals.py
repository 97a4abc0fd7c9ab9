"""Sums over everything a list finds, asked for when wanted and the same on screen and in exports."""

from sqlalchemy import func, select

from services.admin.grouping import GROUP_LIMIT
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.resource import Resource
from services.admin.sought import sought
from services.admin.statement import conditions
from services.admin.sums import columns_of, summed, totalled
from services.admin.values import plain
from services.core.database import UnitOfWork

MOST = 1_000_000
"""So many rows are added up while somebody waits; a file adds up all it holds."""


def totals(uow: UnitOfWork, resource: Resource, query: ListQuery) -> dict[str, str | None]:
    """The sum of each field marked ``total``, as a plain decimal; None where currencies are mixed."""
    require(resource, uow.actor, "view")
    fields = totalled(resource, uow.actor)
    if not fields:
        return {}
    sums = (summed(resource.table.c, bound).label(bound.key) for bound in fields)
    row = uow.session.execute(select(*sums).where(*conditions(uow, query))).one()
    return {bound.key: plain(value) for bound, value in zip(fields, row, strict=True)}


def totals_at_once(uow: UnitOfWork, resource: Resource, query: ListQuery) -> dict[str, str | None] | None:
    """The same where that is soon done; None for a list of more than :data:`MOST` rows.

    A list that is searched for common words is too long from :data:`GROUP_LIMIT` rows on, each being asked.
    """
    require(resource, uow.actor, "view")
    fields, found = totalled(resource, uow.actor), sought(uow, query)
    columns = [resource.table.c[name] for name in dict.fromkeys(("id", *columns_of(fields)))]
    rows = found.rows(columns, most=MOST + 1, reach=GROUP_LIMIT).subquery()
    sums = (summed(rows.c, bound) for bound in fields)
    stopped = found.stopped(reach=GROUP_LIMIT)
    n, partial, *values = uow.session.execute(select(func.count(), stopped, *sums).select_from(rows)).one()
    if found.partial or partial or n > MOST:
        return None
    return {bound.key: plain(value) for bound, value in zip(fields, values, strict=True)}
