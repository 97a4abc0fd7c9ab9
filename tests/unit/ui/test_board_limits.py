"""The limits of a board's columns as an address has them, and the hours that days of a calendar show."""

from typing import Any

import pytest

from tests.unit.ui.browser import KIT, run


def answer(script: str) -> Any:
    return run(f"""
      const {{ limitsOf, withLimit }} = await import("{(KIT / "board-limits.js").as_uri()}");
      const {{ hoursOf }} = await import("{(KIT / "calendar-hours.js").as_uri()}");
      {script}
    """)


def test_a_limit_belongs_to_the_value_of_its_column() -> None:
    found = answer("""const limits = limitsOf("active:3,-:2,a:b:4");
      answer = ["active", "", "a:b", "planned"].map(limits.of);""")
    assert found == [3, 2, 4, 0]


@pytest.mark.parametrize("text", ["", "active", "active:", "active:x", ":3", "active:0", "active:-1", "active:1.5"])
def test_what_can_not_be_read_is_no_limit(text: str) -> None:
    assert answer(f'answer = [...limitsOf("{text}").known];') == []


def test_a_limit_is_set_changed_and_taken_away() -> None:
    found = answer("""const one = withLimit("", "active", 3), two = withLimit(one, "", 2);
      answer = [one, two, withLimit(two, "active", 5), withLimit(two, "active", 0), withLimit(one, "active", 0)];""")
    assert found == ["active:3", "active:3,-:2", "active:5,-:2", "-:2", ""]


def test_a_day_shows_working_hours_and_whatever_lies_outside_them() -> None:
    assert answer("answer = hoursOf([]);") == list(range(9, 19))
    assert answer("answer = hoursOf([7, 12, 22, 12]);") == list(range(7, 23))
