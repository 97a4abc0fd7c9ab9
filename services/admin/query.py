"""A page of a list: rows, the cursors to the neighbouring pages, and how many there are in all."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.engine import Row

from services.admin.cursors import Cursor
from services.admin.grouping import GROUP, GROUP_LIMIT, groups_of
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.admin.searching import DEEP, Finds, find
from services.admin.statement import LOOKED_AT, SORT_VALUE, Conditions, conditions, sort_expression, walks_of
from services.admin.tokens import first
from services.admin.values import plain
from services.core.database import UnitOfWork

COUNT_LIMIT = 10_000
"""Counting stops here: nobody waits for an exact million."""


@dataclass(frozen=True)
class Count:
    """How many rows a list has: exactly ``n``, or ``over`` that."""

    n: int
    over: bool = False

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"n": self.n, "over": self.over}


@dataclass(frozen=True)
class ListPage:
    """One page: plain rows, the addresses' cursors to its neighbours (None at an end), the count if asked for.

    Of a list parted by a field, ``groups`` are all its groups, and each row names its own in ``_group``; a list too
    long for that is ``unparted``.
    """

    rows: list[dict[str, Any]]
    next: str | None = None
    previous: str | None = None
    count: Count | None = None
    groups: tuple[dict[str, Any], ...] = ()
    unparted: bool = False

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        count = self.count.plain() if self.count else None
        return {"rows": self.rows, "next": self.next, "previous": self.previous, "count": count}


def list_page(
    uow: UnitOfWork,
    resource: Resource,
    query: ListQuery,
    *,
    count: bool = True,
    fields: tuple[Bound, ...] | None = None,
) -> ListPage:
    """The page a query asks for: one statement for the rows with all titles, one for the limited count.

    A search looks only so far: where common words fill no page it has fewer rows than asked for, and the cursors lead
    on from where it stopped.

    A list parted by a field takes one more for all groups, and one for their titles where they are references.

    ``fields`` replaces the visible columns by others the actor may see. Raises :class:`Forbidden`.
    """
    require(resource, uow.actor, "view")
    shown = query.columns(uow.actor) if fields is None else fields
    wanted = list(conditions(uow, replace(query, q="") if query.q else query))
    finds = find(uow, resource, query.q) if query.q else None
    if finds and finds.named is not None:
        wanted.append(finds.named)
    counted = _counted(uow, query, wanted, finds) if count or query.group else None
    unparted = bool(query.group and counted and counted.over)
    if unparted:
        query = replace(query.first(), group=None)
    if query.group and finds and finds.asked:
        wanted.append(finds.asked(resource.table.c))
    reader = Reader(uow, resource, shown)
    found: list[Row[Any]] = []
    stopped: Row[Any] | None = None
    for walk in walks_of(reader, query, wanted, finds):
        if len(found) <= query.size and stopped is None:
            found += uow.session.execute(walk.rows).all()
            if walk.end is not None and len(found) <= query.size:
                stopped = uow.session.execute(walk.end).one_or_none()
    more, found = len(found) > query.size, found[: query.size]
    if query.before:
        found.reverse()
    following, preceding = _neighbours(query, found, more=more, stopped=stopped)
    rows = reader.plain(found)
    for row, one in zip(found, rows, strict=True) if query.group else ():
        one[GROUP] = plain(row._mapping[GROUP])
    groups = tuple(groups_of(uow, query, wanted)) if query.group and count else ()
    return ListPage(rows, following, preceding, counted, groups, unparted)


def neighbours(uow: UnitOfWork, resource: Resource, query: ListQuery, identity: UUID) -> tuple[str | None, str | None]:
    """The ids of the records before and after one in a list's order; None at an end, both None outside the list."""
    alone = replace(query.first(), size=1)
    here = _place_of(uow, alone, identity)
    if here is None:
        return None, None
    sides = (replace(alone, before=here), replace(alone, after=here))
    found = (list_page(uow, resource, side, count=False, fields=()).rows for side in sides)
    before, after = (str(rows[0]["_id"]) if rows else None for rows in found)
    return before, after


def _place_of(uow: UnitOfWork, query: ListQuery, identity: UUID) -> Cursor | None:
    """Where a record stands in a list; None where the list hasn't got it."""
    table = query.resource.table
    order = sort_expression(query).label(SORT_VALUE)
    group = [one.label(name) for name, one in query.group.order(query.sorted_in).items()] if query.group else []
    source = query.group.source(table) if query.group else table
    here = select(table.c.id, order, *group).select_from(source)
    row = uow.session.execute(here.where(*conditions(uow, query), table.c.id == identity)).one_or_none()
    return None if row is None else _at(query, row)


def count_of(uow: UnitOfWork, query: ListQuery, wanted: Conditions, limit: int = COUNT_LIMIT) -> Count:
    """How many rows the query finds in all, counted up to a limit."""
    table = query.resource.table
    some = select(table.c.id).where(*wanted).limit(limit + 1).subquery()
    n = int(uow.session.scalar(select(func.count()).select_from(some)) or 0)
    return Count(min(n, limit), n > limit)


def _counted(uow: UnitOfWork, query: ListQuery, wanted: Conditions, finds: Finds | None) -> Count:
    """How many rows a page's list has.

    Where each row is asked whether a search finds it, so many are asked and the count says that there may be more:
    the first ones with common words, or the first ones of a list that is narrowed besides.
    """
    limit = GROUP_LIMIT if query.group else COUNT_LIMIT
    if finds is None or finds.asked is None:
        found = count_of(uow, query, wanted, limit)
        return Count(found.n, over=True) if finds and finds.partial else found
    table, alone = query.resource.table, not query.filters and query.where is None and not query.ids
    if alone and finds.along:
        ids = first(uow, query.resource.entity, finds.along, DEEP if finds.along.further else COUNT_LIMIT).subquery()
        some = select(table.c.id).join_from(ids, table, table.c.id == ids.c.record_id).where(*wanted).subquery()
        return Count(int(uow.session.scalar(select(func.count()).select_from(some)) or 0), over=True)
    walk = select(table).where(*wanted).limit(LOOKED_AT).subquery("walk")
    those = select(func.count()).select_from(walk).where(finds.asked(walk.c)).scalar_subquery()
    n, looked_at = uow.session.execute(select(those, select(func.count()).select_from(walk).scalar_subquery())).one()
    return Count(n, over=looked_at == LOOKED_AT)


def _neighbours(
    query: ListQuery, found: list[Row[Any]], *, more: bool, stopped: Row[Any] | None
) -> tuple[str | None, str | None]:
    """The cursors to the pages after and before; a page that stopped short goes on from the last row looked at."""
    going_back = query.before is not None
    ends: list[Row[Any] | None] = [found[0], found[-1]] if found else [None, None]
    if stopped is not None:
        ends[0 if going_back else 1] = stopped
    first_, last = (None if row is None else _cursor(query, row) for row in ends)
    further = more or stopped is not None
    following = last if further or going_back else None
    preceding = first_ if (query.after is not None) or (going_back and further) else None
    return following, preceding


def _cursor(query: ListQuery, row: Row[Any]) -> str:
    return _at(query, row).seal(query.context)


def _at(query: ListQuery, row: Row[Any]) -> Cursor:
    """Where a row stands in the list."""
    value = plain(row._mapping[SORT_VALUE])
    if query.group is not None:
        value = [[plain(row._mapping[name]) for name in query.group.order(query.sorted_in)], value]
    return Cursor(value, row.id, query.sorted_in)
