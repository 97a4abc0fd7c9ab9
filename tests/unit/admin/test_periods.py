"""Periods by name, in both calendars."""

from datetime import date

import pytest

from services.admin.periods import NAMES, first_of_month, label_of, month_number, period

TODAY = date(2026, 11, 21)  # a Saturday, 30 Aban 1405


@pytest.mark.parametrize(
    ("name", "language", "first", "last"),
    [
        ("today", "en", "2026-11-21", "2026-11-21"),
        ("yesterday", "en", "2026-11-20", "2026-11-20"),
        ("this-week", "en", "2026-11-16", "2026-11-22"),
        ("this-week", "fa", "2026-11-21", "2026-11-27"),
        ("last-week", "fa", "2026-11-14", "2026-11-20"),
        ("this-month", "en", "2026-11-01", "2026-11-30"),
        ("this-month", "fa", "2026-10-23", "2026-11-21"),
        ("last-month", "fa", "2026-09-23", "2026-10-22"),
        ("next-month", "en", "2026-12-01", "2026-12-31"),
        ("this-quarter", "fa", "2026-09-23", "2026-12-21"),
        ("last-quarter", "en", "2026-07-01", "2026-09-30"),
        ("this-year", "fa", "2026-03-21", "2027-03-20"),
        ("last-year", "en", "2025-01-01", "2025-12-31"),
        ("last-30-days", "en", "2026-10-23", "2026-11-21"),
        ("next-7-days", "fa", "2026-11-21", "2026-11-27"),
        ("last-3-days", "en", "2026-11-19", "2026-11-21"),
    ],
)
def test_a_period_is_of_the_readers_calendar(name: str, language: str, first: str, last: str) -> None:
    assert period(name, TODAY, language) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("name", ["", "this-day", "last-0-days", "last-9999-days", "last--1-days", "month", "this"])
def test_other_names_are_no_periods(name: str) -> None:
    with pytest.raises(ValueError, match=name or "$"):
        period(name, TODAY)


@pytest.mark.parametrize("name", NAMES)
def test_every_offered_period_is_understood_and_named(name: str) -> None:
    first, last = period(name, TODAY)
    assert first <= last
    assert label_of(name).msgid


def test_days_by_number_have_words_too() -> None:
    assert label_of("last-12-days").text("en") == "the last 12 days"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_months_are_counted_without_gaps(language: str) -> None:
    here = month_number(TODAY, language)
    for number in range(here - 30, here + 30):
        assert month_number(first_of_month(number, language), language) == number
