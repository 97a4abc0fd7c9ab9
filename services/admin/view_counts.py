"""How many rows the saved views of a list have, where that is cheap to know."""

from sqlalchemy import func, select

from services.admin.listing import ListQuery
from services.admin.query import count_of
from services.admin.resource import Resource
from services.admin.saved_views import views_of
from services.admin.sought import sought
from services.admin.statement import conditions
from services.core.database import UnitOfWork
from services.core.errors import AppError

SMALL = 10_000
"""Only the views of a list of so many rows are counted: that costs a few milliseconds, whatever they ask."""
MOST = 12
"""The first views, as many as tabs are read at a glance."""


def view_counts(uow: UnitOfWork, resource: Resource) -> dict[str, int]:
    """The rows of each saved view by its id; nothing for a long list, or for a view that can't be read any more.

    One statement looks how long the list is, one counts all views; a view with a search adds one for its words.
    """
    views = views_of(uow, resource)[:MOST]
    if not views:
        return {}
    whole = ListQuery.parse(resource, uow.actor, {})
    if count_of(uow, whole, conditions(uow, whole), SMALL).over:
        return {}
    sizes = {}
    for view in views:
        try:
            query = ListQuery.parse(resource, uow.actor, view["params"])
        except AppError:
            continue
        seek = sought(uow, query)
        if seek.partial:
            continue
        found = seek.rows([resource.table.c.id], most=SMALL, reach=SMALL).subquery()
        sizes[view["id"]] = select(func.count()).select_from(found).scalar_subquery()
    if not sizes:
        return {}
    return dict(zip(sizes, uow.session.execute(select(*sizes.values())).one(), strict=True))
