"""Rows as plain values: what lists and records hand to the browser and to programs."""

from collections.abc import Sequence
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Label, Row, Select, Table, and_, literal_column, select
from sqlalchemy.types import TypeEngine

from services.admin.computing import compute
from services.admin.inference import Bound
from services.admin.inner_rows import ROWS
from services.admin.references import REFERENCES, in_all_languages, titled
from services.admin.resource import Resource
from services.admin.row_values import rows_of
from services.admin.values import plain, plain_all
from services.core.database import UnitOfWork

Columns = Sequence[Sequence[Any]]
"""Found rows turned round: the values of each column."""
__all__ = ["REFERENCES", "Reader", "columns_for", "currencies", "on_page", "reference"]


def columns_for(resource: Resource, fields: Sequence[Bound]) -> tuple[str, ...]:
    """The columns that showing these fields takes, with the record's own: title, version, trash."""
    own = ("version", "deleted_at") if resource.trashable else ()
    needed = (name for bound in fields for name in (bound.declared.needs if bound.of else (bound.key,)))
    titled = (resource.title,) if resource.title != "id" else ()
    return tuple(dict.fromkeys((*own, *titled, *needed, *currencies(fields))))


def currencies(fields: Sequence[Bound]) -> tuple[str, ...]:
    """The columns that say in which currency the amounts of a row are."""
    return tuple(dict.fromkeys(b.declared.currency for b in fields if b.declared.currency))


class Reader:
    """Reads fields of a resource as plain rows: the statement around a page of its table, and what becomes of a row.

    A page is cut first, by the statement given; the titles of references are joined to what is left. What doesn't
    depend on the page is made once and kept, since making it anew takes longer than PostgreSQL needs for the page.
    """

    def __init__(self, uow: UnitOfWork, resource: Resource, fields: Sequence[Bound]) -> None:
        self.uow, self.resource, self.fields = uow, resource, fields
        self.names = tuple(dict.fromkeys(("tenant_id", "id", *columns_for(resource, fields))))
        self._places = {name: n for n, name in enumerate(self.names)}
        self._computed = tuple(bound for bound in fields if bound.of is not None and bound.sql is None)

    def columns(self) -> list[ColumnElement[Any]]:
        """The columns the page itself selects."""
        return [self.resource.table.c[name] for name in self.names]

    def around(self, page: Select[Any], *extra: ColumnElement[Any]) -> Select[Any]:
        """The page (of :meth:`columns`, then ``extra``), what SQL computes of it and the titles of its references."""
        source: FromClause = page.subquery("page")
        chosen: list[ColumnElement[Any]] = [on_page(self.resource.table, name) for name in self.names]
        chosen += [_further(one.name, one.type) for one in extra]
        for bound in self.fields:
            if bound.sql is not None:
                self._places[bound.key] = len(chosen)
                chosen.append(_derived(self.resource.table, bound))
        for bound in dict.fromkeys((*self.fields, self.resource.titled)):
            if bound.kind in REFERENCES and bound.column is not None:
                titles = titled(bound, self.uow.actor, f"ref_{bound.key}")
                if titles is not None:
                    matching = _matching(titles.source, self.resource.table, bound.key)
                    on = matching if titles.visible is None else and_(matching, titles.visible)
                    source = source.outerjoin(titles.source, on)
                    self._places[f"_title_{bound.key}"] = len(chosen)
                    chosen.append(_named(titles.title, f"_title_{bound.key}"))
        return chosen_once(*chosen).select_from(source)

    def plain(self, found: Sequence[Row[Any]]) -> list[dict[str, Any]]:
        """The plain rows, in the order given; what is computed is computed for all of them in one go.

        Where that fails the value is None, and ``_failed`` holds the number it is logged under, by field.
        """
        if not found:
            return []
        columns, places = list(zip(*found, strict=True)), self._places
        ids = columns[places["id"]]
        cells = self._own(columns)
        for name in currencies(self.fields):
            cells[name] = plain_all(columns[places[name]])
        for bound in self.fields:
            if bound.kind == ROWS:
                cells[bound.key] = [rows_of(bound, value) for value in columns[places[bound.key]]]
            elif bound.kind in REFERENCES and bound.of is None:
                cells[bound.key] = self._references(bound, columns)
            elif bound not in self._computed:
                cells[bound.key] = plain_all(columns[places[bound.key]])
        computed = {b.key: compute(b, self.uow, found) for b in self._computed}
        cells |= {key: plain_all([values.get(one) for one in ids]) for key, (values, _failed, _no) in computed.items()}
        made = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
        for key, (_values, failed, number) in computed.items():
            for identity, one in zip(ids, made, strict=True):
                if identity in failed:
                    one.setdefault("_failed", {})[key] = number
        return made

    def _own(self, columns: Columns) -> dict[str, Sequence[Any]]:
        """What every row says of itself, column by column."""
        ids, unknown = columns[self._places["id"]], [None] * len(columns[0])
        own = {
            "_id": plain_all(ids),
            "_version": unknown,
            "_title": self._titles(columns),
            "_deleted": [False] * len(ids),
        }
        if self.resource.trashable:
            own["_version"] = columns[self._places["version"]]
            own["_deleted"] = [at is not None for at in columns[self._places["deleted_at"]]]
        return own

    def _references(self, bound: Bound, columns: Columns) -> Sequence[Any]:
        """References as rows have them; the title is None where one may not see it."""
        ids, place = plain_all(columns[self._places[bound.key]]), self._places.get(f"_title_{bound.key}")
        titles = [None] * len(ids) if place is None else plain_all(columns[place])
        pairs = zip(ids, titles, strict=True)
        return [None if one is None else {"id": one, "title": title} for one, title in pairs]

    def _titles(self, columns: Columns) -> Sequence[Any]:
        """What names the records: of a reference the title it leads to, of a choice its labels."""
        bound = self.resource.titled
        if bound.kind in REFERENCES:
            place = self._places.get(f"_title_{bound.key}")
            return [None] * len(columns[0]) if place is None else plain_all(columns[place])
        stored = plain_all(columns[self._places[self.resource.title]])
        if bound.kind != "choice":
            return stored
        choices = {choice.value: choice for choice in bound.choices}
        return [in_all_languages(choices[one].label) if one in choices else one for one in stored]


def reference(identity: UUID | None, title: Any) -> dict[str, Any] | None:
    """A reference as a row has it: ``{"id", "title"}``; the title is None where one may not see it."""
    return None if identity is None else {"id": str(identity), "title": plain(title)}


@cache
def on_page(table: Table, name: str) -> Label[Any]:
    """A column of the page around which titles are joined."""
    return literal_column(f'page."{name}"', table.c[name].type).label(name)


@lru_cache(maxsize=512)
def chosen_once(*columns: ColumnElement[Any]) -> Select[Any]:
    """A selection of these very columns, made at the first time: to look at each of them again would cost more."""
    return select(*columns)


@lru_cache(maxsize=512)
def _further(name: str, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """A column of the page that is none of its table's."""
    return literal_column(f'page."{name}"', kind).label(name)


@cache
def _derived(table: Table, bound: Bound) -> ColumnElement[Any]:
    """What SQL computes of each row of the page."""
    if bound.sql is None:
        raise ValueError(bound.key)
    columns = SimpleNamespace(**{column.key: on_page(table, column.key).element for column in table.c})
    return bound.sql(columns).label(bound.key)


@cache
def _matching(titles: FromClause, table: Table, name: str) -> ColumnElement[bool]:
    tenant: ColumnElement[Any] = literal_column("page.tenant_id", table.c.tenant_id.type)
    reference_: ColumnElement[Any] = literal_column(f'page."{name}"', table.c[name].type)
    return and_(titles.c.tenant_id == tenant, titles.c.id == reference_)


@lru_cache(maxsize=512)
def _named(title: ColumnElement[Any], name: str) -> ColumnElement[Any]:
    return title.label(name)
