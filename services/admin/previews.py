"""What a form would come to, from values that are not saved: suggestions, and what is computed. Nothing is written."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import DataError

from services.admin import lines
from services.admin.conditional import applies, value_in
from services.admin.fields import Use
from services.admin.forms import offered_fields, parse_all
from services.admin.imagined import imagined
from services.admin.inference import Bound
from services.admin.policy import can, require, visible_fields
from services.admin.record import load
from services.admin.resource import Resource
from services.admin.rows import REFERENCES, reference
from services.admin.titles import titles_of
from services.admin.values import plain
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError

UNSHOWN = frozenset({"steps", "message", "warning", "json", "rows", "picture", "tags"})
"""Kinds with no room in the panel of results."""


def results(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The computed fields that a form shows beside it."""
    shown = visible_fields(resource, actor, Use.DETAIL)
    return tuple(bound for bound in shown if bound.of is not None and bound.kind not in UNSHOWN)


def suggested(
    actor: Actor, resource: Resource, identity: str | None, values: Mapping[str, Any], names: Sequence[str]
) -> dict[str, Any]:
    """What these fields would be, going by the others: typed values by name, those with nothing to suggest left out."""
    require(resource, actor, "update" if identity else "create")
    with unit_of_work(actor, read_only=True) as uow:
        row = load(uow, resource, identity) if identity else None
        offered = offered_fields(resource, uow, creating=row is None)
        sent, _faults = parse_all(uow, offered, {k: v for k, v in values.items() if k in offered})
        value_of = value_in(resource, sent, row)
        found: dict[str, Any] = {}
        for name in names:
            bound = offered.get(name)
            follows = bound.declared.follows if bound else None
            if bound is None or follows is None or not applies(resource, bound, value_of):
                continue
            value = follows.compute(uow, {on: value_of(on) for on in follows.on})
            if value is not None:
                found[name] = sent[name] = value
        return {name: _shown(uow, offered[name], value) for name, value in found.items()}


def _shown(uow: UnitOfWork, bound: Bound, value: Any) -> Any:
    """A suggestion as a row has its values: references with their title."""
    if bound.kind not in REFERENCES:
        return plain(value)
    return reference(value, titles_of(uow, bound, [value]).get(str(value)))


def previewed(
    actor: Actor,
    resource: Resource,
    identity: str | None,
    values: Mapping[str, Any],
    sent: Mapping[str, lines.Lines],
) -> dict[str, Any]:
    """What is computed of the record as it would be, by name; what lacks something it needs is left out.

    Nothing is written and nothing locked: see :func:`imagined`.
    """
    require(resource, actor, "update" if identity else "create")
    fields = results(resource, actor)
    if not fields or not can(resource, actor, "view"):
        return {}
    with unit_of_work(actor, read_only=True) as uow, imagined(uow, resource, identity, values, sent) as would:
        found = ((bound.key, _result(uow, resource, bound, would.row)) for bound in fields)
        return {name: value for name, value in found if value is not LACKING}


LACKING: Any = object()
"""The result of half a number, or of columns that are not typed in yet."""


def _result(uow: UnitOfWork, resource: Resource, bound: Bound, row: Any) -> Any:
    """One computed field of the row as it would be."""
    needed = [resource.table.c[name] for name in bound.declared.needs]
    if bound.of is None or any(getattr(row, one.key) is None and not one.nullable for one in needed):
        return LACKING
    try:
        with uow.session.begin_nested():
            return plain(bound.of(uow, [row]).get(row.id))
    except (ArithmeticError, ValueError, AppError, DataError):
        return LACKING
