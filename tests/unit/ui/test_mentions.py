"""Mentions in comments: names while people write and read, marks in between."""

import json

import pytest

from tests.unit.ui.browser import KIT, run

SARA, REZA = "01a0d741-aa40-7e2f-849b-ed272a53dc26", "01a05682-ae40-7fc2-9e9f-e9b1b908731a"
MODULE = (KIT / "mentions.js").as_uri()


def test_a_comment_falls_into_texts_and_people() -> None:
    body = f"Dear @[{SARA}], is it ready? @[{REZA}]"
    assert run(f'const m = await import("{MODULE}"); answer = m.partsOf({body!r});') == [
        "Dear ",
        {"id": SARA},
        ", is it ready? ",
        {"id": REZA},
    ]


def test_names_are_written_and_marks_are_sent() -> None:
    picked = f'[{{ id: "{SARA}", name: "سارا" }}, {{ id: "{REZA}", name: "سارا احمدی" }}]'
    marked = run(f'const m = await import("{MODULE}"); answer = m.toMarks("@سارا احمدی و @سارا", {picked});')
    assert marked == f"@[{REZA}] و @[{SARA}]"
    named = run(f'const m = await import("{MODULE}"); answer = m.toNames({marked!r}, (id) => id.slice(-4));')
    assert named == "@731a و @dc26"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("@", ""), ("Dear @Sa", "Sa"), ("(@Sara Ah", "Sara Ah"), ("سلام، @سار", "سار"),
        ("sara@shop", None), ("Dear Sara", None), ("@Sara\nnext", None), ("@ Sara", None),
    ],
)  # fmt: skip
def test_a_name_is_typed_after_a_sign_of_its_own(text: str, typed: str | None) -> None:

    assert run(f'const m = await import("{MODULE}"); answer = m.typedName({json.dumps(text)}, 99);') == typed
