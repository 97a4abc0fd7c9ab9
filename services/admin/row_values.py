"""Values of kind ``rows``: typed from forms, programs and files, and said in words."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from services.admin.inference import Bound
from services.admin.inner_rows import Row
from services.admin.invalid import Invalid
from services.core.errors import ValidationFailed
from services.core.i18n import LANGUAGES, RTL, Message, _
from services.core.text import fold

MOST = 100
"""Rows of one record."""
NUMBER = "_row"
"""What a form calls the row a cell is of: faults are named by it."""
SAID = "_said"
BETWEEN = " · "
REQUIRED = _("This is needed")
UNREADABLE = _("This is not a table of rows")
Parse = Callable[[Bound, Any], Any]
_ROW, _CELL = re.compile(r"\s*[;؛\n]\s*"), re.compile(r"\s*·\s*")


def rows_of(bound: Bound, stored: Any) -> list[dict[str, Any]]:
    """What is stored as plain rows, each with its words for the browser (``_said``)."""
    return [{**_plain(bound, row), SAID: _words(bound, row).plain()} for row in _known(bound, stored)]


def in_words(bound: Bound, stored: Any, language: str) -> str:
    """What is stored in one line, such as a file takes it and gives it back."""
    between = "؛ " if language in RTL else "; "
    return between.join(_words(bound, row).text(language) for row in _known(bound, stored))


def parse_rows(bound: Bound, raw: Any, parse: Parse) -> Any:
    """What is to be stored of the rows that were sent: as a list, as it is stored, or in words. Raises ``Invalid``."""
    declared = bound.declared.rows
    if declared is None:
        raise Invalid(UNREADABLE)
    typed: list[dict[str, Any]] = []
    faults: dict[str, Message] = {}
    for number, row in enumerate(_sent(bound, raw)):
        name = str(row.get(NUMBER, number))[:64]
        made, wrong = _typed(bound, row, parse)
        if made is None:
            continue
        if not wrong:
            wrong = dict(declared.check(made))
        if declared.alone and any(made[declared.alone] == one[declared.alone] for one in typed):
            wrong.setdefault(declared.alone, _("There is a row for this already"))
        typed.append(made)
        faults |= {f"{name}:{key}": message for key, message in wrong.items()}
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    if bound.required and not typed:
        raise Invalid(REQUIRED)
    return declared.pack(typed) if declared.pack else [_plain(bound, row) for row in typed]


def row_name(bound_rows: Sequence[Mapping[str, Any]], number: int, alone: str | None) -> str:
    """What a form calls a row: the value that no other row has, so that two people's changes meet; else its number."""
    value = str(bound_rows[number].get(alone) or "") if alone else ""
    return value if re.fullmatch(r"[\w-]+", value) and not value.startswith("new-") else str(number)


def _sent(bound: Bound, raw: Any) -> Sequence[Row]:
    if raw is None or raw == "":
        return []
    if isinstance(raw, str):
        raw = _read(bound, raw)
    rows = _unpacked(bound, raw) if isinstance(raw, Mapping) else raw
    known = {cell.key for cell in bound.cells} | {NUMBER, SAID}
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) and set(row) <= known for row in rows):
        raise Invalid(UNREADABLE)
    if len(rows) > MOST:
        raise Invalid(_("At most {n} rows are possible here", n=MOST))
    return rows


def _typed(bound: Bound, row: Row, parse: Parse) -> tuple[dict[str, Any] | None, dict[str, Message]]:
    """The typed cells of a row and what is wrong with them; None for a row in which nothing was written."""
    sent = {cell.key: row.get(cell.key) for cell in bound.cells}
    if all(value in (None, "") for value in sent.values()):
        return None, {}
    made: dict[str, Any] = dict.fromkeys(sent)
    wrong: dict[str, Message] = {}
    for cell in bound.cells:
        when = cell.declared.when
        if when and str(sent.get(when[0]) or "") not in when[1]:
            continue
        try:
            made[cell.key] = parse(cell, sent[cell.key])
        except Invalid as error:
            wrong[cell.key] = error.message
            continue
        if made[cell.key] is None and cell.required:
            wrong[cell.key] = REQUIRED
    return made, wrong


def _known(bound: Bound, stored: Any) -> Sequence[Row]:
    """The rows of what is stored; none where it is something else."""
    try:
        return _unpacked(bound, stored) if stored else []
    except Invalid:
        return []


def _unpacked(bound: Bound, stored: Any) -> Sequence[Row]:
    declared = bound.declared.rows
    if declared is None or declared.unpack is None:
        return stored if isinstance(stored, list) else []
    try:
        return declared.unpack(stored)
    except (AttributeError, KeyError, TypeError, ValueError, ValidationFailed):
        raise Invalid(UNREADABLE) from None


def _plain(bound: Bound, row: Row) -> dict[str, Any]:
    return {cell.key: _figure(row.get(cell.key)) for cell in bound.cells}


def _figure(value: Any) -> Any:
    """A value as JSON has it, a figure without idle zeros."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value.isoformat() if isinstance(value, date) else value


def _words(bound: Bound, row: Row) -> Message:
    """A row as people read it: its cells with a point between them, those that are empty left out."""
    said: dict[str, Any] = {}
    for cell in bound.cells:
        value = _figure(row.get(cell.key))
        if value not in (None, ""):
            choice = cell.choice(str(value))
            said[cell.key] = choice.label if choice else value
    return Message(BETWEEN.join(f"{{{key}}}" for key in said), said)


def _read(bound: Bound, text: str) -> Any:
    """Rows from a text: as JSON, or in the words of either language."""
    if text.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except ValueError:
            raise Invalid(UNREADABLE) from None
    return [_row(bound, line) for line in _ROW.split(text.strip()) if line]


def _row(bound: Bound, line: str) -> dict[str, Any]:
    words = _CELL.split(line)
    if len(words) > len(bound.cells):
        raise Invalid(UNREADABLE)
    return {cell.key: _value(cell, word) for cell, word in zip(bound.cells, words, strict=False)}


def _value(cell: Bound, word: str) -> str:
    """A choice by its label in either language; any other word as it is."""
    for choice in cell.choices:
        if fold(word) in {fold(choice.value), *(fold(choice.label.text(language)) for language in LANGUAGES)}:
            return choice.value
    return word
