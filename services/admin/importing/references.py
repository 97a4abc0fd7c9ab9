"""References in a file: records named by id, code or title, found for a whole batch of rows at once.

Only what the actor may see is found. A text that names nothing exactly is searched for, and taken if it finds one
record alone.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, String, any_, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, may_see
from services.admin.references import scoped, target_of
from services.admin.resource import Resource
from services.admin.searching import matches
from services.core.database import UnitOfWork
from services.core.i18n import LANGUAGES, Message, _
from services.core.text import fold

MOST_SEARCHES = 500
"""So many texts of a file are searched for; more are simply not found."""
MOST_KEPT = 50_000
NOT_FOUND = _("This record was not found")


class References:
    """The references of one field, by the texts that name them; remembers what it has found."""

    def __init__(self, bound: Bound) -> None:
        self.bound = bound
        self.target = target_of(bound)
        self.found: dict[str, UUID | Message] = {}
        self._searches = 0

    def resolve(self, uow: UnitOfWork, texts: Iterable[str]) -> dict[str, UUID | Message]:
        """The id that each text names, or the sentence that says why there is none."""
        if len(self.found) > MOST_KEPT:
            self.found.clear()
        new = {text for text in texts if text not in self.found}
        if new:
            self.found |= self._look_up(uow, new)
        return self.found

    def forget_missing(self) -> None:
        """What was not found may stand in the rows just written."""
        self.found = {text: value for text, value in self.found.items() if isinstance(value, UUID)}

    def forget(self) -> None:
        """What was found may have been taken back."""
        self.found = {}

    def _look_up(self, uow: UnitOfWork, texts: set[str]) -> dict[str, UUID | Message]:
        target = self.target
        if target is None or not can(target, uow.actor, "view"):
            return dict.fromkeys(texts, NOT_FOUND)
        found: dict[str, UUID | Message] = {}
        for ways in (self._by_id, self._by_code, self._by_title):
            rest = texts - set(found)
            if rest:
                found |= ways(uow, target, rest)
        for text in sorted(texts - set(found)):
            found[text] = self._searched(uow, target, text)
        return found

    def _by_id(self, uow: UnitOfWork, target: Resource, texts: set[str]) -> dict[str, UUID | Message]:
        ids = {text: UUID(text) for text in texts if len(text) == len(str(UUID(int=0))) and _is_id(text)}
        if not ids:
            return {}
        known = set(uow.session.scalars(self._within(uow, target).where(target.table.c.id.in_(ids.values()))))
        return {text: identity for text, identity in ids.items() if identity in known}

    def _by_code(self, uow: UnitOfWork, target: Resource, texts: set[str]) -> dict[str, UUID | Message]:
        code = target.coded
        if code is None or not may_see(target, uow.actor, code):
            return {}
        column = target.table.c[code.key]
        wanted = {text: text for text in texts} | {text.upper(): text for text in texts if text.upper() not in texts}
        rows = uow.session.execute(self._within(uow, target, column).where(column == _any_of(wanted)))
        return _each_once([(wanted[code], identity) for identity, code in rows])

    def _by_title(self, uow: UnitOfWork, target: Resource, texts: set[str]) -> dict[str, UUID | Message]:
        titled = target.titled
        if titled.column is None or not may_see(target, uow.actor, titled):
            return {}
        column: Any = target.table.c[target.title]
        if isinstance(column.type, JSONB):
            named: ColumnElement[bool] = or_(*(column[language].astext == _any_of(texts) for language in LANGUAGES))
        elif titled.python is str:
            named = column == _any_of(texts)
        else:
            return {}
        rows = uow.session.execute(self._within(uow, target, column).where(named))
        pairs = [
            (title, identity)
            for identity, value in rows
            for title in set(value.values() if isinstance(value, dict) else [value]) & texts
        ]
        return _each_once(pairs)

    def _searched(self, uow: UnitOfWork, target: Resource, text: str) -> UUID | Message:
        """The one record that these words find, or whose words are these alone."""
        if not target.fields_for(Use.SEARCH) or self._searches >= MOST_SEARCHES:
            return NOT_FOUND
        self._searches += 1
        title = target.table.c[target.title]
        statement = self._within(uow, target, title).where(matches(uow, target, text))
        rows = uow.session.execute(statement.limit(20)).all()
        same = [row for row in rows if fold(text) in _folded(row[1])]
        chosen = same or rows
        if len(chosen) == 1:
            identity: UUID = chosen[0][0]
            return identity
        return _("Several records are called so; write the code") if chosen else NOT_FOUND

    def _within(self, uow: UnitOfWork, target: Resource, *columns: ColumnElement[Any]) -> Any:
        table = target.table
        statement = select(table.c.id, *columns).where(table.c.tenant_id == uow.tenant_id, scoped(target, uow.actor))
        return statement.where(table.c.deleted_at.is_(None)) if target.trashable else statement


def _any_of(texts: Iterable[str]) -> Any:
    return any_(literal(sorted(texts), ARRAY(String)))


def _each_once(pairs: list[tuple[str, UUID]]) -> dict[str, UUID | Message]:
    found: dict[str, UUID | Message] = {}
    for text, identity in pairs:
        several = text in found and found[text] != identity
        found[text] = _("Several records are called so; write the code") if several else identity
    return found


def _folded(title: Any) -> set[str]:
    return {fold(text) for text in (title.values() if isinstance(title, dict) else [str(title)])}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


__all__ = ["Bound", "References"]
