"""Rows as plain values: what lists and records hand to the browser and to programs."""

from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Label, Row, Select, Table, and_, literal_column, select

from services.admin.computing import compute
from services.admin.inference import Bound
from services.admin.references import REFERENCES, in_all_languages, titled
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork

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
        chosen += [literal_column(f'page."{one.name}"', one.type).label(one.name) for one in extra]
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
        return select(*chosen).select_from(source)

    def plain(self, found: Sequence[Row[Any]]) -> list[dict[str, Any]]:
        """The plain rows, in the order given; what is computed is computed for all of them in one go.

        Where that fails the value is None, and ``_failed`` holds the number it is logged under, by field.
        """
        computed = {b.key: compute(b, self.uow, found) for b in self._computed}
        places, titles = self._places, self._titles()
        stored = [(name, places[name]) for name in currencies(self.fields)]
        stored += [(b.key, places[b.key]) for b in self.fields if b not in self._computed and b.key not in titles]
        made = [self._own(row) for row in found]
        for row, one in zip(found, made, strict=True):
            for key, place in stored:
                one[key] = plain(row[place])
            for key, (place, title) in titles.items():
                one[key] = reference(row[place], None if title is None else row[title])
            for key, (values, failed, number) in computed.items():
                one[key] = plain(values.get(row[places["id"]]))
                if row[places["id"]] in failed:
                    one.setdefault("_failed", {})[key] = number
        return made

    def _titles(self) -> dict[str, tuple[int, int | None]]:
        """Where each reference and its title stand in a row."""
        references = (b.key for b in self.fields if b.kind in REFERENCES and b.of is None)
        return {key: (self._places[key], self._places.get(f"_title_{key}")) for key in references}

    def _own(self, row: Row[Any]) -> dict[str, Any]:
        """What every row says of itself."""
        places, trashable = self._places, self.resource.trashable
        return {
            "_id": str(row[places["id"]]),
            "_version": row[places["version"]] if trashable else None,
            "_title": self._title(row),
            "_deleted": trashable and row[places["deleted_at"]] is not None,
        }

    def _title(self, row: Row[Any]) -> Any:
        """What names the record: of a reference the title it leads to, of a choice its labels."""
        bound = self.resource.titled
        if bound.kind in REFERENCES:
            place = self._places.get(f"_title_{bound.key}")
            return None if place is None else plain(row[place])
        stored = plain(row[self._places[self.resource.title]])
        choice = bound.choice(stored) if bound.kind == "choice" else None
        return in_all_languages(choice.label) if choice else stored


def reference(identity: UUID | None, title: Any) -> dict[str, Any] | None:
    """A reference as a row has it: ``{"id", "title"}``; the title is None where one may not see it."""
    return None if identity is None else {"id": str(identity), "title": plain(title)}


@cache
def on_page(table: Table, name: str) -> Label[Any]:
    """A column of the page around which titles are joined."""
    return literal_column(f'page."{name}"', table.c[name].type).label(name)


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


@cache
def _named(title: ColumnElement[Any], name: str) -> ColumnElement[Any]:
    return title.label(name)
