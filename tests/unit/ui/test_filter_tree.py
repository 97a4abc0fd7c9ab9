"""Conditions arranged in the browser, before they become an address."""

from typing import Any

import pytest

from tests.unit.ui.browser import KIT, run

TREE = '{ word: "and", parts: [{ text: "a=1" }, { word: "or", parts: [{ text: "b=1" }, { text: "b=2" }] }] }'


def tree(expression: str) -> Any:
    """What an expression over the module ``tree`` and the conditions ``all`` gives."""
    return run(f"""
      const tree = await import("{(KIT / "filter-tree.js").as_uri()}");
      const all = {TREE};
      const filled = (fields) => fields.reduce((form, [k, v]) => (form.append(k, v), form), new FormData());
      answer = {expression};
    """)


@pytest.mark.parametrize(
    ("act", "written"),
    [
        ("all", ["and", "a=1", ["or", "b=1", "b=2"]]),
        ('tree.added(all, [], { text: "c=1" })', ["and", "a=1", ["or", "b=1", "b=2"], "c=1"]),
        ('tree.added(all, [1], { text: "b=3" })', ["and", "a=1", ["or", "b=1", "b=2", "b=3"]]),
        ('tree.replaced(all, [1, 0], { text: "b=9" })', ["and", "a=1", ["or", "b=9", "b=2"]]),
        ("tree.removed(all, [0])", ["and", ["or", "b=1", "b=2"]]),
        ("tree.removed(tree.removed(all, [1, 1]), [1, 0])", ["and", "a=1"]),
        ("tree.turned(all, [1])", ["and", "a=1", ["and", "b=1", "b=2"]]),
        ("tree.turned(all, [])", ["and", ["or", "a=1", ["or", "b=1", "b=2"]]]),
    ],
)
def test_parts_are_added_changed_and_taken_away(act: str, written: list[Any]) -> None:
    assert tree(f"tree.written({act})") == written


@pytest.mark.parametrize(
    ("op", "fields", "raw"),
    [
        ("eq", [["value", " 5 "]], "5"),
        ("between", [["value", "1"], ["end", "2"]], "1..2"),
        ("between", [["value", ""], ["end", "2"]], "..2"),
        ("between", [["value", ""], ["end", ""]], ""),
        ("in", [["value", "a"], ["value", "b"]], "a,b"),
        ("is_empty", [], "1"),
        ("contains", [], ""),
    ],
)
def test_a_form_becomes_the_value_of_a_condition(op: str, fields: list[list[str]], raw: str) -> None:
    assert tree(f'tree.rawOf("{op}", filled({fields}))') == raw


def test_a_condition_is_written_as_its_address_has_it() -> None:
    assert tree('[tree.textOf("sku", "eq", "R-1"), tree.textOf("weight", "gte", "5")]') == ["sku=R-1", "weight.gte=5"]
