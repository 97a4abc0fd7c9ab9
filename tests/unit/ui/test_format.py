"""Values in the browser: exact, in the reader's digits and calendar, and typed back."""

import json
from datetime import date, datetime, timedelta

import jdatetime
import pytest

from services.core.formatting import Formatting
from tests.unit.ui.browser import run

FIGURES = [
    "0",
    "7",
    "-7",
    "1234.5",
    "12850000",
    "-41650000",
    "0.125",
    "99999999999999.25",
    "73388187",
    "12.505",
    "12.515",
    "0.0005",
    "2.5",
    "3.5",
]


MOMENTS = [
    "2026-11-21T21:00:00+00:00",
    "2026-03-20T20:29:59+00:00",
    "2026-03-20T20:30:00+00:00",
    "2024-02-29T00:00:00Z",
]
DAYS = [(date(2020, 3, 1) + timedelta(days=29 * k)).isoformat() for k in range(120)]


@pytest.mark.parametrize("currency", ["IRT", "AED", ""])
@pytest.mark.parametrize("numerals", ["auto", "latin", "persian"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_browser_and_server_write_alike(language: str, numerals: str, currency: str) -> None:
    reader = {"language": language, "numerals": numerals, "currency": currency, "timeZone": "Asia/Tehran"}
    written = run(f"""
      const f = format.makeFormat({json.dumps(reader)});
      const figures = {json.dumps(FIGURES)}, days = {json.dumps(DAYS)}, moments = {json.dumps(MOMENTS)};
      answer = [...["number", "integer", "weight", "percent", "money"].map((k) => figures.map((v) => f[k](v))),
                days.map(f.date), days.map(f.longDate), moments.map(f.datetime), moments.map(f.time)];
    """)
    ours = Formatting(language, numerals, currency, "Asia/Tehran")
    days = [date.fromisoformat(day) for day in DAYS]
    moments = [datetime.fromisoformat(moment) for moment in MOMENTS]
    assert written == [
        *(
            [getattr(ours, kind)(value) for value in FIGURES]
            for kind in ("number", "integer", "weight", "percent", "money")
        ),
        [ours.date(day) for day in days],
        [ours.long_date(day) for day in days],
        [ours.datetime(moment) for moment in moments],
        [ours.time(moment) for moment in moments],
    ]


def test_weights_have_three_decimals_and_money_those_of_its_currency() -> None:
    written = run("""
      const f = format.makeFormat({ language: "en", currency: "IRT" });
      answer = [f.weight("4.51"), f.money("73388000.4"), f.money("5", "AED"), f.percent("12.50"), f.integer("1240")];
    """)
    assert written == ["4.510", "73,388,000", "5.00", "12.5%", "1,240"]


def test_persian_uses_its_own_digits_separators_and_calendar() -> None:
    written = run("""
      const f = format.makeFormat({ language: "fa", currency: "IRT", timeZone: "Asia/Tehran" });
      answer = [f.money("12850000"), f.weight("4.51"), f.percent("14"), f.date("2026-11-21"), f.longDate("2026-11-21"),
                f.datetime("2026-11-21T21:00:00+00:00"), f.phone("09123456789"), f.monthAndYear("2026-11-21")];
    """)
    assert written == [
        "۱۲٬۸۵۰٬۰۰۰",
        "۴٫۵۱۰",
        "۱۴٪",
        "۱۴۰۵/۰۸/۳۰",
        "۳۰ آبان ۱۴۰۵",
        "۱۴۰۵/۰۹/۰۱ ۰۰:۳۰",
        "۰۹۱۲ ۳۴۵ ۶۷۸۹",
        "آبان ۱۴۰۵",
    ]


def test_latin_numerals_can_be_preferred_in_persian() -> None:
    assert run('answer = format.makeFormat({ language: "fa", numerals: "latin" }).number("1234.5");') == "1,234.5"


def test_jalali_dates_agree_with_the_server_over_a_century_both_ways() -> None:
    days = [date(1990, 1, 1) + timedelta(days=37 * k) for k in range(900)]
    expected = [jdatetime.date.fromgregorian(date=day).strftime("%Y-%m-%d") for day in days]
    written, back = run(f"""
      const days = {[day.isoformat() for day in days]};
      const parts = days.map((day) => format.dateParts(day, "persian"));
      const two = (n) => String(n).padStart(2, "0");
      const texts = parts.map(([y, m, d]) => `${{y}}-${{two(m)}}-${{two(d)}}`);
      answer = [texts, parts.map((p) => format.isoOf(...p, "persian"))];
    """)
    assert written == expected
    assert back == [day.isoformat() for day in days]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("۱۲٬۳۴۵٫۶۰", "12345.60"),
        ("٤٫٥١", "4.51"),
        ("۴/۵۱", "4.51"),
        ("12,345.60", "12345.60"),
        (" −۷ ", "-7"),
        ("007", "7"),
        (".5", "0.5"),
        ("", ""),
        ("abc", None),
        ("1.2.3", None),
        ("12/05/3", None),
    ],
)
def test_what_is_typed_becomes_plain_decimal_text(typed: str, plain: str | None) -> None:
    assert run(f"answer = format.parseNumber({typed!r});") == plain


def test_no_figure_passes_through_a_float() -> None:
    figure = "12345678901234567890.1234"
    assert run(f"answer = format.parseNumber({figure!r});") == figure
    assert run(f"answer = format.makeFormat().number({figure!r}, {{ max: 4 }});") == "12,345,678,901,234,567,890.1234"


@pytest.mark.parametrize(
    ("language", "typed", "iso"),
    [
        ("fa", "۲۷ ۸", "2026-11-18"),
        ("fa", "1405/08/30", "2026-11-21"),
        ("fa", "30-8-1405", "2026-11-21"),
        ("fa", "2026-11-21", "2026-11-21"),
        ("en", "21/11/2026", "2026-11-21"),
        ("en", "18 11", "2026-11-18"),
        ("en", "1405-8-30", "2026-11-21"),
        ("en", "31 2", None),
        ("fa", "1404/12/30", None),
        ("fa", "فردا", None),
    ],
)
def test_dates_are_typed_in_the_readers_calendar(language: str, typed: str, iso: str | None) -> None:
    asked = f"answer = format.makeFormat({{ language: {language!r} }}).parseDate({typed!r}, '2026-11-21');"
    assert run(asked) == iso


def test_karats_have_their_usual_names() -> None:
    assert run("answer = [999, 916, 875, 750, 585, 500].map(format.karatOf);") == [24, 22, 21, 18, 14, 12]
