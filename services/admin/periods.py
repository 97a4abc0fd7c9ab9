"""Periods by name: "this month", "last 30 days". What they mean depends on today and on the reader's calendar.

A link that says ``this-month`` stays true: it is worked out anew each time it is read. Weeks, months, quarters and
years are those of the reader: Persian ones begin on Saturday and follow the Persian calendar.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import jdatetime

from services.core.i18n import Message, _

NAMES: dict[str, Message] = {
    "today": _("today"),
    "yesterday": _("yesterday"),
    "tomorrow": _("tomorrow"),
    "this-week": _("this week"),
    "last-week": _("last week"),
    "next-week": _("next week"),
    "this-month": _("this month"),
    "last-month": _("last month"),
    "next-month": _("next month"),
    "this-quarter": _("this quarter"),
    "last-quarter": _("last quarter"),
    "this-year": _("this year"),
    "last-year": _("last year"),
    "last-7-days": _("the last 7 days"),
    "last-30-days": _("the last 30 days"),
    "last-90-days": _("the last 90 days"),
    "next-7-days": _("the next 7 days"),
    "next-30-days": _("the next 30 days"),
}
"""The periods that are offered, in the order of the list; any number of days up to :data:`MOST_DAYS` is understood."""
MOST_DAYS = 3660
WEEK, QUARTER, YEAR = 7, 3, 12
SATURDAY, MONDAY = 5, 0
_DAYS = re.compile(r"(last|next)-([1-9][0-9]{0,3})-days")
_STEP = {"last": -1, "this": 0, "next": 1}


def label_of(name: str) -> Message:
    """The period in words."""
    if name in NAMES:
        return NAMES[name]
    side, days = _number_of_days(name)
    return _("the last {n} days", n=days) if side == "last" else _("the next {n} days", n=days)


def period(name: str, today: date, language: str = "en") -> tuple[date, date]:
    """The first and the last day of a period, both included. Raises ``ValueError`` for a name that is none."""
    day = timedelta(days=1)
    if name in ("today", "yesterday", "tomorrow"):
        at = today + day * {"yesterday": -1, "today": 0, "tomorrow": 1}[name]
        return at, at
    if _DAYS.fullmatch(name):
        side, days = _number_of_days(name)
        return (today - day * (days - 1), today) if side == "last" else (today, today + day * (days - 1))
    if name not in NAMES:
        raise ValueError(name)
    side, unit = name.split("-")
    if unit == "week":
        first = today - day * ((today.weekday() - (SATURDAY if language == "fa" else MONDAY)) % WEEK)
        first += day * WEEK * _STEP[side]
        return first, first + day * (WEEK - 1)
    months = {"month": 1, "quarter": QUARTER, "year": YEAR}[unit]
    here = month_number(today, language) // months + _STEP[side]
    return first_of_month(here * months, language), first_of_month((here + 1) * months, language) - day


def month_number(day: date, language: str = "en") -> int:
    """Months since the year 0 of the reader's calendar."""
    if language == "fa":
        jalali = jdatetime.date.fromgregorian(date=day)
        return int(jalali.year) * YEAR + int(jalali.month) - 1
    return day.year * YEAR + day.month - 1


def first_of_month(number: int, language: str = "en") -> date:
    """The first day of a month that :func:`month_number` counts."""
    year, month = divmod(number, YEAR)
    make: Callable[[int, int, int], date] = _jalali if language == "fa" else date
    return make(year, month + 1, 1)


def _jalali(year: int, month: int, day: int) -> date:
    found: date = jdatetime.date(year, month, day).togregorian()
    return found


def _number_of_days(name: str) -> tuple[str, int]:
    side, days, _word = name.split("-")
    if int(days) > MOST_DAYS:
        raise ValueError(name)
    return side, int(days)
