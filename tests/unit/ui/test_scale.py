"""Months, weeks and scales of the views, in both calendars."""

import json
from datetime import date, timedelta
from typing import Any

import jdatetime
import pytest

from tests.unit.ui.browser import KIT, run

SATURDAY, MONDAY = 6, 1


def answer(script: str) -> Any:
    """What a script answers that has the days and the scales at hand."""
    return run(f"""
      const days = await import("{(KIT / "days.js").as_uri()}");
      const {{ scaleOf, shifted }} = await import("{(KIT / "timeline-scale.js").as_uri()}");
      {script}
    """)


@pytest.mark.parametrize("calendar", ["persian", "gregory"])
def test_the_weeks_of_a_month_are_whole_and_hold_all_of_it(calendar: str) -> None:
    asked = [(date(2024, 1, 5) + timedelta(days=23 * n)).isoformat() for n in range(60)]
    first = SATURDAY if calendar == "persian" else MONDAY
    found = answer(f'answer = {json.dumps(asked)}.map((day) => days.weeksOfMonth(day, "{calendar}", {first}));')
    for day, weeks in zip(asked, found, strict=True):
        shown = [date.fromisoformat(iso) for week in weeks for iso in week]
        assert all(len(week) == 7 for week in weeks)
        assert (shown[0].weekday() + 1) % 7 == first
        assert [one - shown[0] for one in shown] == [timedelta(days=n) for n in range(len(shown))]
        held = [one for one in shown if month_of(one, calendar) == month_of(date.fromisoformat(day), calendar)]
        assert month_of(held[0] - timedelta(days=1), calendar) != month_of(held[0], calendar)
        assert month_of(held[-1] + timedelta(days=1), calendar) != month_of(held[-1], calendar)


def month_of(day: date, calendar: str) -> tuple[int, int]:
    if calendar == "gregory":
        return day.year, day.month
    jalali = jdatetime.date.fromgregorian(date=day)
    return jalali.year, jalali.month


@pytest.mark.parametrize(
    ("zoom", "calendar", "edges"),
    [
        ("day", "persian", ["2026-11-21", "2026-11-22", "2026-12-12"]),
        ("year", "gregory", ["2026-01-01", "2027-01-01", "2031-01-01"]),
        ("year", "persian", ["2026-03-21", "2027-03-21", "2031-03-21"]),
        ("week", "gregory", ["2026-11-16", "2026-11-23", "2027-01-25"]),
        ("week", "persian", ["2026-11-21", "2026-11-28", "2027-01-30"]),
        ("month", "gregory", ["2026-11-01", "2026-12-01", "2027-11-01"]),
        ("month", "persian", ["2026-10-23", "2026-11-22", "2027-10-23"]),
        ("quarter", "gregory", ["2026-10-01", "2027-01-01", "2028-10-01"]),
        ("quarter", "persian", ["2026-09-23", "2026-12-22", "2028-09-22"]),
    ],
)
def test_a_scale_begins_with_a_whole_step(zoom: str, calendar: str, edges: list[str]) -> None:
    first = SATURDAY if calendar == "persian" else MONDAY
    found, ends = answer(f"""
      const scale = scaleOf("2026-11-21", "{zoom}", "{calendar}", {first});
      answer = [scale.edges, [scale.at(scale.from), scale.at(scale.edges.at(-1))]];
    """)
    assert [found[0], found[1], found[-1]] == edges
    assert ends == [0, 100]
