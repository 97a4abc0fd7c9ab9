"""Rows into records: many in one statement, history with them; what fails is parted until the bad row is alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError

from models.base import Entity, new_id, now
from models.platform import HistoryEntry
from services.admin import numbers
from services.admin.conflicts import refusal
from services.admin.importing.checking import ask_rules, examine, read_lines
from services.admin.importing.own import waiting as waiting_for_own
from services.admin.importing.plan import STAMPS, WHOLE, Line, Outcome, Plan
from services.admin.importing.reading import Row
from services.admin.importing.seen import Seen
from services.admin.importing.storage import as_stored
from services.admin.policy import require
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.bulk import insert_together, update_rows
from services.core.database import UnitOfWork
from services.core.errors import AppError
from services.core.i18n import Message, _
from services.core.logging import log

NOT_POSSIBLE = _("This row can't be taken as it is")


class Watched(UnitOfWork):
    """A unit of work that notices when a rule looks into the database."""

    def __init__(self, uow: UnitOfWork) -> None:
        super().__init__(uow.session, uow.actor)
        self._after = uow._after  # noqa: SLF001 - the same unit of work, watched
        self.correlation_id = uow.correlation_id
        self.asked = False

    def __getattribute__(self, name: str) -> Any:
        if name == "session":
            object.__setattr__(self, "asked", True)
        return super().__getattribute__(name)


def bring_rows(uow: UnitOfWork, plan: Plan, rows: Sequence[Row], seen: Seen) -> list[Line]:
    """Write these rows inside a savepoint. If anything goes wrong they are parted, until the bad row stands alone."""
    try:
        with uow.session.begin_nested():
            return _bring(uow, plan, rows, seen)
    except (OperationalError, InterfaceError):
        raise  # the connection or a lock: no fault of a row
    except Exception as error:  # noqa: BLE001 - whatever one row does, the others go in
        for column in plan.own:
            column.references.forget()
        if len(rows) > 1:
            half = len(rows) // 2
            return [*bring_rows(uow, plan, rows[:half], seen), *bring_rows(uow, plan, rows[half:], seen)]
        line = Line(*rows[0])
        line.refuse(_faults_of(plan.resource, error))
        return [line]


def _bring(uow: UnitOfWork, plan: Plan, rows: Sequence[Row], seen: Seen) -> list[Line]:
    """Write these rows; those that refer to others of them come after those, when they can be found."""
    lines = read_lines(uow, plan, rows)
    later = {line.number: line for line in waiting_for_own(plan, lines, lambda _names: set())} if plan.own else {}
    now_ = [line for line in lines if line.number not in later]
    _bring_found(uow, plan, now_, seen)
    if not later:
        return lines
    for column in plan.own:
        column.references.forget_missing()
    made = _bring(uow, plan, [(line.number, line.cells) for line in later.values()], seen)
    return sorted([*now_, *made], key=lambda line: line.number)


def _bring_found(uow: UnitOfWork, plan: Plan, lines: list[Line], seen: Seen) -> None:
    examine(uow, plan, lines, seen, lock=True)
    waiting: list[Line] = []
    watched = Watched(uow)
    for line in lines:
        if line.outcome is Outcome.REFUSE:
            continue
        watched.asked = False
        given = dict(line.values)
        ask_rules(watched, plan, line)
        if watched.asked and waiting:
            # the rule looked at the records: the rows before this one must be among them
            _write(uow, plan, waiting)
            waiting = []
            line.values, line.faults = given, {}
            line.outcome = Outcome.CREATE if line.row is None else Outcome.UPDATE
            ask_rules(watched, plan, line)
        if line.outcome in (Outcome.CREATE, Outcome.UPDATE):
            waiting.append(line)
    _write(uow, plan, waiting)


def _write(uow: UnitOfWork, plan: Plan, lines: Sequence[Line]) -> None:
    _make(uow, plan, [line for line in lines if line.outcome is Outcome.CREATE])
    _change(uow, plan, [line for line in lines if line.outcome is Outcome.UPDATE])


def _make(uow: UnitOfWork, plan: Plan, lines: Sequence[Line]) -> None:
    if not lines:
        return
    at, resource = plain(now()), plan.resource
    stamp: dict[str, Any] = {"tenant_id": str(uow.tenant_id), "created_at": at, "created_by": plain(uow.actor.user_id)}
    if issubclass(resource.model, Entity):
        stamp |= {"updated_at": at, "version": 1, "deleted_at": None}
    constants, kept = plan.constants | _called(uow, plan), plan.remembered
    usual = {name: plain(value) for name, value in constants.items()}
    usual_changes = {name: [None, value] for name, value in usual.items() if value is not None and name in kept}
    rows, entries = [], []
    entry, fresh = _entry(uow, plan, "create", at), tuple(plan.factories.items())
    made = _completed(uow, plan, lines, constants) if plan.hooked else (line.values for line in lines)
    for values in made:
        typed = {name: plain(value) for name, value in values.items()}
        for name, make in fresh:
            if name not in typed:
                typed[name] = plain(make())
        identity = str(new_id())
        rows.append(as_stored(resource.model, {**usual, **typed, **stamp, "id": identity}))
        changes = usual_changes.copy()
        for name, value in typed.items():
            if value is not None and name in kept:
                changes[name] = [None, value]
        entries.append({**entry, "id": str(new_id()), "record_id": identity, "changes": changes})
    insert_together(uow, (resource.model, rows), (HistoryEntry, entries))


def _called(uow: UnitOfWork, plan: Plan) -> dict[str, Any]:
    """Defaults that a function answers, asked once for these rows."""
    found: dict[str, Any] = {}
    for bound in plan.resource.bound.values():
        if bound.column is not None and callable(bound.declared.default):
            found[bound.key] = bound.declared.default(uow)
    return found


def _completed(uow: UnitOfWork, plan: Plan, lines: Sequence[Line], constants: dict[str, Any]) -> list[dict[str, Any]]:
    """The values of new rows after numbers were taken and the resource completed them."""
    resource = plan.resource
    made = []
    for line in lines:
        fresh = {name: make() for name, make in plan.factories.items()}
        made.append(resource.model(**{**constants, **fresh, **line.values}))
    for bound in resource.bound.values():
        if bound.series:
            lacking = [row for row in made if not getattr(row, bound.key)]
            for row, number in zip(lacking, numbers.take_many(uow, bound.series, lacking), strict=True):
                setattr(row, bound.key, number)
    for line, row in zip(lines, made, strict=True):
        if resource.before_save:
            resource.before_save(uow, row, line.values)
        require(resource, uow.actor, "create", row)
    return [_columns(resource, row) for row in made]


def _change(uow: UnitOfWork, plan: Plan, lines: Sequence[Line]) -> None:
    resource, at = plan.resource, plain(now())
    rows, entries = [], []
    names: dict[str, None] = {}
    entry = _entry(uow, plan, "update", at)
    for line in lines:
        row = line.row
        before = _columns(resource, row)
        for name, value in line.values.items():
            setattr(row, name, value)
        if resource.before_save:
            resource.before_save(uow, row, line.values)
        after = _columns(resource, row)
        changed = [name for name, value in after.items() if before[name] != value]
        if not changed:
            line.outcome = Outcome.SKIP
            continue
        rows.append((row.id, after))
        names |= dict.fromkeys(changed)
        diff = {name: [plain(before[name]), plain(after[name])] for name in changed if name in plan.remembered}
        entries.append({**entry, "id": new_id(), "record_id": row.id, "changes": diff})
    update_rows(
        uow, resource.model,
        [
            as_stored(resource.model, {"id": identity} | {name: plain(after[name]) for name in names})
            for identity, after in rows
        ],
    )  # fmt: skip
    insert_together(uow, (HistoryEntry, entries))


def _entry(uow: UnitOfWork, plan: Plan, action: str, at: Any) -> dict[str, Any]:
    return {
        "tenant_id": str(uow.tenant_id), "created_at": at, "created_by": plain(uow.actor.user_id),
        "entity": plan.resource.entity, "action": action, "actor_name": uow.actor.name, "via": "import",
        "correlation_id": str(plan.batch_id), "note": "",
    }  # fmt: skip


def _columns(resource: Resource, row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in resource.model.model_fields if name not in STAMPS}


def _faults_of(resource: Resource, error: Exception) -> dict[str, Message]:
    """What one row did wrong, for the person; what we did not expect is logged."""
    if isinstance(error, IntegrityError):
        error = refusal(resource, error)
    if isinstance(error, AppError):
        return error.fields or {WHOLE: error.message}
    log(__name__).warning("a row of an import could not be taken", error=f"{type(error).__name__}: {error}"[:500])
    return {WHOLE: NOT_POSSIBLE}
