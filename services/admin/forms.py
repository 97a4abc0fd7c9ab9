"""What a form sends, turned into typed values: unknown names refused, each faulty field with its own sentence."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, visible_fields
from services.admin.references import scoped, target_of
from services.admin.resource import Resource
from services.admin.values import Invalid, parse
from services.admin.zones import zone_of
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _

REQUIRED = _("This is needed")


def read_form(uow: UnitOfWork, resource: Resource, values: Mapping[str, Any], *, creating: bool) -> dict[str, Any]:
    """The typed values of the fields that were sent; raises ``ValidationFailed`` with every fault at once."""
    offered = {bound.key: bound for bound in visible_fields(resource, uow.actor, Use.FORM) if not bound.read_only}
    typed: dict[str, Any] = {}
    faults: dict[str, Message] = {}
    for name, raw in values.items():
        bound = offered.get(name)
        if bound is None or (bound.declared.once and not creating):
            faults[name] = _("This can't be written here")
            continue
        try:
            value = parse(bound, raw, zone_of(uow.actor))
            typed[name] = _filled(bound, value, creating=creating)
        except Invalid as error:
            faults[name] = error.message
    if creating:
        missing = (b.key for b in offered.values() if b.required and typed.get(b.key) is None)
        faults = dict.fromkeys(missing, REQUIRED) | faults
    faults |= _lost_references(uow, (offered[name] for name in typed), typed)
    if faults:
        raise ValidationFailed(fields=faults)
    return {name: value for name, value in typed.items() if value is not MISSING}


MISSING: Any = object()
"""A field left empty at creation, whose default the model knows."""


def _filled(bound: Bound, value: Any, *, creating: bool) -> Any:
    """An empty value as its column takes it: null, an empty text, the model's default, or a refusal."""
    if value is not None:
        return value
    if bound.required:
        raise Invalid(REQUIRED)
    if bound.nullable:
        return None
    if bound.python is str:
        return ""
    if bound.python is bool:
        return False
    if creating:
        return MISSING
    raise Invalid(REQUIRED)


def _lost_references(uow: UnitOfWork, fields: Iterable[Bound], typed: Mapping[str, Any]) -> dict[str, Message]:
    """References to what isn't there, is in the trash, or is outside the actor's scope; one query per table."""
    wanted: dict[str, tuple[Resource, dict[str, UUID]]] = {}
    for bound in fields:
        target, value = target_of(bound), typed[bound.key]
        if target is not None and isinstance(value, UUID):
            wanted.setdefault(target.key, (target, {}))[1][bound.key] = value
    lost: dict[str, Message] = {}
    for target, ids in wanted.values():
        known = _known(uow, target, set(ids.values())) if can(target, uow.actor, "view") else set()
        lost |= {name: _("This record was not found") for name, value in ids.items() if value not in known}
    return lost


def _known(uow: UnitOfWork, target: Resource, ids: set[UUID]) -> set[UUID]:
    table = target.table
    found = select(table.c.id).where(table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids), scoped(target, uow.actor))
    if target.trashable:
        found = found.where(table.c.deleted_at.is_(None))
    return set(uow.session.scalars(found))
