"""What a new record begins with where somebody asked for it at a place: a column of a board, a day of a calendar."""

from collections.abc import Mapping
from typing import Any

from services.admin.forms import offered_fields, parse_all
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork

BEGUN = frozenset({"choice", "date"})
"""The kinds of field that have a place in a view. Nothing else is taken from an address."""


def begun(uow: UnitOfWork, resource: Resource, asked: Mapping[str, str]) -> dict[str, Any]:
    """The plain values that an address asks a form to begin with; what can't be read or filled in is left out."""
    fields = offered_fields(resource, uow, creating=True)
    placing = {name: bound for name, bound in fields.items() if bound.kind in BEGUN and name in asked}
    typed, _faults = parse_all(uow, placing, {name: asked[name] for name in placing})
    return {name: plain(value) for name, value in typed.items() if value is not None}
