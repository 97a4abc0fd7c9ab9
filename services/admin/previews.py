"""What a form would come to, from values that are not saved: suggestions, and what is computed. Nothing is written."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.base import new_id
from services.admin import lines
from services.admin.conditional import applies, value_in
from services.admin.fields import Use
from services.admin.forms import offered_fields, parse_all
from services.admin.inference import Bound
from services.admin.policy import can, require, visible_fields
from services.admin.record import load
from services.admin.resource import Resource
from services.admin.rows import REFERENCES, Reader, reference
from services.admin.titles import titles_of
from services.admin.values import plain
from services.core.actor import Actor
from services.core.database import UnitOfWork, rehearsal, unit_of_work
from services.core.errors import AppError

UNSHOWN = frozenset({"steps", "message", "warning", "json", "picture", "tags"})
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
    """What is computed of the record as it would be, by name.

    The save is rehearsed whole and taken back; while the form can't be saved yet, from what can be read of it.
    """
    require(resource, actor, "update" if identity else "create")
    fields = results(resource, actor)
    if not fields or not can(resource, actor, "view"):
        return {}
    try:
        with rehearsal(actor) as uow:
            row = lines.save(uow, resource, identity, values, None, sent)
            uow.session.flush()
            return _stored(uow, resource, fields, row.id)
    except AppError:
        with unit_of_work(actor, read_only=True) as uow:
            return _imagined(uow, resource, fields, identity, values)


def _stored(uow: UnitOfWork, resource: Resource, fields: tuple[Bound, ...], identity: UUID) -> dict[str, Any]:
    reader, table = Reader(uow, resource, fields), resource.table
    one = select(*reader.columns()).where(table.c.tenant_id == uow.tenant_id, table.c.id == identity)
    [found] = reader.plain(uow.session.execute(reader.around(one)).all())
    return {bound.key: found.get(bound.key) for bound in fields}


def _imagined(
    uow: UnitOfWork, resource: Resource, fields: tuple[Bound, ...], identity: str | None, values: Mapping[str, Any]
) -> dict[str, Any]:
    """From the columns that each field needs, where all that can't be empty is there; else as it is stored."""
    row = load(uow, resource, identity) if identity else None
    offered = offered_fields(resource, uow, creating=row is None)
    sent, _faults = parse_all(uow, offered, {k: v for k, v in values.items() if k in offered})
    value_of = value_in(resource, sent, row)
    found: dict[str, Any] = {}
    for bound in fields:
        needed = {name: value_of(name) if name in resource.bound else None for name in bound.declared.needs}
        lacking = [name for name, value in needed.items() if value is None and not resource.table.c[name].nullable]
        if (needed or row) and not lacking and bound.of is not None:
            imagined = SimpleNamespace(id=row.id if row else new_id(), **needed)
            with suppress(ArithmeticError, ValueError, AppError):  # half a number, no gram of anything
                found[bound.key] = plain(bound.of(uow, [imagined]).get(imagined.id))
    return found
