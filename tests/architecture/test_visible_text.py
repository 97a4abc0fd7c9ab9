"""What people see comes from the catalogues, in one stylesheet of tokens, without physical sides or Radix Themes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted(file for folder in ("pages", "components", "ui") for file in (ROOT / "app" / folder).rglob("*.py"))
PARTS = sorted((ROOT / "assets" / "kit").rglob("*.jsx"))
SHEETS = sorted((ROOT / "assets" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "assets" / "kit").rglob("*.js*"))

WORDS = re.compile(r"[^\W\d_]{2,}")
ELEMENT = re.compile(r"^(el\.\w+|text|heading)$")
SEEN = {"aria_label", "title", "placeholder", "alt", "label", "text", "help"}
NAMES_OF_LANGUAGES = {"switches.jsx"}
"""Each language is named in itself, whatever the language of the page."""

PHYSICAL = re.compile(
    r"(?<![\w-])(margin|padding|border)-(left|right)\b|(?<![\w-])(left|right)\s*:|text-align:\s*(left|right)|float:\s*(left|right)"
)
PHYSICAL_JS = re.compile(r"\b(margin|padding|border)(Left|Right)\b|\b(margin|padding|border)_(left|right)\b")
ALLOWED_SIDES = re.compile(r"(\.n|\.d-v|\.input\.num:dir\(rtl\) input|\.tots dd) \{")


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _plain_words(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(WORDS.search(node.value))


def _python_faults(file: Path) -> Iterator[str]:
    for call in _calls(ast.parse(file.read_text())):
        name = _name(call.func).removeprefix("rx.")
        if ELEMENT.match(name) and name not in {"el.script", "el.path", "el.kbd"}:
            yield from (f"{file.name}:{arg.lineno} {ast.unparse(arg)}" for arg in call.args if _plain_words(arg))
        if name.startswith(("el.", "kit.")):
            yield from (
                f"{file.name}:{kw.value.lineno} {kw.arg}={ast.unparse(kw.value)}"
                for kw in call.keywords
                if kw.arg in SEEN and _plain_words(kw.value)
            )


def test_pages_have_no_text_of_their_own() -> None:
    assert [fault for file in PYTHON for fault in _python_faults(file)] == []


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("file", PARTS, ids=lambda file: file.name)
def test_browser_parts_have_no_text_of_their_own(file: Path) -> None:
    source = _without_comments(file.read_text())
    between = [text.strip() for text in re.findall(r">([^<>{}()=;]+)</", source)]
    keys = {"Ctrl K", "Ctrl ↵", "Esc"}
    loose = [text for text in between if WORDS.search(text) and text not in keys]
    named = re.findall(r"\b(?:aria-label|title|placeholder|alt)=\"([^\"]*[A-Za-z]{2,}[^\"]*)\"", source)
    assert loose + named == []
    if file.name not in NAMES_OF_LANGUAGES:
        assert not re.search(r"[\u0621-\u064a\u067e-\u06cc]{2,}", source), "Persian belongs in the catalogue"


@pytest.mark.parametrize("file", SHEETS, ids=lambda file: file.name)
def test_sheets_know_no_left_and_right(file: Path) -> None:
    lines = _without_comments(file.read_text()).splitlines()
    rule = ""
    for line in lines:
        rule = line if line.rstrip().endswith("{") else rule
        if PHYSICAL.search(line) and not line.rstrip().endswith(("{", ",")):
            assert ALLOWED_SIDES.search(rule), f"{rule.strip()} {line.strip()}"


@pytest.mark.parametrize("file", [*SCRIPTS, *PYTHON], ids=lambda file: file.name)
def test_code_knows_no_left_and_right(file: Path) -> None:
    assert not PHYSICAL_JS.search(_without_comments(file.read_text()))


@pytest.mark.parametrize("file", [*SHEETS, *SCRIPTS, *PYTHON], ids=lambda file: file.name)
def test_colours_are_named_in_the_tokens_alone(file: Path) -> None:
    if file.name == "tokens.css":
        return
    assert re.findall(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b", file.read_text().replace("url(%23n)", "")) == []


def test_radix_themes_is_used_nowhere() -> None:
    themed = re.compile(
        r"\brx\.(box|button|text|heading|flex|hstack|vstack|grid|badge|card|dialog|input|select|table|tabs|tooltip|link|"
        r"container|spacer|icon_button|checkbox|switch|callout|theme)\b"
    )
    used = [f"{f.name}: {m[0]}" for f in (ROOT / "app").rglob("*.py") for m in themed.finditer(f.read_text())]
    assert used == []
