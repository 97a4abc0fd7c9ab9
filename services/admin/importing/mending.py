"""Cells that name nothing, and what was most likely meant: one word for a value mends it in every row that has it.

What was mended is kept with the batch, ``{target: {text in the file: text to read instead}}``, whatever becomes of its
columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import select

from services.admin.importing.plan import Column, Line, Plan
from services.admin.importing.references import NOT_FOUND
from services.admin.policy import can, may_see
from services.admin.references import scoped
from services.core.database import UnitOfWork
from services.core.i18n import LANGUAGES
from services.core.text import fold

Mends = Mapping[str, Mapping[str, str]]
MOST_VALUES, MOST_OFFERED = 200, 12
"""Different values that are looked at, and those that are offered."""
MOST_CANDIDATES = 5_000
"""Records of a list among which the nearest is looked for; in a longer one nothing is guessed."""
LIKE = 0.6
"""How alike two words must be, 0 to 1."""


class Unknown:
    """The values of choices and references that a dry run could not place, and in how many rows."""

    def __init__(self, plan: Plan) -> None:
        self._columns = {column.target.key: column for column in plan.columns if _guessable(column)}
        self._counts: dict[tuple[str, str], int] = {}

    def note(self, lines: Iterable[Line]) -> None:
        """Count those of these rows."""
        for line in lines:
            for key, fault in line.faults.items():
                column = self._columns.get(key)
                if column is None or not line.cells or column.number >= len(line.cells):
                    continue
                if column.references is None or fault is NOT_FOUND:
                    self._count(key, line.cells[column.number])

    def _count(self, key: str, text: str) -> None:
        if text and ((key, text) in self._counts or len(self._counts) < MOST_VALUES):
            self._counts[key, text] = self._counts.get((key, text), 0) + 1

    def offers(self, uow: UnitOfWork) -> list[dict[str, Any]]:
        """What may have been meant, the most frequent first: ``{"target", "label", "value", "n", "to", "shown"}``."""
        known = {key: _candidates(uow, self._columns[key]) for key in dict.fromkeys(key for key, _text in self._counts)}
        offered = []
        for (key, text), n in sorted(self._counts.items(), key=lambda pair: -pair[1]):
            words = known[key]
            nearest = get_close_matches(fold(text), list(words), n=1, cutoff=LIKE)
            if nearest:
                to, shown = words[nearest[0]]
                label = self._columns[key].target.label.plain()
                offered.append({"target": key, "label": label, "value": text, "n": n, "to": to, "shown": shown})
        return offered[:MOST_OFFERED]


def mended(plan: Plan, lines: Sequence[Line], mends: Mends) -> None:
    """Put the words that were chosen in the place of those in the file."""
    for column in plan.columns:
        if words := mends.get(column.target.key):
            for line in lines:
                if line.cells and column.number < len(line.cells):
                    text = line.cells[column.number]
                    line.cells[column.number] = words.get(text, text)


def _guessable(column: Column) -> bool:
    return column.references is not None or bool(column.target.bound.choices)


def _candidates(uow: UnitOfWork, column: Column) -> dict[str, tuple[str, dict[str, str]]]:
    """By each folded word: the text that names it for certain, and what it is called in each language."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    if column.references is None:
        for choice in column.target.bound.choices:
            shown = {language: choice.label.text(language) for language in LANGUAGES}
            for word in (choice.value, *shown.values()):
                found.setdefault(fold(word), (choice.value, shown))
        return found
    target = column.references.target
    if target is None or not can(target, uow.actor, "view") or not may_see(target, uow.actor, target.titled):
        return found
    if target.titled.column is None:
        return found
    table = target.table
    wanted = [table.c.tenant_id == uow.tenant_id, scoped(target, uow.actor)]
    if target.trashable:
        wanted.append(table.c.deleted_at.is_(None))
    rows = uow.session.execute(
        select(table.c.id, table.c[target.title]).where(*wanted).limit(MOST_CANDIDATES + 1)
    ).all()
    for identity, title in rows if len(rows) <= MOST_CANDIDATES else ():
        first = next(iter(title.values()), "") if isinstance(title, dict) else str(title)
        shown = {language: title.get(language, first) if isinstance(title, dict) else first for language in LANGUAGES}
        for word in shown.values():
            found.setdefault(fold(word), (str(identity), shown))
    return found
