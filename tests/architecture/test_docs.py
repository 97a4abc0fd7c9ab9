"""What the docs name exists: files, targets of make, commands of ``zarrin``, settings, functions of the engine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from app.cli.main import app
from services.core.config import ROOT, Settings

DOCS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s:]+)(?:#[\w-]+)?\)")
FLOORS = "alembic|app|assets|bench|docs|locales|models|requirements|services|tests"
PATH = re.compile(rf"(?:{FLOORS})/[\w./*-]*\w")
PLACE = re.compile(r"[<{…]|\b(?:name|warranty|care)\b")
"""What stands for another name, or is made on the page itself."""
CALL = re.compile(r"^(?:services\.admin\.)?(\w+)\.(\w+)(?:\(|$)")
OF_TESTS_AND_BENCH = re.compile(r"ZARRIN_(?:BENCH_\w+|KILLS)")


def codes(page: Path) -> Iterator[str]:
    """What stands as code in the running text of a page."""
    yield from CODE.findall(FENCE.sub("", page.read_text(encoding="utf-8")))


def commands(page: Path, tool: str) -> set[str]:
    """The words that follow a tool's name where it is called, in the text or in a block."""
    text = page.read_text(encoding="utf-8")
    called = [*CODE.findall(text), *"".join(FENCE.findall(text)).splitlines()]
    return {found for line in called for found in re.findall(rf"(?:^|[\s/]){tool} ([a-z][a-z-]*)", line)}


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_page_names_what_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = {link for link in LINK.findall(text) if not (page.parent / link).exists()}
    for code in codes(page):
        named = () if PLACE.search(code) else PATH.findall(code)
        missing |= {path for path in named if not any(ROOT.glob(path))}
    assert not missing


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_page_calls_what_can_be_called(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert commands(page, "make") <= targets
    assert commands(page, "zarrin") <= known


def test_every_setting_that_is_named_exists() -> None:
    fields = {f"ZARRIN_{name.upper()}" for name in Settings.model_fields}
    named = {
        found
        for page in DOCS
        for found in re.findall(r"\bZARRIN_[A-Z_]+\b", page.read_text(encoding="utf-8"))
        if not OF_TESTS_AND_BENCH.fullmatch(found)
    }
    assert named <= fields


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_page_calls_functions_of_the_engine_by_their_names(page: Path) -> None:
    engine = ROOT / "services" / "admin"
    missing = []
    for module, name in (found for code in codes(page) for found in CALL.findall(code)):
        files = [engine / f"{module}.py", *(engine / module).glob("*.py")]
        source = "\n".join(file.read_text(encoding="utf-8") for file in files if file.exists())
        if source and name != "py" and not (engine / module / f"{name}.py").exists():
            missing += [] if re.search(rf"\b{name}\b", source) else [f"{module}.{name}"]
    assert not missing


def test_the_map_of_the_engine_names_modules_that_are_there() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    rows = [line for line in page.partition("## 4.")[2].splitlines() if line.startswith("| ")]
    named = {name for line in rows for name in re.findall(r"`(\w+)`", line)}
    there = {module.stem for module in (ROOT / "services" / "admin").iterdir()}
    assert named
    assert named <= there
