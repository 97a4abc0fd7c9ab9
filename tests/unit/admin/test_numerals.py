"""Figures as people type them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.admin.numerals import parse_date, parse_decimal, parse_moment

PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")


def reads(parse: Callable[[str], object], text: str) -> bool:
    """Whether the text is taken."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_a_number_reads_the_same_in_every_script(value: Decimal) -> None:
    written = format(value, ",f")
    assert parse_decimal(written) == value
    assert parse_decimal(written.translate(PERSIAN)) == value
    assert parse_decimal(written.translate(ARABIC)) == value
    assert parse_decimal(written.replace("-", "\N{MINUS SIGN}")) == value


@pytest.mark.parametrize("text", ["", "abc", "1,23", "1.2.3", "--1", "1e5", "NaN", "Infinity", "12,3456", "۱۲الف"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert not reads(parse_decimal, text)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_a_day_reads_the_same_in_both_calendars(day: date) -> None:
    jalali = jdatetime.date.fromgregorian(date=day)
    written = f"{jalali.year}/{jalali.month:02}/{jalali.day:02}"
    assert parse_date(day.isoformat()) == parse_date(written) == parse_date(written.translate(PERSIAN)) == day


@pytest.mark.parametrize("text", ["", "2026-13-01", "1405/12/31", "2026", "yesterday", "0000/00/00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    assert not reads(parse_date, text)


def test_an_instant_without_offset_is_of_the_readers_zone() -> None:
    tehran = ZoneInfo("Asia/Tehran")
    assert parse_moment("1405/08/30 14:05", tehran) == datetime(2026, 11, 21, 10, 35, tzinfo=UTC)
    assert parse_moment("2026-11-21T10:35:00+00:00", tehran) == datetime(2026, 11, 21, 10, 35, tzinfo=UTC)
    assert parse_moment("2026-11-21", tehran).utcoffset() == timedelta(hours=3, minutes=30)
