"""What a form sends, turned into typed values: unknown names refused, each faulty field with its own sentence."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin.conditional import applies, value_in
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.invalid import Invalid
from services.admin.policy import can, visible_fields
from services.admin.references import scoped, target_of
from services.admin.resource import Resource
from services.admin.values import parse
from services.admin.zones import zone_of
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _

REQUIRED = _("This is needed")


def read_form(
    uow: UnitOfWork,
    resource: Resource,
    values: Mapping[str, Any],
    *,
    creating: bool,
    row: Any = None,
    referring: bool = True,
) -> dict[str, Any]:
    """The typed values of the fields that were sent; raises ``ValidationFailed`` with every fault at once.

    ``row`` is the record to be changed. What no longer applies because of the change is emptied; what a new record was
    not given is worked out where it follows from other fields. Without ``referring`` the references are not looked for:
    who sends the same values for many records has done so once.
    """
    offered = offered_fields(resource, uow, creating=creating)
    sent, faults = parse_all(uow, offered, values)
    value_of = value_in(resource, sent, row)
    asked = {name: creating or row is not None for name in offered if offered[name].declared.when}
    open_ = {name: not asked.get(name) or applies(resource, bound, value_of) for name, bound in offered.items()}
    typed: dict[str, Any] = {}
    for name, value in sent.items():
        try:
            if open_[name]:
                typed[name] = _filled(offered[name], value, creating=creating)
            elif value not in EMPTY:
                faults[name] = not_asked(resource, offered[name])
        except Invalid as error:
            faults[name] = error.message
    if creating:
        typed = following(uow, offered, open_, sent) | typed
        missing = (b.key for b in offered.values() if b.required and open_[b.key] and typed.get(b.key) is None)
        faults = dict.fromkeys(missing, REQUIRED) | faults
    else:
        typed |= emptied(offered, open_, sent, row)
    if referring:
        faults |= _lost_references(uow, (offered[name] for name in typed), typed)
    if faults:
        raise ValidationFailed(fields=faults)
    return {name: value for name, value in typed.items() if value is not MISSING}


def offered_fields(resource: Resource, uow: UnitOfWork, *, creating: bool) -> dict[str, Bound]:
    """The fields this actor may fill in."""
    fields = (bound for bound in visible_fields(resource, uow.actor, Use.FORM) if not bound.read_only)
    return {bound.key: bound for bound in fields if creating or not bound.declared.once}


def parse_all(
    uow: UnitOfWork, offered: Mapping[str, Bound], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Message]]:
    """What can be read of what was sent, and what is wrong with the rest."""
    sent: dict[str, Any] = {}
    faults: dict[str, Message] = {}
    for name, raw in values.items():
        if name not in offered:
            faults[name] = _("This can't be written here")
            continue
        try:
            sent[name] = parse(offered[name], raw, zone_of(uow.actor))
        except Invalid as error:
            faults |= error.beside(name)
    return sent, faults


EMPTY = (None, "", False)
"""What a field that isn't asked for may be sent as."""


def not_asked(resource: Resource, bound: Bound) -> Message:
    """Why a value of this field isn't taken."""
    name = bound.declared.when[0] if bound.declared.when else bound.key
    return _("This isn't asked for with what is chosen in “{label}”", label=resource.bound[name].label)


def following(
    uow: UnitOfWork, offered: Mapping[str, Bound], open_: Mapping[str, bool], sent: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of fields that were left out and follow from others."""
    found: dict[str, Any] = {}
    for name, bound in offered.items():
        follows = bound.declared.follows
        if follows and open_[name] and name not in sent:
            value = follows.compute(uow, {on: sent.get(on) for on in follows.on})
            if value is not None:
                found[name] = value
    return found


def emptied(
    offered: Mapping[str, Bound], open_: Mapping[str, bool], sent: Mapping[str, Any], row: Any
) -> dict[str, None]:
    """Stored values that no longer apply because of what was sent."""
    return {
        name: None
        for name, bound in offered.items()
        if not open_[name] and bound.nullable and bound.declared.when and sent and getattr(row, name, None) is not None
    }


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
