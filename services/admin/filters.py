"""Filters: parsed and typed before any SQL is written, then applied as one condition each.

Ranges over instants are whole days of the reader's zone: "until 30 Aban" includes its last second.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from services.admin.inference import Bound
from services.admin.invalid import Invalid
from services.admin.kinds import Op, rule_of
from services.admin.numerals import parse_day
from services.admin.periods import period
from services.admin.tags import TagsOf
from services.admin.values import FALSE, TRUE, parse
from services.core.errors import ValidationFailed
from services.core.i18n import LANGUAGES, Message, _

RANGE = ".."
MAX_CHOICES = 200


@dataclass(frozen=True)
class Filter:
    """One condition: a field, an operator, its typed values. ``raw`` is how the address wrote it."""

    field: Bound
    op: Op
    values: tuple[Any, ...]
    raw: str

    @property
    def param(self) -> str:
        """Its name in an address: ``f.branch_id``, ``f.net_weight.gte``."""
        return f"f.{self.field.key}" + ("" if self.op is Op.EQ else f".{self.op}")

    @property
    def text(self) -> str:
        """How a group writes it: ``branch_id=…``, ``net_weight.gte=5``."""
        return f"{self.param.removeprefix('f.')}={self.raw}"

    def condition(self) -> ColumnElement[bool]:
        """The condition in SQL."""
        column: Any = self.field.column
        if isinstance(self.field.of, TagsOf):
            return self.field.of.condition(self.op, self.values)
        if self.op is Op.EMPTY:
            return _emptiness(self.field, empty=self.values[0])
        if self.op is Op.CONTAINS:
            return and_(*(_has_word(self.field, word) for word in self.values))
        if self.field.kind == "datetime":
            return _in_time(column, self.op, self.values)
        first = self.values[0]
        made: dict[Op, Callable[[], ColumnElement[bool]]] = {
            Op.EQ: lambda: column == first,
            Op.NE: lambda: column.is_distinct_from(first),
            Op.IN: lambda: column.in_(self.values),
            Op.GTE: lambda: column >= first,
            Op.LTE: lambda: column <= first,
            Op.BETWEEN: lambda: _between(column, *self.values),
            Op.DURING: lambda: _between(column, *self.values),
        }
        return made[self.op]()


def parse_filter(bound: Bound, op: str, raw: str, zone: tzinfo = UTC, language: str = "en") -> Filter:
    """A filter from the address, typed; raises ``ValidationFailed`` that names the parameter.

    ``zone`` is where days begin, ``language`` whose calendar a period such as ``this-month`` means.
    """
    name = f"f.{bound.key}" + ("" if op == Op.EQ else f".{op}")
    if op not in rule_of(bound.kind).operators:
        raise ValidationFailed(_("“{name}” can't be filtered this way", name=name), fields={name: _("Not possible")})
    try:
        values = _values(bound, Op(op), raw, zone, language)
    except Invalid as error:
        raise rejected(name, error.message) from None
    return Filter(bound, Op(op), values, raw)


def rejected(name: str, why: Message) -> ValidationFailed:
    """The refusal of one parameter of an address."""
    return ValidationFailed(_("The filter “{name}” can't be used: {why}", name=name, why=why), fields={name: why})


def _values(bound: Bound, op: Op, raw: str, zone: tzinfo, language: str) -> tuple[Any, ...]:
    if op is Op.EMPTY:
        if raw.lower() not in TRUE | FALSE:
            raise Invalid(_("This is neither yes nor no"))
        return (raw.lower() in TRUE,)
    if op is Op.DURING:
        return _period(bound, raw, zone, language)
    if op is Op.CONTAINS:
        words = tuple(raw.split())
        if not words or len(raw) > MAX_CHOICES or "\x00" in raw:
            raise Invalid(_("Type a few letters"))
        return words
    if op is Op.BETWEEN:
        low, found, high = raw.partition(RANGE)
        if not found or not (low.strip() or high.strip()):
            raise Invalid(_("A range is written “from..to”"))
        return tuple(_one(bound, part, zone) if part.strip() else None for part in (low, high))
    parts = raw.split(",") if op is Op.IN else [raw]
    if len(parts) > MAX_CHOICES:
        raise Invalid(_("At most {n} choices are possible here", n=MAX_CHOICES))
    return tuple(_one(bound, part, zone) for part in parts)


def _period(bound: Bound, raw: str, zone: tzinfo, language: str) -> tuple[Any, ...]:
    try:
        days = period(raw.strip(), datetime.now(zone).date(), language)
    except (ValueError, OverflowError):
        raise Invalid(_("There is no such period")) from None
    return tuple(_one(bound, day.isoformat(), zone) for day in days)


def _one(bound: Bound, raw: str, zone: tzinfo) -> Any:
    if not raw.strip():
        raise Invalid(_("A value is missing"))
    if bound.beside:
        bound = replace(bound, kind="id")
    if bound.kind == "datetime":
        try:
            start = parse_day(raw, zone)
        except ValueError:
            moment: datetime = parse(bound, raw, zone)
            return moment, moment
        return start, start + timedelta(days=1) - timedelta(microseconds=1)
    return parse(bound, raw, zone)


def _in_time(column: Any, op: Op, values: tuple[Any, ...]) -> ColumnElement[bool]:
    low, high = values[0], values[-1]
    first, last = low and low[0], high and high[1]
    made: dict[Op, Callable[[], ColumnElement[bool]]] = {
        Op.EQ: lambda: _between(column, first, last),
        Op.GTE: lambda: column >= first,
        Op.LTE: lambda: column <= last,
        Op.BETWEEN: lambda: _between(column, first, last),
        Op.DURING: lambda: _between(column, first, last),
    }
    return made[op]()


def _between(column: Any, low: Any, high: Any) -> ColumnElement[bool]:
    bounds = [*([column >= low] if low is not None else []), *([column <= high] if high is not None else [])]
    return and_(*bounds)


def _emptiness(bound: Bound, *, empty: bool) -> ColumnElement[bool]:
    column: Any = bound.column
    none: ColumnElement[bool] = column.is_(None)
    if bound.python is str:
        none = or_(none, column == "")
    return none if empty else ~none


def _has_word(bound: Bound, word: str) -> ColumnElement[bool]:
    column: Any = bound.column
    if bound.kind == "local_text":
        return or_(*(column[language].astext.icontains(word, autoescape=True) for language in LANGUAGES))
    matches: ColumnElement[bool] = func.lower(column).contains(word.lower(), autoescape=True)
    return matches
