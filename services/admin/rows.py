"""Rows as plain values: what lists and records hand to the browser and to programs."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.admin.inference import Bound
from services.admin.references import join_reference
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.actor import Actor
from services.core.database import UnitOfWork

REFERENCES = frozenset({"ref", "user"})


def columns_for(resource: Resource, fields: Sequence[Bound]) -> tuple[str, ...]:
    """The columns that showing these fields takes, with the record's own: title, version, trash."""
    own = ("version", "deleted_at") if resource.trashable else ()
    needed = (name for bound in fields for name in (bound.declared.needs if bound.of else (bound.key,)))
    titled = (resource.title,) if resource.title != "id" else ()
    return tuple(dict.fromkeys((*own, *titled, *needed, *currencies(fields))))


def currencies(fields: Sequence[Bound]) -> tuple[str, ...]:
    """The columns that say in which currency the amounts of a row are."""
    return tuple(dict.fromkeys(b.declared.currency for b in fields if b.declared.currency))


def with_titles(page: Select[Any], fields: Sequence[Bound], actor: Actor) -> Select[Any]:
    """The page with the titles of its references, each by one outer join on the referenced primary key."""
    rows = page.subquery("page")
    statement, source = select(rows), rows
    for bound in fields:
        if bound.kind in REFERENCES and bound.column is not None:
            joined = join_reference(bound, actor, rows)
            if joined is not None:
                source = source.outerjoin(joined.source, joined.condition)  # type: ignore[assignment]
                statement = statement.add_columns(joined.title.label(f"_title_{bound.key}"))
    return statement.select_from(source)


class RowMaker:
    """Makes plain rows of one page: fields, titles, and what is computed for the whole page in one go."""

    def __init__(self, uow: UnitOfWork, resource: Resource, fields: Sequence[Bound]) -> None:
        self._uow, self._resource, self._fields = uow, resource, fields

    def make(self, found: Sequence[Any]) -> list[dict[str, Any]]:
        """The plain rows, in the order given."""
        computed = {b.key: b.of(self._uow, found) for b in self._fields if b.of is not None} if found else {}
        return [self._one(row._mapping, computed) for row in found]

    def _one(self, row: Mapping[str, Any], computed: Mapping[str, Mapping[UUID, Any]]) -> dict[str, Any]:
        identity: UUID = row["id"]
        made: dict[str, Any] = {
            "_id": str(identity),
            "_version": row.get("version") if self._resource.trashable else None,
            "_title": plain(row[self._resource.title]),
            "_deleted": self._resource.trashable and row["deleted_at"] is not None,
        } | {name: plain(row[name]) for name in currencies(self._fields)}
        for bound in self._fields:
            if bound.of is not None:
                made[bound.key] = plain(computed[bound.key].get(identity))
            elif bound.kind in REFERENCES:
                made[bound.key] = reference(row[bound.key], row.get(f"_title_{bound.key}"))
            else:
                made[bound.key] = plain(row[bound.key])
        return made


def reference(identity: UUID | None, title: Any) -> dict[str, Any] | None:
    """A reference as a row has it: ``{"id", "title"}``; the title is None where one may not see it."""
    return None if identity is None else {"id": str(identity), "title": plain(title)}
