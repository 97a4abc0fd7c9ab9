"""What a view reads of a list: the rows that fulfil its conditions, and how far it looks for words that many have.

A search whose words few records have names them by their ids. Common words are asked of each row instead
(:mod:`services.admin.searching`): so a view looks at so many rows of each of its parts and no further, and says where
that was not all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, exists, false, literal, select

from services.admin.listing import ListQuery
from services.admin.searching import Finds, find
from services.admin.statement import LOOKED_AT, Conditions, conditions
from services.core.database import UnitOfWork

Order = Sequence[tuple[str, bool]]
"""Names of selected columns, and whether each falls."""


@dataclass(frozen=True)
class Sought:
    """The rows of ``table`` that fulfil ``wanted``, and that ``finds`` finds where each row is to be asked.

    ``partial``: the search itself names only what a sample of the records has.
    """

    table: Table
    wanted: Conditions
    finds: Finds | None = None
    partial: bool = False

    def rows(
        self,
        columns: Sequence[ColumnElement[Any]],
        *where: ColumnElement[bool],
        most: int,
        reach: int = LOOKED_AT,
        order: Order = (),
        beside: FromClause | None = None,
    ) -> Select[Any]:
        """These columns of the first ``most`` rows; where each row is asked, of those among the first ``reach``.

        ``beside`` is what ``where`` speaks of besides the table, in a lateral join.
        """
        named = {one.name: one for one in columns}
        walk = select(*columns).where(*self.wanted, *where)
        walk = _within(walk.order_by(*(_directed(named[name], falling) for name, falling in order)), beside)
        if self.finds is None or self.finds.asked is None:
            return walk.limit(most)
        keys = (name for name in dict.fromkeys(("id", *self.finds.keys)) if name not in named)
        looked_at = walk.add_columns(*(self.table.c[name] for name in keys)).limit(reach).subquery()
        found = select(*(looked_at.c[name] for name in named)).where(self.finds.asked(looked_at.c)).limit(most)
        return found.order_by(*(_directed(looked_at.c[name], falling) for name, falling in order))

    def stopped(
        self, *where: ColumnElement[bool], reach: int = LOOKED_AT, beside: FromClause | None = None
    ) -> ColumnElement[bool]:
        """Whether there are as many rows as are looked at, so that there may be finds beyond them."""
        if self.finds is None or self.finds.asked is None:
            return false()
        last = select(literal(1)).select_from(self.table).where(*self.wanted, *where)
        return exists(_within(last, beside).offset(reach - 1).limit(1))


def sought(uow: UnitOfWork, query: ListQuery) -> Sought:
    """What a view of this list reads; a search takes a statement or two to look its words up."""
    finds = find(uow, query.resource, query.q) if query.q else None
    wanted = [*conditions(uow, replace(query, q=""))]
    if finds and finds.named is not None:
        wanted.append(finds.named)
    asked = finds if finds and finds.asked is not None else None
    return Sought(query.resource.table, wanted, asked, partial=bool(finds and finds.partial))


def _within(statement: Select[Any], beside: FromClause | None) -> Select[Any]:
    return statement if beside is None else statement.correlate(beside)


def _directed(column: ColumnElement[Any], falling: bool) -> ColumnElement[Any]:
    return column.desc() if falling else column.asc()
