"""Indexes that a long list needs."""

import re
from collections.abc import Iterator

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

from services.admin.checks.fault import Check, Fault
from services.admin.fields import Use
from services.admin.resource import Resource


def _indexes(resource: Resource) -> Iterator[Fault]:
    sorts = {b.key for b in resource.fields_for(Use.SORT)} | {resource.default_sort.removeprefix("-")}
    for name in sorted(sorts - {"id"}):
        localized = name in resource.table.c and isinstance(resource.table.c[name].type, JSONB)
        if not indexed(resource, name, localized=localized):
            wanted = f"(tenant_id, {name}->>'fa', id), for each language" if localized else f"(tenant_id, {name}, id)"
            yield Fault("ADM020", f"{resource.key}.{name}", "Sorting a long list by it reads the whole list.",
                        f"Add an index on {wanted}.", warning=True)  # fmt: skip


def indexed(resource: Resource, name: str, *, localized: bool = False) -> bool:
    """Whether an index of the resource's table begins with the tenant and this column."""
    leading = [[_index_name(part) for part in index.expressions] for index in resource.table.indexes]
    unique = (one for one in resource.table.constraints if isinstance(one, UniqueConstraint))
    leading += [[column.name for column in one.columns] for one in unique]
    return any(parts[:1] == ["tenant_id"] and _serves(parts[1:], name, localized=localized) for parts in leading)


def _index_name(part: object) -> str:
    return str(getattr(part, "name", None) or part)


def _serves(further: list[str], name: str, *, localized: bool) -> bool:
    """Whether an index that goes on so after the tenant is in the order of this column."""
    first = further[0] if further else ""
    return first == name or (localized and re.match(rf"\W*{name}\W", first) is not None)


CHECKS: tuple[Check, ...] = (_indexes,)
