"""The statement of a list: a page of rows by keyset, then the titles of all references by outer joins.

The page is cut before anything is joined, so that the planner walks one index and stops. Empty values stand where
PostgreSQL's index has them (last going up, first going down), hence one index ``(tenant_id, column, id)`` serves
both directions. Where a page crosses from values to empty ones, a second walk brings what is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    false,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.admin.fields import Declared
from services.admin.grouping import GROUP, GROUP_TITLE, Grouping
from services.admin.inference import Bound, bind
from services.admin.listing import ListQuery
from services.admin.references import scoped
from services.admin.rows import Reader, chosen_once
from services.admin.searching import Finds, find
from services.core.database import UnitOfWork

SORT_VALUE = "_sort"
LOOKED_AT = 15_000
"""So many rows of a list are asked one by one for a page of finds."""
Conditions = Sequence[ColumnElement[bool]]


def conditions(uow: UnitOfWork, query: ListQuery) -> Conditions:
    """What a row must fulfil to be in the list, whatever the page: tenant, scope, trash, filters, search.

    A search asks the database for its words: make them once for rows, count and sums. A page takes its search from
    :func:`services.admin.searching.find` instead, which costs the same however much there is to be found.
    """
    resource, table = query.resource, query.resource.table
    wanted: list[ColumnElement[bool]] = [table.c.tenant_id == uow.tenant_id]
    if resource.scope is not None:
        wanted.append(scoped(resource, uow.actor))
    if resource.trashable:
        gone = table.c.deleted_at
        wanted.append(gone.is_not(None) if query.trash else gone.is_(None))
    wanted += [one.condition() for one in query.filters]
    if query.where is not None:
        wanted.append(query.where.condition())
    if query.ids:
        wanted.append(table.c.id.in_(query.ids))
    if query.q:
        wanted.append(find(uow, resource, query.q).every())
    return wanted


def sort_field(query: ListQuery) -> Bound:
    """The field a list is sorted by."""
    resource = query.resource
    return resource.bound.get(query.sort.key) or bind(resource.model, Declared(query.sort.key))


def sort_expression(query: ListQuery) -> ColumnElement[Any]:
    """What a list is ordered by: a column, or one language of it as an index has it."""
    column = query.resource.table.c[query.sort.key]
    return _in_language(column, query.sorted_in) if isinstance(column.type, JSONB) else column


@cache
def _in_language(column: ColumnElement[Any], language: str) -> ColumnElement[Any]:
    said: ColumnElement[str] = literal_column(f"'{language}'")
    return column.op("->>", return_type=Text())(said)


@cache
def _sort_value(order: ColumnElement[Any]) -> ColumnElement[Any]:
    return order.label(SORT_VALUE)


@dataclass(frozen=True)
class Walk:
    """A stretch of a list: the statement of its rows, and of the last row looked at, if it ends before the list does.

    Where each row is asked whether a search finds it, a page looks at so many rows and no further.
    """

    rows: Select[Any]
    end: Select[Any] | None = None


def walks_of(reader: Reader, query: ListQuery, wanted: Conditions, finds: Finds | None = None) -> list[Walk]:
    """The stretches whose rows, one after the other, are a page and one row more, in walking order.

    There is one; where the page may cross from values to empty ones there is a second, for what is still missing.
    With ``finds`` each row is asked whether it is among them.
    """
    if query.group is not None:
        return [Walk(_parted(reader, query, query.group, wanted))]
    order, identity = sort_expression(query), query.resource.table.c.id
    value = _sort_value(order)
    going_down = query.sort.descending != (query.before is not None)
    keys = (identity,) if query.sort.key == "id" else (order, identity)
    directed = [key.desc() if going_down else key.asc() for key in keys]
    asked = finds if finds is not None and finds.asked is not None else None
    walks = []
    for part in _parts(query, order, going_down=going_down):
        base, end = chosen_once(*reader.columns(), value).where(*wanted, *part).order_by(*directed), None
        if asked is not None:
            end = select(identity, value).where(*wanted, *part).order_by(*directed).offset(LOOKED_AT - 1).limit(1)
            base = _asked(reader, query, base, asked)
        walks.append(Walk(in_order(reader.around(base.limit(query.size + 1), value), query), end))
    return walks


def _asked(reader: Reader, query: ListQuery, base: Select[Any], finds: Finds) -> Select[Any]:
    """Of the next rows of a list those that a search finds, in their order."""
    table = query.resource.table
    further = [table.c[name] for name in finds.keys if name not in reader.names]
    walk = base.add_columns(*further).limit(LOOKED_AT).subquery("walk")
    names = ("id",) if query.sort.key == "id" else (SORT_VALUE, "id")
    going_down = query.sort.descending != (query.before is not None)
    found = select(*(walk.c[name] for name in (*reader.names, SORT_VALUE)))
    if finds.asked is not None:
        found = found.where(finds.asked(walk.c))
    return found.order_by(*(walk.c[name].desc() if going_down else walk.c[name].asc() for name in names))


def all_of(reader: Reader, query: ListQuery, wanted: Conditions) -> Select[Any]:
    """Every row of the list, whatever the page: what an export reads."""
    table, value = query.resource.table, sort_expression(query).label(SORT_VALUE)
    if query.group is None:
        return in_order(reader.around(select(*reader.columns(), value).where(*wanted), value), query)
    order = query.group.order(query.sorted_in)
    extra = [value, *(one.label(name) for name, one in order.items())]
    whole = select(*reader.columns(), *extra).select_from(query.group.source(table)).where(*wanted)
    return in_order(reader.around(whole, *extra).order_by(*(_GROUP_PLACES[name][0] for name in order)), query)


def _parted(reader: Reader, query: ListQuery, group: Grouping, wanted: Conditions) -> Select[Any]:
    """A page of a list parted by a field: by group first, then in the list's own order."""
    back = query.before is not None
    down = query.sort.descending != back
    table = query.resource.table
    parting, order = group.order(query.sorted_in), sort_expression(query)
    keys = (*((one, back) for one in parting.values()), (order, down), (table.c.id, down))
    extra = [order.label(SORT_VALUE), *(one.label(name) for name, one in parting.items())]
    page = select(*reader.columns(), *extra).select_from(group.source(table)).where(*wanted).limit(query.size + 1)
    page = page.order_by(*(key.desc() if falling else key.asc() for key, falling in keys))
    if query.cursor is not None:
        group_values, sort_value = query.cursor.value
        here = (
            *(group.typed(name, one) for name, one in zip(parting, group_values, strict=True)),
            None if sort_value is None else typed(sort_field(query), sort_value),
            query.cursor.id,
        )
        page = page.where(_beyond([(*key, at) for key, at in zip(keys, here, strict=True)]))
    first = (_GROUP_PLACES[name][1 if back else 0] for name in parting)
    around = reader.around(page, *extra)
    return around.order_by(*first, *(falling if down else rising for rising, falling in _PLACE))


def _beyond(keys: Sequence[tuple[ColumnElement[Any], bool, Any]]) -> ColumnElement[bool]:
    """What comes after a place in an order of several keys; empty values last going up, first going down."""
    (key, falling, at), *further = keys
    if at is None:
        after: ColumnElement[bool] = key.is_not(None) if falling else false()
        here: ColumnElement[bool] = key.is_(None)
    else:
        after = key < at if falling else or_(key > at, key.is_(None))
        here = key == at
    return or_(after, and_(here, _beyond(further))) if further else after


def in_order(statement: Select[Any], query: ListQuery) -> Select[Any]:
    """Put joined rows into walking order: the joins may shuffle them."""
    keys = _PLACE[1:] if query.sort.key == "id" else _PLACE
    going_down = query.sort.descending != (query.before is not None)
    return statement.order_by(*(down if going_down else up for up, down in keys))


def _place(name: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    column: ColumnElement[Any] = literal_column(f'page."{name}"')
    return column.asc(), column.desc()


_PLACE = (_place(SORT_VALUE), _place("id"))
_GROUP_PLACES = {name: _place(name) for name in (GROUP_TITLE, GROUP)}


def _parts(query: ListQuery, order: ColumnElement[Any], *, going_down: bool) -> list[list[ColumnElement[bool]]]:
    """The stretches of the index after the cursor: one, or the rest of the values and then the empty ones."""
    cursor, identity = query.cursor, query.resource.table.c.id
    if cursor is None:
        return [[]]
    field = sort_field(query)
    here = literal(cursor.id, identity.type)
    beyond = identity < here if going_down else identity > here
    if query.sort.key == "id":
        return [[beyond]]
    if cursor.value is None:
        rest_of_empty = [order.is_(None), beyond]
        return [rest_of_empty, [order.is_not(None)]] if going_down else [rest_of_empty]
    place = tuple_(literal(typed(field, cursor.value), order.type), here)
    pair = tuple_(order, identity)
    values = [pair < place if going_down else pair > place]
    may_be_empty = field.nullable or field.kind == "local_text"
    return [values, [order.is_(None)]] if may_be_empty and not going_down else [values]


def typed(bound: Bound, value: Any) -> Any:
    """A plain value from one of our cursors as the column's type again."""
    python = bound.python
    if python in (UUID, Decimal):
        return python(value)
    if issubclass(python, datetime | date):
        return python.fromisoformat(value)
    return python(value) if issubclass(python, Enum) else value
