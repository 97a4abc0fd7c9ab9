"""What a cell says, as the value of a field: figures, days, words of choice as people write them in two languages."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any

from services.admin.importing.targets import Target
from services.admin.inference import Bound
from services.admin.invalid import Invalid
from services.admin.kinds import rule_of
from services.admin.numerals import latin, parse_date
from services.admin.values import ALL, NONE, SEVERAL, parse
from services.core.i18n import LANGUAGES, Message, _
from services.core.text import fold

Read = Callable[[str], Any]
"""The value of a cell's text; raises :class:`Invalid`."""

YES = frozenset(["yes", "y", "true", "t", "on", "1", "x", "✓", "✔", "بله", "بلی", "آری", "هست", "دارد", "درست", "فعال"])
NO = frozenset(
    ["no", "n", "false", "f", "off", "0", "✗", "✘", "خیر", "نه", "نیست", "ندارد", "نادرست", "غیرفعال", "غیر\u200cفعال"]
)
UNITS = {"weight": re.compile(r"\s*(gr?|grams?|گرم)\.?$", re.IGNORECASE), "percent": re.compile(r"\s*[%٪]$")}
"""What may stand after a figure without changing it. No currencies: a rial is not a toman."""
MONTHS = {
    fold(name): (number, calendar)
    for calendar, names in (
        ("jalali", "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"),
        ("jalali", "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand"),
        ("gregorian", "january february march april may june july august september october november december"),
        ("gregorian", "jan feb mar apr may jun jul aug sep oct nov dec"),
        ("gregorian", "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"),
    )
    for number, name in enumerate(names.split(), 1)
}
FIRST_GREGORIAN = 1700
MONTHS_OF_YEAR, LONGEST_MONTH = 12, 31
_FORWARD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BACKWARD = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WORDED = re.compile(r"(\d{1,2}) (\D+) (\d{4})")
_ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")
_ESCAPED = re.compile(r"'\s*[=+\-@\t\r]")
_PARTED = re.compile(r"\s*[+,،]\s*")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")


def reader_of(target: Target, zone: tzinfo = UTC) -> Read:
    """How the cells of a column are read. References are not: see :mod:`services.admin.importing.references`."""
    bound = target.bound
    if rule_of(bound.kind).numeric:
        return lambda text: _number(bound, text)
    special: dict[str, Read] = {
        "bool": _yes_or_no,
        "choice": _chooser(bound),
        SEVERAL: _several(bound),
        "date": read_day,
        "datetime": lambda text: _moment(bound, text, zone),
        "local_text": lambda text: _local_text(target, text),
    }
    return special.get(bound.kind) or (lambda text: parse(bound, unescaped(text), zone))


def unescaped(text: str) -> str:
    """A text without the apostrophe that our exports put before what looks like a formula."""
    return text[1:] if _ESCAPED.match(text) else text


def _number(bound: Bound, text: str) -> Decimal | int:
    unit = UNITS.get(bound.kind)
    found: Decimal | int = parse(bound, unit.sub("", text) if unit else text)
    return found


def _yes_or_no(text: str) -> bool:
    word = latin(text).strip().lower().replace("\u200c", "")
    if word in YES or fold(word) in YES:
        return True
    if word in NO or fold(word) in NO:
        return False
    raise Invalid(_("This is neither yes nor no"))


def _chooser(bound: Bound) -> Read:
    """Choices by their value, or by their label in either language."""
    known: dict[str, str] = {}
    for choice in bound.choices:
        for word in (choice.value, *(choice.label.text(language) for language in LANGUAGES)):
            known.setdefault(fold(word), choice.value)
    typed = bound.python if issubclass(bound.python, Enum | int) else None

    def choose(text: str) -> Any:
        value = known.get(fold(text))
        if value is None:
            raise Invalid(_("“{value}” is not one of the choices", value=text))
        return typed(value) if typed else value

    return choose


def _several(bound: Bound) -> Read:
    """Several choices, each by its value or label, with a comma or a plus between them."""
    one = _chooser(bound)

    def choose(text: str) -> Any:
        words = [word for word in _PARTED.split(text.strip()) if word]
        return parse(bound, words if words in ([NONE], [ALL]) else [one(word) for word in words])

    return choose


def read_day(text: str) -> date:
    """A day, Jalali or Gregorian: ``۱۴۰۵/۰۸/۳۰``, ``30/8/1405``, ``۳۰ آبان ۱۴۰۵``, ``2026-11-21``, ``21 Nov 2026``."""
    plain = latin(text).strip()
    day = plain.split("T")[0] if "T" in plain else plain.split(" ")[0] if _CLOCK.search(plain) else plain
    year, month, number = _parts(day)
    if month > MONTHS_OF_YEAR:
        raise Invalid(_("There is no month {n}", n=month))
    if not 1 <= number <= LONGEST_MONTH:
        raise Invalid(_("There is no day {n}", n=number))
    try:
        return parse_date(f"{year:04}-{month}-{number}")
    except ValueError:
        raise Invalid(_("This is not a date")) from None


def _parts(day: str) -> tuple[int, int, int]:
    """Year, month and day of the month as written."""
    if found := _FORWARD.fullmatch(day):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _BACKWARD.fullmatch(day):
        first, second, year = (int(part) for part in found.groups())
        if year < FIRST_GREGORIAN or first > MONTHS_OF_YEAR:
            return year, second, first
        if first == second:
            return year, first, second
        raise Invalid(_("Day or month first? Write the year first"))
    if found := _WORDED.fullmatch(fold(day)):
        month, calendar = MONTHS.get(found[2], (0, ""))
        if month and (int(found[3]) < FIRST_GREGORIAN) is (calendar == "jalali"):
            return int(found[3]), month, int(found[1])
    raise Invalid(_("This is not a date"))


def _moment(bound: Bound, text: str, zone: tzinfo) -> datetime:
    plain = latin(text).strip()
    try:
        found: datetime = parse(bound, plain, zone)
    except Invalid:
        clock = _CLOCK.search(plain)
        day = read_day(plain[: clock.start()].strip() if clock else plain)
        found = parse(bound, f"{day.isoformat()} {clock[0] if clock else '0:00'}", zone)
    return found


def _local_text(target: Target, text: str) -> dict[str, str] | None:
    """A text in several languages: in the column's own, else in the one its letters are of."""
    language = target.language or ("fa" if _ARABIC_LETTER.search(text) else "en")
    found: dict[str, str] | None = parse(target.bound, {language: unescaped(text)})
    return found


def faulty(text: str, read: Read) -> Any:
    """The value of a cell, or the message that says what is wrong with it."""
    try:
        return read(text)
    except Invalid as error:
        return error.message


__all__ = ["Message", "faulty", "read_day", "reader_of", "unescaped"]
