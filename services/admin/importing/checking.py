"""What a batch of rows would do: read, matched with records, checked as a save would check. Nothing is written here."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import InternalError

from services.admin.conditional import applies, value_in
from services.admin.forms import EMPTY, emptied, following, not_asked
from services.admin.importing.lookups import ids_by
from services.admin.importing.mending import mended
from services.admin.importing.plan import WHOLE, Line, Mode, Outcome, Plan
from services.admin.importing.reading import Row
from services.admin.importing.seen import Seen
from services.admin.importing.values import unescaped
from services.admin.policy import can
from services.admin.references import scoped
from services.core.database import UnitOfWork
from services.core.errors import AppError
from services.core.i18n import Message, _

UNREAD: Any = object()
NEEDED = _("This is needed")


def read_lines(uow: UnitOfWork, plan: Plan, rows: Iterable[Row]) -> list[Line]:
    """The rows with their cells understood, references found for all of them at once."""
    lines = [Line(number, cells) for number, cells in rows]
    mended(plan, lines, plan.mends)
    for column in plan.columns:
        if column.references:
            texts = {text for line in lines if (text := _cell(line, column.number))}
            column.known = column.references.resolve(uow, map(unescaped, texts))
    for line in lines:
        _read(plan, line)
    return lines


def examine(uow: UnitOfWork, plan: Plan, lines: Sequence[Line], seen: Seen, *, lock: bool) -> None:
    """Find each row's record, and what keeps it from being made or changed; the rules of hooks are not asked yet."""
    records = _records(uow, plan, lines, lock=lock) if plan.key else {}
    for line in lines:
        if not line.faults:
            _decide(plan, line, records)
        if not line.faults:
            _complete(uow, plan, line)
    _check_unique(uow, plan, [line for line in lines if not line.faults], seen)
    for line in lines:
        if line.faults:
            line.outcome = Outcome.REFUSE


def ask_rules(uow: UnitOfWork, plan: Plan, line: Line) -> None:
    """What the resource's own rule and row policy say; what changes nothing is skipped."""
    resource = plan.resource
    try:
        if resource.validate:
            resource.validate(uow, line.values, line.row)
    except AppError as error:
        line.refuse(error.fields or {WHOLE: error.message})
        return
    if line.row is None:
        return
    if not can(resource, plan.actor, "update", line.row):
        line.refuse({WHOLE: _("You may not change this record")})
        return
    row = line.row
    line.values = {name: value for name, value in line.values.items() if getattr(row, name) != value}
    if not line.values:
        line.outcome = Outcome.SKIP


def rehearse(uow: UnitOfWork, plan: Plan, line: Line) -> None:
    """Let the resource complete the row as it would before a save, in a transaction that can't write."""
    resource = plan.resource
    if resource.before_save is None or line.outcome not in (Outcome.CREATE, Outcome.UPDATE):
        return
    values = {**plan.constants, **line.values} if line.row is None else {**line.row.model_dump(), **line.values}
    try:
        with uow.session.begin_nested():
            row = resource.model(**values)
            resource.before_save(uow, row, dict(line.values))
            line.made = {name: getattr(row, name) for name in resource.model.model_fields}
    except AppError as error:
        line.refuse(error.fields or {WHOLE: error.message})
    except InternalError:
        return  # the hook wanted to write: it will, in the real run


def _read(plan: Plan, line: Line) -> None:
    if line.cells is None:
        line.refuse({WHOLE: _("This row can't be read")})
        return
    cells, width, values = line.cells, len(line.cells), line.values
    for column in plan.columns:
        text = cells[column.number] if column.number < width else ""
        if not text:
            continue
        value = column.known.get(text, UNREAD)
        if value is UNREAD:
            value = column.known[unescaped(text)] if column.references else column.value(text)
        if type(value) is Message:
            line.faults[column.target.key] = value
        elif value is not None:
            key = column.target.bound.key
            values[key] = {**values[key], **value} if type(value) is dict and key in values else value


def _cell(line: Line, number: int) -> str:
    return line.cells[number] if line.cells and number < len(line.cells) else ""


def _decide(plan: Plan, line: Line, records: dict[Any, list[Any]]) -> None:
    if plan.key:
        key = _key(line.values, plan.key)
        found = records.get(key, []) if key else []
        if not key:
            _without_key(plan, line)
        elif len(found) > 1:
            line.faults[plan.key[0]] = _("Several records have this")
        elif found:
            line.row, line.outcome = found[0], Outcome.UPDATE
        elif plan.mode is Mode.UPDATE:
            line.faults[plan.key[0]] = _("No record has this")
    if line.faults:
        return
    if line.row is None:
        _for_new(plan, line)
    else:
        _for_known(plan, line)


def _without_key(plan: Plan, line: Line) -> None:
    """Only a key that the shop gives itself may be left out, to make a record."""
    given = all(plan.resource.field(name).series for name in plan.key)
    if plan.mode is Mode.UPDATE or not given:
        line.faults[plan.key[0]] = NEEDED


def _for_new(plan: Plan, line: Line) -> None:
    values = line.values
    for column in plan.columns:
        target = column.target
        if not target.writes and target.bound.key in values:
            line.faults[target.key] = _("No record has this")


def _complete(uow: UnitOfWork, plan: Plan, line: Line) -> None:
    """What depends on other values of the row, as in a form; then what a new record can't do without."""
    resource, values, open_ = plan.resource, line.values, dict[str, bool]()
    if plan.dependent:
        value_of = value_in(resource, values, line.row)
        open_ = {name: applies(resource, bound, value_of) for name, bound in plan.offered.items()}
        for name, bound in plan.offered.items():
            if not open_[name] and values.pop(name, None) not in EMPTY:
                line.faults[name] = not_asked(resource, bound)
        if line.row is None:
            values.update(following(uow, plan.offered, open_, values))
        else:
            values.update(emptied(plan.offered, open_, values, line.row))
    if line.row is None:
        for bound in plan.required:
            if values.get(bound.key) is None and open_.get(bound.key, True) and bound.key not in line.pending:
                line.faults.setdefault(bound.key, NEEDED)


def _for_known(plan: Plan, line: Line) -> None:
    row, values = line.row, line.values
    for column in plan.columns:
        bound = column.target.bound
        if bound.key not in values:
            continue
        if not column.target.writes or bound.key in plan.key:
            values.pop(bound.key)
        elif bound.kind == "local_text":
            values[bound.key] = {**(getattr(row, bound.key) or {}), **values[bound.key]}
        elif bound.declared.once and getattr(row, bound.key) != values[bound.key]:
            line.faults[column.target.key] = _("This can't be changed any more")


def _records(uow: UnitOfWork, plan: Plan, lines: Sequence[Line], *, lock: bool) -> dict[Any, list[Any]]:
    """The records that these rows name by their key, in the actor's scope and not in the trash, held if asked."""
    keys = {key for line in lines if (key := _key(line.values, plan.key))}
    if not keys:
        return {}
    known = ids_by(uow, plan.resource, plan.key, keys)
    table, wanted = plan.resource.table, [identity for ids in known.values() for identity in ids]
    statement = select(plan.resource.model).where(
        table.c.tenant_id == uow.tenant_id, table.c.id.in_(wanted), scoped(plan.resource, uow.actor)
    )
    if plan.resource.trashable:
        statement = statement.where(table.c.deleted_at.is_(None))
    if lock:
        statement = statement.order_by(table.c.id).with_for_update()
    found: dict[Any, list[Any]] = {}
    for row in uow.session.scalars(statement).all():
        uow.session.expunge(row)
        found.setdefault(_key(row.__dict__, plan.key), []).append(row)
    return found


def _check_unique(uow: UnitOfWork, plan: Plan, lines: Sequence[Line], seen: Seen) -> None:
    for number, names in enumerate(plan.unique):
        keyed = [(key, line) for line in lines if (key := _unique_value(plan, names, line)) and not line.faults]
        first = seen.first({_text(number, key): line.number for key, line in reversed(keyed)})
        stored = ids_by(uow, plan.resource, names, {key for key, _line in keyed})
        for key, line in keyed:
            at = first[_text(number, key)]
            if at < line.number:
                line.faults[names[0]] = _("The same stands in row {n} of this file", n=at)
            elif key in stored and (line.row is None or line.row.id not in stored[key]):
                line.faults[names[0]] = _("There is one like this already")


def _unique_value(plan: Plan, names: tuple[str, ...], line: Line) -> tuple[Any, ...]:
    """What a row would hold in columns that must be unique; empty where it doesn't touch them, or one is null."""
    if names == plan.key and line.row is not None:
        return _key(line.row.__dict__, names)
    if not any(name in line.values for name in names):
        return ()
    other = plan.constants if line.row is None else line.row.__dict__
    return _key({**{name: other.get(name) for name in names}, **line.values}, names)


def _key(values: dict[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    key = tuple(values.get(name) for name in names)
    return () if any(part is None or part == "" for part in key) else key


def _text(number: int, key: tuple[Any, ...]) -> str:
    return "\x1f".join((str(number), *map(str, key)))


def remember_keys(plan: Plan, rows: Iterable[Row], seen: Seen) -> None:
    """Note the keys of rows that an interrupted run has done, so that a repeated one is still found."""
    by_field = {column.target.bound.key: column for column in plan.columns}
    for number, names in enumerate(plan.unique):
        columns = [by_field[name] for name in names if name in by_field and by_field[name].references is None]
        if len(columns) < len(names):
            continue
        keys: dict[str, int] = {}
        for at, cells in rows:
            texts = [cells[c.number] if cells and c.number < len(cells) else "" for c in columns]
            values = [
                c.known[text] if text in c.known else c.value(text) for c, text in zip(columns, texts, strict=True)
            ]
            if all(value is not None and type(value) is not Message for value in values):
                keys.setdefault(_text(number, tuple(values)), at)
        seen.first(keys)
