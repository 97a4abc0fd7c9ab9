"""Changes, all on one road: policy, then validation, then the write, then history, in the given unit of work."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from models.base import Entity, now
from services.admin import followers, lineage, numbers, tags
from services.admin.actions import Action
from services.admin.conflicts import checked_write
from services.admin.fields import Use
from services.admin.forms import REQUIRED, read_form
from services.admin.policy import can_act, require, visible_fields
from services.admin.record import load
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, RuleBroken, StaleVersion, ValidationFailed
from services.core.events import signal
from services.core.history import changes, record
from services.core.i18n import _

MAX_BULK = 500
IN_TRASH = _("This record is in the trash; restore it first")
PART_OF_GONE = _("What this record is a part of is in the trash too; restore that")


def create(uow: UnitOfWork, resource: Resource, values: Mapping[str, Any]) -> Any:
    """A new record from what a form or a program sent. Raises ``Forbidden`` and ``ValidationFailed``."""
    require(resource, uow.actor, "create")
    typed = read_form(uow, resource, values, creating=True)
    labels = typed.pop(tags.TAGS, None)
    if resource.validate:
        resource.validate(uow, typed, None)
    row = resource.model(**defaults(uow, resource) | typed)
    if resource.workflow:
        setattr(row, resource.workflow.field, resource.workflow.first(resource.bound[resource.workflow.field]))
    with checked_write(uow, resource):
        for bound in resource.bound.values():
            if bound.series and not getattr(row, bound.key):
                setattr(row, bound.key, numbers.take(uow, bound.series, row))
        if resource.before_save:
            resource.before_save(uow, row, typed)
        require(resource, uow.actor, "create", row)
        uow.session.add(row)
    if labels:
        tags.put(uow, resource, row, labels)
    record(uow, row, "create", after=tags.state(uow, resource, row))
    followers.add(uow, resource, row.id)
    announce(uow, row)
    return row


def update(
    uow: UnitOfWork,
    resource: Resource,
    identity: UUID | str,
    values: Mapping[str, Any],
    version: int | None,
    note: str = "",
) -> Any:
    """Change the fields that were sent. Raises ``StaleVersion`` with the stored side if somebody was faster.

    ``version`` is the one that was seen; None changes the record as it is now, for a change meant for many. ``note``
    is kept with the change in history.
    """
    require(resource, uow.actor, "update")
    row = _for_change(uow, resource, identity, "update", version)
    if row.deleted_at is not None:
        raise RuleBroken(IN_TRASH)
    typed = read_form(uow, resource, values, creating=False, row=row)
    before, tagging = tags.state(uow, resource, row), tags.TAGS in typed
    labels = typed.pop(tags.TAGS, None)
    if resource.validate:
        resource.validate(uow, typed, row)
    with checked_write(uow, resource):
        for name, value in typed.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        if tagging:
            tags.put(uow, resource, row, labels)
        if resource.before_save:
            resource.before_save(uow, row, typed)
        require(resource, uow.actor, "update", row)
    _remember(uow, resource, row, "update", before, note)
    return row


def trash(uow: UnitOfWork, resource: Resource, identity: UUID | str, version: int | None = None) -> Any:
    """Put a record into the trash, with the children it has; nothing that refers to it breaks."""
    return _move(uow, resource, identity, version, "delete")


def restore(uow: UnitOfWork, resource: Resource, identity: UUID | str, version: int | None = None) -> Any:
    """Bring a record back from the trash, with the children that went there with it."""
    return _move(uow, resource, identity, version, "restore")


def act(
    uow: UnitOfWork,
    resource: Resource,
    name: str,
    ids: Iterable[UUID | str],
    note: str = "",
    version: int | None = None,
) -> int:
    """Do an action, or take a step of the workflow, with these records, all or none; answers how many.

    At most 500 at once. ``note`` is the reason, where one must be given; ``version`` the one seen of a single record.
    Raises ``RuleBroken`` with the sentence of what stands in the way, ``ValidationFailed`` for a reason left out.
    """
    action = resource.action(name)
    wanted = sorted({str(identity) for identity in ids})
    if not can_act(resource, uow.actor, action):
        raise Forbidden
    if len(wanted) > MAX_BULK or (len(wanted) > 1 and not action.bulk):
        raise RuleBroken(_("This can't be done with so many records at once"))
    if action.reason and not note.strip():
        raise ValidationFailed(fields={"note": REQUIRED})
    for identity in wanted:
        _act(uow, resource, action, load(uow, resource, identity, lock=True), note.strip(), version)
    return len(wanted)


def _act(uow: UnitOfWork, resource: Resource, action: Action, row: Any, note: str, version: int | None) -> None:
    if version is not None and row.version != version:
        raise StaleVersion(_seen(uow, resource, row), row.version)
    require_act(uow, resource, action, row)
    before = tags.state(uow, resource, row)
    with checked_write(uow, resource):
        action.run(uow, row)
    _remember(uow, resource, row, action.name, before, note)


def require_act(uow: UnitOfWork, resource: Resource, action: Action, row: Any) -> None:
    """Raise ``RuleBroken`` with what stands in the way of an action with this record."""
    if not can_act(resource, uow.actor, action, row):
        raise RuleBroken(_("This can't be done with this record now"))
    if action.to and row.deleted_at is not None:
        raise RuleBroken(IN_TRASH)
    if action.guard and (why := action.guard(uow, row)):
        raise RuleBroken(why)


def _move(uow: UnitOfWork, resource: Resource, identity: UUID | str, version: int | None, verb: str) -> Any:
    require(resource, uow.actor, verb)
    row = _for_change(uow, resource, identity, verb, version)
    gone = row.deleted_at is not None
    if gone is (verb == "delete"):
        return row
    if verb == "restore" and lineage.parent_is_gone(uow, resource, row):
        raise RuleBroken(PART_OF_GONE)
    with lineage.together(uow):
        for kind, one in lineage.family(uow, resource, row, verb):
            before = tags.state(uow, kind, one)
            with checked_write(uow, kind):
                one.deleted_at = now() if verb == "delete" else None
            _remember(uow, kind, one, verb, before)
    return row


def _for_change(uow: UnitOfWork, resource: Resource, identity: UUID | str, verb: str, version: int | None) -> Entity:
    row: Entity = load(uow, resource, identity, lock=True)
    require(resource, uow.actor, verb, row)
    if version is not None and row.version != version:
        raise StaleVersion(_seen(uow, resource, row), row.version)
    return row


def _seen(uow: UnitOfWork, resource: Resource, row: Any) -> dict[str, Any]:
    """The stored side of a conflict: what this actor may see of it."""
    shown = visible_fields(resource, uow.actor, Use.FORM)
    return {bound.key: plain(getattr(row, bound.key)) for bound in shown if bound.column is not None}


def defaults(uow: UnitOfWork, resource: Resource) -> dict[str, Any]:
    """What the declaration gives a new record, by column; the model knows its own."""
    found: dict[str, Any] = {}
    for bound in resource.bound.values():
        default = bound.declared.default
        if default is not None and bound.column is not None:
            found[bound.key] = default(uow) if callable(default) else default
    return found


def _remember(
    uow: UnitOfWork, resource: Resource, row: Any, verb: str, before: Mapping[str, Any], note: str = ""
) -> None:
    """Write history and tell who follows the record, unless nothing came of it."""
    after = tags.state(uow, resource, row)
    if changes(before, after):
        record(uow, row, verb, before, after).note = note
        followers.tell(uow, resource, row, verb)
        announce(uow, row)


def announce(uow: UnitOfWork, row: Any) -> None:
    """Tell open pages that a record has changed."""
    signal(uow, "record.changed", {"entity": str(row.__tablename__), "id": str(row.id)})
