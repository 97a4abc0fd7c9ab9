"""Values on their way in and out: typed from what people and programs send, and plain for JSON."""

import enum
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.admin.fields import Choice
from services.admin.inference import Bound
from services.admin.inner_rows import ROWS
from services.admin.invalid import Invalid
from services.admin.kinds import rule_of
from services.admin.numerals import latin, parse_date, parse_decimal, parse_moment, reckonable
from services.admin.row_values import parse_rows
from services.admin.tags import names
from services.core.i18n import LANGUAGES, _

SEVERAL = "several"
"""The kind of a text that names several of a closed set: joined by ``+``, or in one word ``none`` or ``all``."""
JOINED, NONE, ALL = "+", "none", "all"
TRUE, FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})
MAX_INT = 2**31 - 1
MOST_DIGITS = 20
"""Digits before the point where a column doesn't say."""


_AS_THEY_ARE = frozenset({str, int, bool, type(None), dict, list})
_WRITERS: dict[type, Callable[[Any], Any]] = {
    Decimal: lambda value: format(value, "f"),
    datetime: datetime.isoformat,
    date: date.isoformat,
    UUID: str,
}
Reader = Callable[[Bound, Any], Any]


def plain(value: Any) -> Any:
    """A stored value as JSON has it: decimals as strings, days and instants in ISO 8601, enums by value."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    make = _WRITERS.get(kind)
    if make is not None:
        return make(value)
    return value.value if isinstance(value, enum.Enum) else value


def plain_all(values: Sequence[Any]) -> Sequence[Any]:
    """The values of a column, each as :func:`plain` has it: where all are of one type, that is looked up once."""
    kinds = set(map(type, values))
    if kinds <= _AS_THEY_ARE:
        return values
    write = _WRITERS.get(kinds.pop()) if len(kinds) == 1 else None
    return list(map(write or plain, values))


def parse(bound: Bound, raw: Any, zone: tzinfo = UTC) -> Any:
    """The typed value of what was sent for a field; empty is ``None``. Raises :class:`Invalid`."""
    if bound.kind == SEVERAL:
        return _several(bound, raw)
    if bound.kind == ROWS:
        return _rows(bound, raw, zone)
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if rule_of(bound.kind).numeric:
        return _number(bound, raw)
    readers: dict[str, Reader] = {
        "bool": _boolean, "date": _day, "choice": _choice, "ref": _identity, "user": _identity, "id": _identity,
        "local_text": _local_text, "tags": _tags, "json": _json, "steps": _json, "message": _json,
    }  # fmt: skip
    if bound.kind == "datetime":
        return _moment(raw, zone)
    reader: Reader = readers.get(bound.kind, _text)
    return reader(bound, raw)


def _number(bound: Bound, raw: Any) -> Decimal | int:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal | float):
        raise Invalid(_("This is not a number"))
    try:
        value = parse_decimal(raw) if isinstance(raw, str) else Decimal(str(raw))
    except ValueError:
        raise Invalid(_("This is not a number")) from None
    if not value.is_finite():
        raise Invalid(_("This is not a number"))
    places = 0 if bound.python is int else bound.places
    _check_number(bound, value, places)
    if bound.python is int:
        return int(value)
    return value if places is None else value.quantize(Decimal(1).scaleb(-places))


def _check_number(bound: Bound, value: Decimal, places: int | None) -> None:
    whole = (bound.digits or MOST_DIGITS) - (bound.places or 0)
    if abs(value) >= Decimal(10) ** whole or (bound.python is int and abs(value) > MAX_INT):
        raise Invalid(_("This number is too large"))
    if places is not None and value != round(value, places):
        if places == 0:
            raise Invalid(_("Only whole numbers are possible here"))
        raise Invalid(_("At most {n} decimals are possible here", n=places))
    if bound.minimum is not None and value < bound.minimum:
        raise Invalid(_("This must be at least {n}", n=plain(bound.minimum)))
    if bound.maximum is not None and value > bound.maximum:
        raise Invalid(_("This must be at most {n}", n=plain(bound.maximum)))


def _text(bound: Bound, raw: Any) -> str:
    if not isinstance(raw, str):
        raise Invalid(_("This is not a text"))
    value = raw.strip()
    if "\x00" in value:
        raise Invalid(_("This text holds a character that can't be stored"))
    if bound.kind in ("code", "phone", "email", "currency"):
        value = latin(value)
    return _check_length(bound, value)


def _check_length(bound: Bound, value: str) -> str:
    if bound.max_length and len(value) > bound.max_length:
        raise Invalid(_("At most {n} characters are possible here", n=bound.max_length))
    return value


def _boolean(_bound: Bound, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word not in TRUE | FALSE:
        raise Invalid(_("This is neither yes nor no"))
    return word in TRUE


def _day(_bound: Bound, raw: Any) -> date:
    try:
        return reckonable(raw) if isinstance(raw, date) and not isinstance(raw, datetime) else parse_date(str(raw))
    except ValueError:
        raise Invalid(_("This is not a date")) from None


def _moment(raw: Any, zone: tzinfo) -> datetime:
    try:
        return reckonable(raw) if isinstance(raw, datetime) and raw.tzinfo else parse_moment(str(raw), zone)
    except (ValueError, OverflowError):
        raise Invalid(_("This is not a date and time")) from None


def _choice(bound: Bound, raw: Any) -> Any:
    value = str(raw.value if isinstance(raw, enum.Enum) else raw).strip()
    if bound.choice(value) is None:
        raise Invalid(_("“{value}” is not one of the choices", value=value))
    return bound.python(value) if issubclass(bound.python, enum.Enum | int) else value


def chosen(bound: Bound, stored: str) -> list[Choice]:
    """The choices that a text of kind ``several`` names, in the order they are declared."""
    words = {word.strip() for word in stored.split(JOINED)}
    return [choice for choice in bound.choices if choice.value in words or words == {ALL}]


def _several(bound: Bound, raw: Any) -> str:
    words = raw.split(JOINED) if isinstance(raw, str) else raw or []
    named = [word.strip() for word in words if isinstance(word, str) and word.strip()]
    if named in ([NONE], []):
        return NONE
    for word in named if named != [ALL] else ():
        if bound.choice(word) is None:
            raise Invalid(_("“{value}” is not one of the choices", value=word))
    found = chosen(bound, JOINED.join(named))
    return ALL if len(found) == len(bound.choices) else JOINED.join(choice.value for choice in found)


def _identity(_bound: Bound, raw: Any) -> UUID:
    if isinstance(raw, Mapping):
        raw = raw.get("id")
    try:
        return raw if isinstance(raw, UUID) else UUID(str(raw).strip())
    except ValueError:
        raise Invalid(_("Choose one from the list")) from None


def _local_text(bound: Bound, raw: Any) -> dict[str, str] | None:
    if not isinstance(raw, Mapping) or not set(raw) <= set(LANGUAGES):
        raise Invalid(_("This is not a text"))
    texts = {language: _text(bound, text) for language, text in raw.items() if text not in (None, "")}
    return {language: text for language, text in texts.items() if text} or None


def _tags(_bound: Bound, raw: Any) -> tuple[str, ...] | None:
    if not isinstance(raw, str | list | tuple):
        raise Invalid(_("This is not a text"))
    return names(raw) or None


def _rows(bound: Bound, raw: Any, zone: tzinfo) -> Any:
    return parse_rows(bound, raw, lambda cell, value: parse(cell, value, zone))


def _json(_bound: Bound, raw: Any) -> Any:
    try:
        value = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        raise Invalid(_("This is not valid JSON")) from None
    if not isinstance(value, dict | list):
        raise Invalid(_("This is not valid JSON"))
    return value
