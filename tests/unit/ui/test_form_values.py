"""Values of forms, their masks and their merging, as the browser reckons them."""

import json
from typing import Any

import pytest

from tests.unit.ui.browser import KIT, run

IMPORT = "".join(
    f'import * as {name} from "{(KIT / file).as_uri()}";\n'
    for name, file in (("values", "form-values.js"), ("masks", "masks.js"), ("moments", "moments.js"))
)


def ask(expression: str, **given: Any) -> Any:
    """What an expression of the modules ``values``, ``masks`` and ``moments`` gives; ``given`` are its constants."""
    constants = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in given.items())
    return run(f"{IMPORT}{constants}answer = {expression};")


@pytest.mark.parametrize(
    ("typed", "english", "persian"),
    [
        ("1234567", "1,234,567", "۱٬۲۳۴٬۵۶۷"),
        ("۱۲۳۴٫۵", "1,234.5", "۱٬۲۳۴٫۵"),
        ("-1234", "-1,234", "-۱٬۲۳۴"),
        ("12.", "12.", "۱۲٫"),
        ("1.23456", "1.234", "۱٫۲۳۴"),
        ("4/51", "4/51", "4/51"),
    ],
)
def test_a_figure_is_grouped_while_typed(typed: str, english: str, persian: str) -> None:
    mask = "['en', 'fa'].map((language) => masks.maskFigure(typed, format.makeFormat({ language }), 3))"
    assert ask(mask, typed=typed) == [english, persian]


def test_the_caret_stays_with_its_digit() -> None:
    assert ask("masks.placeAfter('1,285,079', masks.countBefore('128,5079', 5))") == 5
    assert ask("masks.placeAfter('۱٬۲۳۴', masks.countBefore('۱۲۳۴', 0))") == 0


@pytest.mark.parametrize(
    ("typed", "grouped"),
    [("۰۹۱۲۳۴۵۶۷۸۹", "0912 345 6789"), ("+98 9123456789", "+98 912 345 6789"), ("021-88", "021 88")],
)
def test_a_phone_is_grouped(typed: str, grouped: str) -> None:
    assert ask("masks.maskPhone(typed, format.makeFormat({}))", typed=typed) == grouped


def test_digits_alone_become_a_date() -> None:
    mask = "['14050830', '۲۷ ۸', '2026-11'].map((text) => masks.maskDate(text, format.makeFormat({})))"
    assert ask(mask) == ["1405/08/30", "۲۷ ۸", "2026-11"]


def test_what_one_person_changed_merges_and_what_both_changed_is_asked() -> None:
    base = {"name": "Ada", "city": "Paris", "owner": {"id": "1", "label": "A"}, "open": True}
    theirs = {"name": "Ada", "city": "Rome", "owner": {"id": "2", "label": "B"}, "open": True}
    mine = {"name": "Grace", "city": "Paris", "owner": "3", "open": "true"}
    merged = "values.merge({ base, theirs, mine, startOf: (name) => values.asText(base[name]) })"
    found = ask(merged, base=base, theirs=theirs, mine=mine)
    assert found == {"changed": ["name", "owner"], "taken": ["city"], "conflicts": ["owner"]}


def test_lines_added_and_removed_by_two_people_merge() -> None:
    assert ask("values.mergeOrder('a b c', 'c a new-1', 'a b d')") == "a new-1 d"


@pytest.mark.parametrize(
    ("texts", "total"),
    [(["0.1", "0.2"], "0.3"), (["-0.5", "0.25"], "-0.25"), (["12", "", None, "x"], "12"), ([], "0")],
)
def test_sums_are_exact(texts: list[str | None], total: str) -> None:
    assert ask("values.sumOf(texts)", texts=texts) == total


def test_a_condition_holds_through_those_it_rests_on() -> None:
    fields = {"b": {"when": ["a", ["x"]]}, "c": {"when": ["b", ["", "y"]]}}
    ask_for = "['x', 'z'].map((a) => values.applies(fields.c, fields, (name) => (name === 'a' ? a : '')))"
    assert ask(ask_for, fields=fields) == [True, False]


TEHRAN = {"language": "fa", "timeZone": "Asia/Tehran"}


@pytest.mark.parametrize(
    ("value", "day", "time"),
    [
        ("2026-11-21T11:00:00+00:00", "2026-11-21", "14:30"),
        ("2026-11-21T21:00:00.125Z", "2026-11-22", "00:30"),
        ("2026-11-21 14:30", "2026-11-21", "14:30"),
        ("2026-11-21", "2026-11-21", "00:00"),
    ],
)
def test_a_moment_is_shown_in_the_zone_of_the_shop(value: str, day: str, time: str) -> None:
    found = ask("moments.splitMoment(value, format.makeFormat(reader))", value=value, reader=TEHRAN)
    assert found == {"day": day, "time": time}


@pytest.mark.parametrize(
    ("day", "time", "sent"),
    [
        ("۱۴۰۵/۰۸/۳۰", "۱۴:۳۰", "2026-11-21 14:30"),
        ("30 8 1405", "930", "2026-11-21 09:30"),
        ("2026-11-21", "", "2026-11-21 00:00"),
        ("", "۹", "2026-11-22 09:00"),
        ("", "", ""),
        ("۳۱ ۸ ۱۴۰۵", "10", "۳۱ ۸ ۱۴۰۵ 10"),
        ("30 8 1405", "25:00", "30 8 1405 25:00"),
    ],
)
def test_a_typed_moment_is_read_in_the_calendar_of_the_reader(day: str, time: str, sent: str) -> None:
    joined = "moments.joinMoment(day, time, format.makeFormat(reader), new Date('2026-11-21T21:00:00Z'))"
    assert ask(joined, day=day, time=time, reader=TEHRAN) == sent


def test_digits_alone_become_a_time() -> None:
    mask = "['1430', '143', '930', '14', '9:30'].map((text) => moments.maskTime(text, format.makeFormat({})))"
    assert ask(mask) == ["14:30", "14:3", "9:30", "14", "9:30"]
