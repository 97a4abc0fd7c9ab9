"""Which records hold these keys: one walk of an index for each, whatever the planner knows of a table that grows."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.dialects import postgresql

from services.admin.resource import Resource
from services.core.database import UnitOfWork

Key = tuple[Any, ...]
TWO = 2
"""Enough to know that a key names more than one record."""
TENANT = "(select cast(:tenant as uuid))"
"""Worked out once, and not known beforehand: a planner that has not yet heard of a new shop's records would take it for
empty, and walk all that it has for each key."""


def ids_by(uow: UnitOfWork, resource: Resource, names: Sequence[str], keys: Collection[Key]) -> dict[Key, list[UUID]]:
    """For each key the ids of up to two records of the shop that hold it, in the trash or not, in scope or not."""
    if not keys:
        return {}
    listed = list(keys)
    arrays = {f"k{n}": list(column) for n, column in enumerate(zip(*listed, strict=True))}
    rows = uow.session.connection().execute(_statement(resource, tuple(names)), {**arrays, "tenant": uow.tenant_id})
    found: dict[Key, list[UUID]] = {}
    for number, identity in rows:
        found.setdefault(listed[number - 1], []).append(identity)
    return found


@cache
def _statement(resource: Resource, names: tuple[str, ...]) -> TextClause:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    types = [resource.table.c[name].type.compile(dialect=dialect) for name in names]
    arrays = ", ".join(f"cast(:k{n} as {kind}[])" for n, kind in enumerate(types))
    named = ", ".join(f"c{n}" for n in range(len(names)))
    same = " and ".join(f't."{name}" = k.c{n}' for n, name in enumerate(names))
    return text(
        f"select k.number, t.id from unnest({arrays}) with ordinality as k({named}, number)"
        f" cross join lateral (select t.id from {resource.table.name} t"
        f" where t.tenant_id = {TENANT} and {same} limit {TWO}) t"
    )
