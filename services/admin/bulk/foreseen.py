"""What a change would make of some records, in a unit of work that only reads: nothing is written or held.

A plain change is worked out as the change itself does it, and the rules that only the database knows are asked of the
rows as they would be. A declared action is done to rows in memory; where it wants to write by itself, it will when it
is done in earnest.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.exc import InternalError

from services.admin import commands, tagging
from services.admin.bulk.change import Change, why
from services.admin.bulk.work import PLAIN, Work, columns_of, read, work_out
from services.admin.conflicts import against, duplicate, field_of, name_of
from services.admin.importing.constraints import rules_of
from services.admin.importing.lookups import ids_by
from services.admin.importing.storage import as_stored
from services.admin.importing.targets import unique_sets
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.bulk import as_json
from services.core.database import UnitOfWork
from services.core.errors import AppError, RuleBroken, ValidationFailed
from services.core.history import snapshot


def foreseen(
    uow: UnitOfWork, resource: Resource, change: Change, ids: Sequence[UUID]
) -> tuple[list[Work], tagging.Links]:
    """What becomes of each of these records, and the tags they have."""
    if change.act in PLAIN:
        works, here = work_out(uow, resource, change, ids, hold=False)
    else:
        works, here = _acted(uow, resource, change, ids), {}
    for names in unique_sets(resource):
        _refuse_taken(uow, resource, names, [work for work in works if any(name in work.columns for name in names)])
    _refuse_broken(uow, resource, [work for work in works if work.columns])
    return works, here


def would_be(resource: Resource, work: Work) -> dict[str, Any]:
    """The record's columns, as the table would hold them."""
    return as_stored(resource.model, {name: plain(value) for name, value in columns_of(work.row).items()})


def _acted(uow: UnitOfWork, resource: Resource, change: Change, ids: Sequence[UUID]) -> list[Work]:
    action = resource.action(change.act)
    works = read(uow, resource, ids, hold=False)
    for work in works:
        if work.row is None:
            continue
        work.stored, work.before = columns_of(work.row), snapshot(work.row)
        try:
            commands.require_act(uow, resource, action, work.row)
            _do(uow, work, action.run)
        except AppError as error:
            work.why = why(resource, error)
        work.after = snapshot(work.row)
        work.beyond = work.beyond or not resource.trashable
    return works


def _do(uow: UnitOfWork, work: Work, run: Any) -> None:
    """Do it to the row in memory, and forget what else it would have written at its end."""
    row = work.row
    try:
        with uow.session.no_autoflush, uow.session.begin_nested():
            run(uow, row)
            work.beyond = bool(uow.session.new)
            uow.session.expunge_all()
    except InternalError:
        work.beyond = True  # a transaction that only reads refused to write


def _refuse_taken(uow: UnitOfWork, resource: Resource, names: tuple[str, ...], works: Sequence[Work]) -> None:
    """Refuse what others hold already in columns that must be unique, or several of these would."""
    given = {work.id: tuple(getattr(work.row, name) for name in names) for work in works}
    keyed = {identity: key for identity, key in given.items() if None not in key}
    stored, times = ids_by(uow, resource, names, set(keyed.values())), Counter(keyed.values())
    for work in works:
        key = keyed.get(work.id, ())
        if key and (times[key] > 1 or set(stored.get(key, ())) - {work.id}):
            work.why = why(resource, duplicate(resource, names))


def _refuse_broken(uow: UnitOfWork, resource: Resource, works: Sequence[Work]) -> None:
    """Refuse what the constraints of the table would."""
    rules = rules_of(resource.table)
    asked = [work for work in works if work.why is None]
    if rules is None or not asked:
        return
    rows = as_json([would_be(resource, work) for work in asked])
    taken: set[str] = set()
    for found in uow.session.connection().execute(rules.statement, {"rows": rows}).mappings():
        work = asked[found["n"] - 1]
        for number in found["broken"]:
            rule = rules.checks[number]
            said, beside = against(name_of(rule)), field_of(resource, rule)
            work.why = why(resource, ValidationFailed(fields={beside: said}) if beside else RuleBroken(said))
        for number, index in enumerate(rules.uniques):
            key = found[f"k{number}"]
            if key is not None and (found[f"t{number}"] or f"{number} {key}" in taken):
                work.why = why(resource, duplicate(resource, tuple(column.name for column in index.columns)))
            taken.add(f"{number} {key}")
