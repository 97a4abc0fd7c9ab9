"""Figures as people type them: Persian, Arabic or Latin digits, either kind of separators, Jalali or Gregorian."""

import re
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import jdatetime

_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫\N{MINUS SIGN}", "01234567890123456789.-", "\u200e\u200f")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?|[+-]?\.\d+")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_JALALI_BEFORE = 1700
"""A year before this is of the Jalali calendar."""
_FIRST_YEAR, _LAST_YEAR = 2, 9990
"""Beyond them a day has no neighbour, or no zone in which it can be read back."""
_Day = TypeVar("_Day", bound=date)


def latin(text: str) -> str:
    """The text with Latin digits and a point for decimals; marks of direction are dropped."""
    return text.translate(_LATIN)


def parse_decimal(text: str) -> Decimal:
    """A number as typed: ``۱٬۲۳۴٫۵``, ``1,234.5``, ``-3``. Raises ``ValueError`` for anything else."""
    plain = re.sub(r"[\s٬،_']", lambda m: "," if m[0] in "٬،" else "", latin(text).strip())
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation as error:  # pragma: no cover - the pattern admits only what Decimal reads
        raise ValueError(text) from error


def parse_date(text: str) -> date:
    """A day, ``2026-11-21`` or ``۱۴۰۵/۰۸/۳۰``: years before 1700 are Jalali. Raises ``ValueError``."""
    match = _DATE.fullmatch(latin(text).strip())
    if not match:
        raise ValueError(text)
    year, month, day = (int(part) for part in match.groups())
    if year < _JALALI_BEFORE:
        found: date = jdatetime.date(year, month, day).togregorian()
        return found
    return reckonable(date(year, month, day))


def reckonable(day: _Day) -> _Day:
    """The day or instant itself, if one can reckon with it; raises ``ValueError`` at the ends of time."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(day)
    return day


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """An instant: ISO with an offset, or a day and time of the given zone. Raises ``ValueError``."""
    plain = latin(text).strip()
    try:
        return parse_day(plain, zone)
    except ValueError:
        day, _, clock = plain.replace("T", " ").partition(" ")
    if _DATE.fullmatch(day) and re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", clock):
        hours, minutes, seconds = (int(part) for part in f"{clock}:0".split(":")[:3])
        return datetime.combine(parse_date(day), time(hours, minutes, seconds), zone)
    found = datetime.fromisoformat(plain)
    return reckonable(found if found.tzinfo else found.replace(tzinfo=zone))


def parse_day(text: str, zone: tzinfo) -> datetime:
    """The first instant of a day in a zone."""
    return datetime.combine(parse_date(text), time(), zone)
