"""What an export writes: the columns on the screen, its rows as typed cells in the reader's language, the sums beneath.

The rows are those of the list, all of them, through the same conditions, in one snapshot, so that a file always agrees
with itself; they come by a server-side cursor, and are made into cells column by column.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from services.admin.computing import compute
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.inner_rows import ROWS
from services.admin.kinds import rule_of
from services.admin.listing import ListQuery
from services.admin.policy import require, visible_fields
from services.admin.row_values import in_words
from services.admin.rows import REFERENCES, Reader
from services.admin.statement import all_of, conditions
from services.admin.tags import TAGS
from services.admin.totals import totals
from services.admin.values import SEVERAL, chosen
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import LANGUAGES, RTL, Message, _

BATCH = 1_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
Rows = Sequence[Row[Any]]
PLAIN = frozenset({"text", "long_text", "code", "phone", "email"})
"""Kinds whose words are the stored text itself."""
YES, NO, TOTAL = _("Yes"), _("No"), _("Total")


def safe_text(text: str) -> str:
    """A text no spreadsheet takes for a formula: those that begin like one get an apostrophe before them."""
    return f"'{text}" if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS[:4]) else text


@dataclass
class ExportTable:
    """An export under way: ``rows()`` yields cells row by row, ``footer()`` the sums beneath, of the same snapshot.

    For a ``spreadsheet`` texts are kept from being taken for formulas. ``watch`` is told how many rows are written,
    after each batch.
    """

    uow: UnitOfWork
    query: ListQuery
    language: str
    spreadsheet: bool = True
    written: int = 0
    watch: Callable[[int], None] | None = None

    def __post_init__(self) -> None:
        actor, resource = self.uow.actor, self.query.resource
        require(resource, actor, "view")
        require(resource, actor, "export")
        self.fields = columns_of(self.query, actor)
        self.zone = zone_of(actor)

    @property
    def headers(self) -> list[str]:
        """The column heads in the reader's language."""
        return [bound.label.text(self.language) for bound in self.fields]

    def rows(self) -> Iterator[list[Any]]:
        """The cells of each row: texts, numbers, days and moments as such, ready to be written."""
        for columns in self.batches():
            yield from map(list, zip(*columns, strict=True))

    def batches(self) -> Iterator[list[list[Any]]]:
        """The same cells column by column, of a thousand rows at a time: what all of a column share is done once."""
        reader = Reader(self.uow, self.query.resource, self.fields)
        statement = all_of(reader, self.query, conditions(self.uow, self.query))
        stream = self.uow.session.execute(statement.execution_options(stream_results=True, yield_per=BATCH))
        makers = [self._maker(bound, list(stream.keys())) for bound in self.fields]
        for batch in stream.partitions():
            yield [make(batch) for make in makers]
            self.count(len(batch))

    def count(self, more: int) -> None:
        """So many more rows are written."""
        self.written += more
        if self.watch and self.written // BATCH > (self.written - more) // BATCH:
            self.watch(self.written)

    def footer(self) -> list[Any] | None:
        """The sums under their columns, or None where nothing is summed; mixed currencies have no sum."""
        summed = {b.key for b in visible_fields(self.query.resource, self.uow.actor, Use.TOTAL) if b in self.fields}
        if not summed:
            return None
        found = totals(self.uow, self.query.resource, self.query)
        sums = {key: None if found[key] is None else Decimal(str(found[key])) for key in summed}
        cells: list[Any] = [sums.get(bound.key) for bound in self.fields]
        if self.fields[0].key not in summed:
            cells[0] = TOTAL.text(self.language)
        return cells

    def _maker(self, bound: Bound, names: list[str]) -> Callable[[Rows], list[Any]]:
        """What makes the cells of a column for a batch of rows."""
        if bound.of is not None and bound.sql is None:
            return lambda batch: _computed(
                compute(bound, self.uow, batch)[0], batch, lambda value: self._cell(bound, value)
            )
        place = names.index(bound.key)
        if bound.kind in REFERENCES:
            return self._titles(bound, place, names)
        if rule_of(bound.kind).numeric or bound.kind in ("date", "bool"):
            return lambda batch: [row[place] for row in batch]
        if bound.python is str and bound.kind in PLAIN and not self.spreadsheet:
            return lambda batch: [row[place] for row in batch]
        return lambda batch: [self._cell(bound, row[place]) for row in batch]

    def _titles(self, bound: Bound, place: int, names: list[str]) -> Callable[[Rows], list[Any]]:
        """The titles of references, each worded once in a batch; empty where one may not see it."""
        name = f"_title_{bound.key}"
        if name not in names:
            return lambda batch: [None if row[place] is None else "" for row in batch]
        title = names.index(name)

        def made(batch: Rows) -> list[Any]:
            titles = {row[place]: row[title] for row in batch}
            words = {one: "" if said is None else self._cell(bound, said) for one, said in titles.items()}
            words[None] = None
            return [words[row[place]] for row in batch]

        return made

    def _cell(self, bound: Bound, value: Any) -> Any:
        return cell(bound, value, self.language, self.zone, spreadsheet=self.spreadsheet)


def _computed(values: Mapping[Any, Any], batch: Rows, made: Callable[[Any], Any]) -> list[Any]:
    return [made(values.get(row._mapping["id"])) for row in batch]


def columns_of(query: ListQuery, actor: Actor) -> tuple[Bound, ...]:
    """The columns that the list shows, in its order, as far as they may be exported."""
    exported = visible_fields(query.resource, actor, Use.EXPORT)
    found = tuple(bound for bound in query.columns(actor) if bound in exported)
    if not found:
        raise ValidationFailed(_("None of the columns shown can be exported"))
    return found


def cell(bound: Bound, value: Any, language: str, zone: tzinfo, *, spreadsheet: bool = True) -> Any:
    """One value as a spreadsheet keeps it: a number, a day, a moment without zone, a yes or no, or a safe text."""
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None)
    if value is None or isinstance(value, bool | Decimal | int | float | date):
        return value
    words = _words(bound, value, language)
    return safe_text(words) if spreadsheet else words


def _words(bound: Bound, value: Any, language: str) -> str:
    if bound.kind == "choice":
        plain = str(getattr(value, "value", value))
        choice = bound.choice(plain)
        return choice.label.text(language) if choice else plain
    several: dict[str, Callable[[], str]] = {
        ROWS: lambda: in_words(bound, value, language),
        SEVERAL: lambda: _listed(language).join(choice.label.text(language) for choice in chosen(bound, value)),
        TAGS: lambda: _listed(language).join(str(one["name"]) for one in value),
    }
    if bound.kind in several:
        return several[bound.kind]()
    if isinstance(value, dict) and bound.kind in ("message", "warning"):
        return _message(value).text(language)
    if isinstance(value, dict) and set(value) <= set(LANGUAGES):
        return str(value.get(language) or next(iter(value.values()), ""))
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


def _listed(language: str) -> str:
    """What stands between the words of a list."""
    return "، " if language in RTL else ", "


def _message(value: Mapping[str, Any]) -> Message:
    """A stored message, to be read in another language."""
    params = {name: _message(one) if isinstance(one, Mapping) else one for name, one in value.get("params", {}).items()}
    return Message(str(value.get("msgid", "")), params)
