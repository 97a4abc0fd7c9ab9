"""What cells say, as people write them."""

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.admin.importing.seen import Seen
from services.admin.importing.targets import Target
from services.admin.importing.values import read_day, reader_of
from services.admin.invalid import Invalid
from tests.support.gems import Polish, gems

TEHRAN = ZoneInfo("Asia/Tehran")
PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


def read(field: str, text: str, language: str = "") -> Any:
    bound = gems.bound[field]
    return reader_of(Target(field, bound, language), TEHRAN)(text)


@given(DAYS)
def test_a_day_is_read_in_every_way_it_is_written(day: date) -> None:
    jalali = jdatetime.date.fromgregorian(date=day)
    written = [
        day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%d %B %Y}", f"{day:%d %b %Y}", f"{day.isoformat()} 10:30",
        f"{jalali.year}/{jalali.month}/{jalali.day}", f"{jalali.day}/{jalali.month}/{jalali.year}",
        f"{jalali.year:04}-{jalali.month:02}-{jalali.day:02}".translate(PERSIAN),
    ]  # fmt: skip
    assert {read_day(text) for text in written} == {day}


@given(st.integers(1, 12), st.integers(1, 29), st.integers(1300, 1450))
def test_persian_months_are_known_by_name(month: int, day: int, year: int) -> None:
    names = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
    text = f"{day} {names[month - 1]} {year}".translate(PERSIAN)
    assert read_day(text) == jdatetime.date(year, month, day).togregorian()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1405/13/02", "There is no month {n}"),
        ("1405/12/42", "There is no day {n}"),
        ("05/06/2026", "Day or month first? Write the year first"),
        ("30 Aban 2026", "This is not a date"),
        ("yesterday", "This is not a date"),
        ("1405/07/31", "This is not a date"),
    ],
)
def test_a_day_that_is_none_says_why(text: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_day(text)
    assert refused.value.message.msgid == said


@given(st.decimals(0, 10**9, places=3))
def test_weights_and_money_are_read_with_separators_and_units(value: Decimal) -> None:
    plain = format(value, ",f")
    for text in (plain, plain.translate(PERSIAN), f"{plain} g", f"{plain.translate(PERSIAN)} گرم"):
        assert read("weight", text) == value
    assert read("price", plain.translate(PERSIAN)) == value


@pytest.mark.parametrize("text", ["12 تومان", "$5", "1.234,5", "۱۲ هزار", "NaN", "1e9", "--3"])
def test_a_figure_that_could_mean_another_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read("price", text)


@pytest.mark.parametrize(
    ("text", "value"), [("بله", True), ("دارد", True), ("x", True), ("No", False), ("غیر‌فعال", False)]
)
def test_yes_and_no_in_both_languages(text: str, value: bool) -> None:
    assert read("bright", text) is value


@pytest.mark.parametrize("text", ["half_done", "Half done", "HALF DONE"])
def test_a_choice_is_known_by_value_and_label(text: str) -> None:
    assert read("polish", text) is Polish.HALF_DONE
    with pytest.raises(Invalid):
        read("polish", "shiny")


def test_a_moment_is_of_the_shops_zone() -> None:
    assert read("sold_at", "۱۴۰۵/۰۸/۳۰ ۱۰:۳۰") == datetime(2026, 11, 21, 10, 30, tzinfo=TEHRAN)


def test_a_text_goes_to_the_language_of_its_column_or_its_letters() -> None:
    assert read("name", "یاقوت") == {"fa": "یاقوت"}
    assert read("name", "Ruby") == {"en": "Ruby"}
    assert read("name", "Ruby", "fa") == {"fa": "Ruby"}
    assert read("notes", "'=SUM(A1)") == "=SUM(A1)"
    assert read("notes", "'quoted'") == "'quoted'"


@given(st.text(max_size=40))
def test_whatever_a_cell_holds_is_read_or_refused(text: str) -> None:
    for field in ("name", "weight", "found_on", "sold_at", "bright", "polish", "stones", "extra", "sku", "notes"):
        with suppress(Invalid):
            read(field, text)


def test_the_first_row_of_a_key_is_remembered() -> None:
    seen = Seen()
    assert seen.first({"a": 2, "b": 3}) == {"a": 2, "b": 3}
    assert seen.first({"a": 7, "c": 8}) == {"a": 2, "c": 8}
    seen.close()
