"""The versions of a record, worked out from its history: compared, brought back, and a change taken back.

History keeps what each change put in the place of what; a version is what the record was right after one of them.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.platform import HistoryEntry
from services.admin import commands
from services.admin.fields import Declared, Use
from services.admin.history import TRASHED
from services.admin.inference import Bound, bind
from services.admin.inner_rows import ROWS
from services.admin.policy import can_act, require, visible_fields
from services.admin.record import as_id, load
from services.admin.resource import Resource
from services.admin.row_values import rows_of
from services.admin.tags import TAGS, put, state
from services.admin.titles import titles_of
from services.admin.values import parse
from services.admin.workflow import typed
from services.core.database import UnitOfWork
from services.core.errors import Conflict, Forbidden, NotFound, RuleBroken
from services.core.history import changes, record
from services.core.i18n import Message, _
from services.core.permissions import Permission

CHANGED_SINCE = _("This record was changed again since; look at its history")
FINAL = _("What this did can't be taken back")
CONSEQUENCES = _("This step has had consequences; it can't be taken back")
NOTHING = _("Nothing is left to bring back: it is like that already")


def values_at(uow: UnitOfWork, resource: Resource, row: Any, entry_id: UUID | None) -> dict[str, Any]:
    """The plain values of a record right after this entry of its history; None is now."""
    values = state(uow, resource, row)
    if entry_id is not None:
        for later in _entries(uow, resource, row, after=entry_id):
            values |= {name: pair[0] for name, pair in later.changes.items()}
    return values


def compare(
    uow: UnitOfWork, resource: Resource, identity: UUID | str, left: UUID | str | None, right: UUID | str | None
) -> list[dict[str, Any]]:
    """What differs between two versions, field by field, as far as visible: ``{"key", "before", "after"}`` each.

    A version is an entry of the record's history, None the present one. References are ``{"id", "title"}``.
    """
    require(resource, uow.actor, "view")
    uow.actor.require(Permission.SEE_HISTORY)
    row = load(uow, resource, identity)
    sides = [values_at(uow, resource, row, _entry_id(uow, resource, row, one)) for one in (left, right)]
    differing = changes(*sides)
    shown = [b for b in visible_fields(resource, uow.actor, Use.DETAIL) if b.key in differing and b.key != TRASHED]
    return [_difference(uow, bound, differing[bound.key]) for bound in shown]


def restore_version(
    uow: UnitOfWork, resource: Resource, identity: UUID | str, entry_id: UUID | str, version: int | None = None
) -> Any:
    """Bring back what a record was after this entry, by the road of every change: policy, validation, history.

    Only what a form could change comes back; the rest stays as it is.
    """
    uow.actor.require(Permission.SEE_HISTORY)
    row = load(uow, resource, identity, lock=True)
    then, today = values_at(uow, resource, row, _entry_id(uow, resource, row, entry_id)), state(uow, resource, row)
    return _put_back(uow, resource, row, {k: v for k, v in then.items() if today.get(k) != v}, version)


def newest(uow: UnitOfWork, resource: Resource, record_id: UUID) -> str | None:
    """The id of the record's newest entry of history: what one can still take back."""
    uow.session.flush()
    found = uow.session.scalar(_of(uow, resource, record_id).limit(1))
    return str(found.id) if found else None


def verb_of(uow: UnitOfWork, entry_id: UUID | str) -> str:
    """What was done by an entry of history."""
    return uow.session.get_one(HistoryEntry, (uow.tenant_id, as_id(entry_id))).action


def undo(uow: UnitOfWork, resource: Resource, entry_id: UUID | str, version: int | None = None) -> Any:
    """Take one change back: fields get what they had, a trip to the trash or a step of the workflow is reversed.

    An action is taken back as a whole or not at all. Raises ``Conflict`` when the record was changed since,
    ``RuleBroken`` for what can't be taken back, ``Forbidden`` for what this actor could not have done.
    """
    entry = uow.session.get(HistoryEntry, (uow.tenant_id, as_id(entry_id)))
    if entry is None or entry.entity != resource.entity:
        raise NotFound
    row = load(uow, resource, entry.record_id, lock=True)
    last = uow.session.scalar(_of(uow, resource, row.id).limit(1))
    if last is None or last.id != entry.id or (version is not None and row.version != version):
        raise Conflict(CHANGED_SINCE)
    return reverse(uow, resource, row, entry)


def reverse(uow: UnitOfWork, resource: Resource, row: Any, entry: HistoryEntry) -> Any:
    """Do the opposite of a record's newest entry of history, by the road of every change."""
    if entry.action == "create":
        return commands.trash(uow, resource, row.id)
    if entry.action in ("delete", "restore"):
        back = commands.restore if entry.action == "delete" else commands.trash
        return back(uow, resource, row.id)
    if resource.workflow and entry.action in resource.workflow.steps:
        return _step_back(uow, resource, row, entry)
    if entry.action in {action.name for action in resource.actions}:
        return _act_back(uow, resource, row, entry)
    return _put_back(uow, resource, row, {name: pair[0] for name, pair in entry.changes.items()}, None)


def hindrance(resource: Resource, verb: str) -> Message | None:
    """Why what was done can't be undone, whoever asks; None where it can."""
    step = resource.workflow.steps.get(verb) if resource.workflow else None
    if step:
        return CONSEQUENCES if step.effect or step.emits else None
    action = next((one for one in resource.actions if one.name == verb), None)
    return FINAL if action and not action.undoable else None


def _put_back(uow: UnitOfWork, resource: Resource, row: Any, values: Mapping[str, Any], version: int | None) -> Any:
    writable = {
        bound.key
        for bound in visible_fields(resource, uow.actor, Use.FORM)
        if not bound.read_only and not bound.declared.once
    }
    wanted = {name: value for name, value in values.items() if name in writable}
    if not wanted:
        raise RuleBroken(NOTHING)
    return commands.update(uow, resource, row.id, wanted, version)


def _step_back(uow: UnitOfWork, resource: Resource, row: Any, entry: HistoryEntry) -> Any:
    """Return to the state before, if the step had no consequence and this actor may take it."""
    flow, action = resource.workflow, resource.action(entry.action)
    if flow is None or not can_act(resource, uow.actor, action):
        raise Forbidden
    if why := hindrance(resource, entry.action):
        raise RuleBroken(why)
    before = state(uow, resource, row)
    setattr(row, flow.field, typed(resource.bound[flow.field], entry.changes[flow.field][0]))
    uow.session.flush()
    record(uow, row, "undo", before, state(uow, resource, row))
    commands.announce(uow, row)
    return row


def _act_back(uow: UnitOfWork, resource: Resource, row: Any, entry: HistoryEntry) -> Any:
    """Give every column that an action changed what it had, if that is all it did and this actor may do it."""
    if not can_act(resource, uow.actor, resource.action(entry.action)):
        raise Forbidden
    if why := hindrance(resource, entry.action):
        raise RuleBroken(why)
    before = state(uow, resource, row)
    for name, (had, _has) in entry.changes.items():
        if name == TAGS:
            put(uow, resource, row, had)
        elif resource.table.c[name].computed is None:
            setattr(row, name, _as_stored(resource, name, had))
    uow.session.flush()
    uow.session.refresh(row)
    record(uow, row, "undo", before, state(uow, resource, row))
    commands.announce(uow, row)
    return row


def _as_stored(resource: Resource, name: str, value: Any) -> Any:
    """A value of history as its column has it, whether or not there is a field of it."""
    bound = resource.bound.get(name) or bind(resource.model, Declared(name))
    return value if isinstance(value, str) and bound.python is str else parse(bound, value)


def _difference(uow: UnitOfWork, bound: Bound, pair: list[Any]) -> dict[str, Any]:
    if bound.kind in ("ref", "user"):
        titles = titles_of(uow, bound, [UUID(one) for one in pair if one])
        pair = [{"id": one, "title": titles.get(one)} if one else None for one in pair]
    if bound.kind == ROWS:
        pair = [rows_of(bound, one) for one in pair]
    return {"key": bound.key, "before": pair[0], "after": pair[1]}


def _entry_id(uow: UnitOfWork, resource: Resource, row: Any, given: UUID | str | None) -> UUID | None:
    """An entry of this record's own history; anything else is not found."""
    if not given:
        return None
    entry = uow.session.get(HistoryEntry, (uow.tenant_id, as_id(given)))
    if entry is None or entry.record_id != row.id or entry.entity != resource.entity:
        raise NotFound
    return entry.id


def _entries(uow: UnitOfWork, resource: Resource, row: Any, *, after: UUID) -> list[HistoryEntry]:
    """What came after an entry, the newest first."""
    later = _of(uow, resource, row.id).where(HistoryEntry.__table__.c.id > after)  # type: ignore[attr-defined]
    return list(uow.session.scalars(later))


def _of(uow: UnitOfWork, resource: Resource, record_id: UUID) -> Any:
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    return (
        select(HistoryEntry)
        .where(entry.tenant_id == uow.tenant_id, entry.entity == resource.entity, entry.record_id == record_id)
        .order_by(entry.id.desc())
    )
