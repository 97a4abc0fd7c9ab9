"""What a plain change makes of each of some records: worked out in memory, by the rules of a single change.

Nothing is written here. Rows are in no session, so that hooks complete them as they do in an import. A preview shows
what was worked out; a change writes it (:mod:`services.admin.bulk.together`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from models.base import now
from services.admin import tagging, tags
from services.admin.bulk.change import DELETE, EDIT, RESTORE, TAG, Change, why
from services.admin.commands import IN_TRASH, PART_OF_GONE
from services.admin.forms import read_form
from services.admin.lineage import parent_is_gone
from services.admin.policy import require
from services.admin.record import load_all
from services.admin.references import REFERENCES
from services.admin.resource import Resource
from services.admin.titles import title_of_row, titles_of
from services.core.database import UnitOfWork
from services.core.errors import AppError, NotFound, RuleBroken
from services.core.history import changes, snapshot
from services.core.i18n import Message
from services.core.text import fold

PLAIN = frozenset({EDIT, TAG, DELETE, RESTORE})
"""The acts that are worked out here; what a declared action does, it does to a row in a session."""


@dataclass
class Work:
    """One record: its title, its row as it would be, its columns as they are, and why it refuses, if it does.

    ``before`` and ``after`` are what history keeps, tags along; ``labels`` the tags it shall have, None to leave them.
    ``beyond``: something is written besides the row.
    """

    id: UUID
    title: Any
    row: Any = None
    stored: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    labels: Sequence[str] | None = None
    why: Message | None = None
    beyond: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """The columns that would hold something else."""
        if self.row is None or self.why is not None:
            return {}
        return {name: value for name, value in columns_of(self.row).items() if self.stored[name] != value}

    @property
    def changed(self) -> bool:
        """Whether anything would come of it."""
        return self.why is None and bool(self.beyond or self.columns or changes(self.before, self.after))


def columns_of(row: Any) -> dict[str, Any]:
    """A row by column."""
    return {name: getattr(row, name) for name in type(row).model_fields}


def work_out(
    uow: UnitOfWork,
    resource: Resource,
    change: Change,
    ids: Sequence[UUID],
    *,
    hold: bool,
    hooks: UnitOfWork | None = None,
) -> tuple[list[Work], tagging.Links]:
    """What a plain change, which has been verified, makes of these records, in their order; and the tags they have.

    ``hold``: nobody else may change them meanwhile. ``hooks`` is the unit of work that the resource's hooks are given.
    """
    works = read(uow, resource, ids, hold=hold)
    here = tagging.links_of(uow, resource, ids) if resource.tagged else {}
    do = _doing(uow, hooks or uow, resource, change)
    for work in works:
        if work.row is None:
            continue
        uow.session.expunge(work.row)
        named = [link.name for link in here.get(work.id, [])]
        own = {tags.TAGS: sorted(named)} if resource.tagged else {}
        work.stored, work.before = columns_of(work.row), snapshot(work.row) | own
        try:
            do(work, named)
        except AppError as error:
            work.why = why(resource, error)
        work.after = snapshot(work.row) | (own if work.labels is None else {tags.TAGS: sorted(work.labels)})
    return works, here


def read(uow: UnitOfWork, resource: Resource, ids: Sequence[UUID], *, hold: bool) -> list[Work]:
    """These records with their titles; of one that is out of sight no more is said than that it isn't there."""
    rows = load_all(uow, resource, ids, lock=hold)
    titles = _titles(uow, resource, rows)
    gone = why(resource, NotFound())
    return [Work(one, titles[one], rows[one]) if one in rows else Work(one, str(one), why=gone) for one in ids]


Do = Callable[[Work, Sequence[str]], None]
"""Change one row, which has these tags; raises what a single change would."""


def _doing(uow: UnitOfWork, hooks: UnitOfWork, resource: Resource, change: Change) -> Do:
    if change.act == EDIT:
        return _editing(uow, hooks, resource, change.values)
    if change.act == TAG:
        return _tagging(uow, hooks, resource, change.values)
    return _moving(uow, resource, change.act)


def _editing(uow: UnitOfWork, hooks: UnitOfWork, resource: Resource, values: Mapping[str, Any]) -> Do:
    lacking = tags.lacking(uow, tags.names(values.get(tags.TAGS)))

    def edit(work: Work, named: Sequence[str]) -> None:
        _changeable(uow, resource, work.row)
        typed = read_form(uow, resource, values, creating=False, row=work.row, referring=False)
        labels = tags.names(typed.pop(tags.TAGS) or ()) if tags.TAGS in typed else None
        _save(hooks, resource, work.row, typed)
        work.labels = None if labels is None else _spelt(named, labels, lacking)

    return edit


def _tagging(uow: UnitOfWork, hooks: UnitOfWork, resource: Resource, values: Mapping[str, Any]) -> Do:
    gone = {fold(name) for name in tags.names(values.get("remove"))}
    added = tags.names(values.get("add"))
    lacking = tags.lacking(uow, added)

    def tag(work: Work, named: Sequence[str]) -> None:
        _changeable(uow, resource, work.row)
        _save(hooks, resource, work.row, {})
        kept = (name for name in named if fold(name) not in gone)
        work.labels = _spelt(named, tags.names([*kept, *added]), lacking)

    return tag


def _spelt(named: Sequence[str], wanted: Sequence[str], lacking: Sequence[str]) -> list[str]:
    """The tags wanted, spelt as they stand where they are there already. Raises ``ValidationFailed``."""
    tags.refuse_many(wanted)
    if lacking:
        raise tags.not_there(lacking[0])
    known = {fold(name): name for name in named}
    return [known.get(fold(name), name) for name in wanted]


def _moving(uow: UnitOfWork, resource: Resource, verb: str) -> Do:
    def move(work: Work, _named: Sequence[str]) -> None:
        require(resource, uow.actor, verb, work.row)
        if (work.row.deleted_at is not None) is (verb == DELETE):
            return
        if verb == RESTORE and parent_is_gone(uow, resource, work.row):
            raise RuleBroken(PART_OF_GONE)
        work.row.deleted_at = now() if verb == DELETE else None

    return move


def _changeable(uow: UnitOfWork, resource: Resource, row: Any) -> None:
    require(resource, uow.actor, "update", row)
    if row.deleted_at is not None:
        raise RuleBroken(IN_TRASH)


def _save(uow: UnitOfWork, resource: Resource, row: Any, typed: dict[str, Any]) -> None:
    """What a save does with a row before it is written."""
    if resource.validate:
        resource.validate(uow, typed, row)
    for name, value in typed.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    if resource.before_save:
        resource.before_save(uow, row, typed)
    require(resource, uow.actor, "update", row)


def _titles(uow: UnitOfWork, resource: Resource, rows: Mapping[UUID, Any]) -> dict[UUID, Any]:
    bound = resource.titled
    if bound.kind not in REFERENCES:
        return {identity: title_of_row(uow, resource, row) for identity, row in rows.items()}
    named = {identity: getattr(row, resource.title) for identity, row in rows.items()}
    known = titles_of(uow, bound, {one for one in named.values() if one})
    return {identity: known.get(str(one), "") for identity, one in named.items()}
