"""Bars over the days of a calendar, and cards parted by a field."""

import json
from typing import Any

from tests.unit.ui.browser import KIT, run

WEEKS = [[f"2026-11-{day:02}" for day in range(first, first + 7)] for first in (2, 9, 16)]


def answer(script: str) -> Any:
    return run(f"""
      const {{ spansOf, linesOf }} = await import("{(KIT / "calendar-spans.js").as_uri()}");
      const {{ partsOf }} = await import("{(KIT / "parts-of.js").as_uri()}");
      const weeks = {json.dumps(WEEKS)};
      {script}
    """)


def test_a_bar_keeps_its_line_through_the_week_and_is_named_once_in_each() -> None:
    rows = [
        {"id": "long", "from": "2026-11-04", "to": "2026-11-17"},
        {"id": "short", "from": "2026-11-05", "to": "2026-11-06"},
        {"id": "day", "from": "2026-11-12", "to": "2026-11-12"},
    ]
    days = answer(f"answer = spansOf({json.dumps(rows)}, weeks);")
    long = {iso: row for iso, one in days.items() for row in one["rows"] if row["id"] == "long"}
    assert {row["slot"] for row in long.values()} == {0}
    assert [iso for iso, row in long.items() if row["named"]] == ["2026-11-04", "2026-11-09", "2026-11-16"]
    assert [long[iso]["part"] for iso in ("2026-11-04", "2026-11-09", "2026-11-17")] == ["start", "middle", "end"]
    assert [(row["id"], row["slot"], row["part"]) for row in days["2026-11-12"]["rows"]][1] == ("day", 1, "one")
    assert days["2026-11-05"]["count"] == 2
    assert "2026-11-18" not in days


def test_what_has_no_room_is_counted_and_a_line_stays_free_beside_a_bar() -> None:
    rows = [{"id": str(n), "from": "2026-11-04", "to": "2026-11-06"} for n in range(5)]
    rows.append({"id": "late", "from": "2026-11-08", "to": "2026-11-08"})
    found = answer(f"""
      const days = spansOf({json.dumps(rows)}, weeks);
      const seen = (day, room) => linesOf(days[day], weeks[0], days, room);
      const none = linesOf(undefined, weeks[0], days, 3);
      answer = [seen("2026-11-05", 3), seen("2026-11-08", 3), seen("2026-11-05", 5), none];
    """)
    crowded, free, roomy, empty = found
    assert ([one["id"] for one in crowded["lines"]], crowded["rest"]) == (["0", "1"], 3)
    assert ([one["id"] for one in free["lines"]], free["rest"]) == (["late"], 0)
    assert (len(roomy["lines"]), roomy["rest"]) == (5, 0)
    assert empty == {"lines": [], "rest": 0}


def test_the_records_of_a_day_leave_the_last_line_to_the_count() -> None:
    found = answer("""
      const rows = (n) => Array.from({ length: n }, (_, id) => ({ id }));
      const day = (count, read) => linesOf({ count, rows: rows(read) }, weeks[0], {}, 3);
      answer = [day(3, 3), day(9, 3)].map(({ lines, rest }) => [lines.length, rest]);
    """)
    assert found == [[3, 0], [2, 7]]


def test_cards_are_parted_by_choice_by_name_and_by_the_month_of_the_reader() -> None:
    found = answer("""
      const cards = (values) => values.map((a, id) => ({ id, values: { a } }));
      const parts = (values, field, reader) => partsOf(cards(values), { key: "a", ...field }, reader);
      const keys = (...asked) => parts(...asked).map((part) => [part.key, part.cards.length]);
      const choices = [{ value: "new" }, { value: "old" }];
      const mina = { id: "1", label: "Mina" }, ali = { id: "2", label: { en: "Ali", fa: "علی" } };
      const en = { calendar: "gregory", language: "en" }, fa = { calendar: "persian", language: "fa" };
      answer = [
        keys(["old", null, "new", "old"], { kind: "choice", choices }, en),
        keys([mina, ali, mina], { kind: "user" }, en),
        keys(["2026-11-21", "2026-11-22"], { kind: "date" }, en),
        keys(["2026-11-21", "2026-11-22"], { kind: "date" }, fa),
      ];
    """)
    assert found == [
        [["new", 1], ["old", 2], ["null", 1]],
        [["2", 1], ["1", 2]],
        [["2026-11-01", 2]],
        [["2026-10-23", 1], ["2026-11-22", 1]],
    ]
