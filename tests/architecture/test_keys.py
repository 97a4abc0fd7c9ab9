"""No key means two things on a page: the keys that pages declare, and those that every page has."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "app" / "pages").glob("*.py"))
KIT = ROOT / "assets" / "kit"
TILL = KIT / "pos"
Key = tuple[str, bool, bool]
"""Code, with Ctrl, with Shift."""
FRAME: set[Key] = {("KeyK", True, False), ("KeyG", False, False), ("Slash", False, True)}
"""Ctrl K finds, G goes, ? shows the keys: on every page with the frame."""
ROWS: set[Key] = {(code, False, False) for code in ("KeyJ", "KeyK", "KeyX", "Space", "Enter", "Home", "End")}
"""What walks the rows of a list."""
BROWSER: set[Key] = {(f"Key{letter}", True, False) for letter in "ACFLNPRTVWXZ"}
"""With Ctrl these belong to the browser."""


def declared(page: Path) -> Iterator[Key]:
    for call in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "hot_key":
            given = {keyword.arg: getattr(keyword.value, "value", None) for keyword in call.keywords}
            if given.get("code"):
                yield str(given["code"]), bool(given.get("ctrl")), bool(given.get("shift"))


def in_parts() -> Iterator[tuple[str, Key]]:
    for file in KIT.glob("*.jsx"):
        for tag in re.findall(r"<HotKey\s([^>]*?)/>", file.read_text(encoding="utf-8")):
            code = re.search(r'code="(\w+)"', tag)
            if code:
                yield file.name, (code[1], " ctrl" in tag, " shift" in tag)


def test_pages_declare_keys() -> None:
    assert sum(len(list(declared(page))) for page in PAGES) > 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_gives_each_key_one_meaning(page: Path) -> None:
    keys = list(declared(page))
    assert [key for key in keys if keys.count(key) > 1] == []
    assert set(keys) & (FRAME | ROWS | BROWSER) == set()


def test_parts_that_stand_together_share_no_key() -> None:
    found = dict(in_parts())
    keys = list(found.values())
    assert [name for name, key in found.items() if keys.count(key) > 1] == []
    assert set(keys) & (ROWS | BROWSER) == set()
    own = {key for page in PAGES for key in declared(page)}
    assert own & set(keys) == set()


def test_keys_are_heard_in_few_places() -> None:
    """A part that listens by itself can take a letter from another: pages use ``kit.hot_key``.

    ``use-carry.js`` listens only while a card is carried, ``use-peek-keys.js`` only while a record stands beside the
    list, and to no letter.
    """
    listening = {file.name for file in KIT.glob("*.js*") if re.search(r'addEventListener\("keydown"', file.read_text())}
    assert listening <= {
        "hot-keys.jsx", "keys-dialog.jsx", "go-keys.jsx", "use-rows.js", "use-carry.js", "use-peek-keys.js",
    }  # fmt: skip
