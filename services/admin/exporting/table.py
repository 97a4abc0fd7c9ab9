"""What an export writes: the columns on the screen, its rows as typed cells in the reader's language, the sums beneath.

The rows are those of the list, all of them, through the same conditions, in one snapshot, so that a file always agrees
with itself; they come by a server-side cursor.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.policy import require, visible_fields
from services.admin.rows import REFERENCES, Reader
from services.admin.statement import all_of, conditions
from services.admin.totals import totals
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import LANGUAGES, RTL, Message, _

BATCH = 1_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
YES, NO, TOTAL = _("Yes"), _("No"), _("Total")


def safe_text(text: str) -> str:
    """A text no spreadsheet takes for a formula: those that begin like one get an apostrophe before them."""
    return f"'{text}" if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS[:4]) else text


@dataclass
class ExportTable:
    """An export under way: ``rows()`` yields cells row by row; ``sums`` are complete when it has ended.

    For a ``spreadsheet`` texts are kept from being taken for formulas. ``watch`` is told how many rows are written,
    after each batch.
    """

    uow: UnitOfWork
    query: ListQuery
    language: str
    spreadsheet: bool = True
    written: int = 0
    watch: Callable[[int], None] | None = None
    sums: dict[str, Decimal | None] = field(default_factory=dict)
    _currencies: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        actor, resource = self.uow.actor, self.query.resource
        require(resource, actor, "view")
        require(resource, actor, "export")
        self.fields = columns_of(self.query, actor)
        self.totalled = [b for b in visible_fields(resource, actor, Use.TOTAL) if b in self.fields]
        self.sums = {bound.key: Decimal(0) for bound in self.totalled}
        self.zone = zone_of(actor)

    @property
    def headers(self) -> list[str]:
        """The column heads in the reader's language."""
        return [bound.label.text(self.language) for bound in self.fields]

    def rows(self) -> Iterator[list[Any]]:
        """The cells of each row: texts, numbers, days and moments as such, ready to be written."""
        reader = Reader(self.uow, self.query.resource, self.fields)
        statement = all_of(reader, self.query, conditions(self.uow, self.query))
        stream = self.uow.session.execute(statement.execution_options(stream_results=True, yield_per=BATCH))
        for batch in stream.partitions():
            computed = {b.key: b.of(self.uow, batch) for b in self.fields if b.of is not None}
            for row in batch:
                values = row._mapping
                self._add(values)
                yield [self._cell(bound, values, computed) for bound in self.fields]
            self.count(len(batch))

    def count(self, more: int) -> None:
        """So many more rows are written."""
        self.written += more
        if self.watch and self.written // BATCH > (self.written - more) // BATCH:
            self.watch(self.written)

    def add(self, bound: Bound, amount: Decimal) -> None:
        """Add to the sum of a column."""
        self.sums[bound.key] = (self.sums[bound.key] or Decimal(0)) + amount

    def add_money(self) -> None:
        """The sums that have a currency, where the rows were not seen here: from the snapshot the rows came from."""
        amounts = [bound for bound in self.totalled if bound.declared.currency]
        found = totals(self.uow, self.query.resource, self.query) if amounts else {}
        for bound in amounts:
            total = found[bound.key]
            self.sums[bound.key] = None if total is None else Decimal(total)

    def footer(self) -> list[Any] | None:
        """The sums under their columns, or None where nothing is summed; mixed currencies have no sum."""
        if not self.totalled:
            return None
        cells: list[Any] = [self.sum_of(bound) for bound in self.fields]
        if cells[0] is None and self.fields[0] not in self.totalled:
            cells[0] = TOTAL.text(self.language)
        return cells

    def sum_of(self, bound: Bound) -> Decimal | None:
        """The sum of a column so far; None where there is none, or its currencies are mixed."""
        mixed = len(self._currencies.get(bound.key, ())) > 1
        return None if mixed else self.sums.get(bound.key)

    def _add(self, values: RowMapping) -> None:
        for bound in self.totalled:
            self.add(bound, values[bound.key] or Decimal(0))
            if bound.declared.currency:
                self._currencies.setdefault(bound.key, set()).add(values[bound.declared.currency])

    def _cell(self, bound: Bound, values: RowMapping, computed: Mapping[str, Mapping[Any, Any]]) -> Any:
        if bound.of is not None:
            return self._written(bound, computed[bound.key].get(values["id"]))
        if bound.kind in REFERENCES and values[bound.key] is not None:
            title = values.get(f"_title_{bound.key}")
            return self._written(bound, "" if title is None else title)
        return self._written(bound, values[bound.key])

    def _written(self, bound: Bound, value: Any) -> Any:
        return cell(bound, value, self.language, self.zone, spreadsheet=self.spreadsheet)


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
    if bound.beside:
        return ("، " if language in RTL else ", ").join(str(one["name"]) for one in value)
    if isinstance(value, dict) and bound.kind == "message":
        return _message(value).text(language)
    if isinstance(value, dict) and set(value) <= set(LANGUAGES):
        return str(value.get(language) or next(iter(value.values()), ""))
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


def _message(value: Mapping[str, Any]) -> Message:
    """A stored message, to be read in another language."""
    params = {name: _message(one) if isinstance(one, Mapping) else one for name, one in value.get("params", {}).items()}
    return Message(str(value.get("msgid", "")), params)
