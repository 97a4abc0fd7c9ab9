"""Python wrappers and the browser's parts name each other truly."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
import reflex as rx

from app.ui import kit

ROOT = Path(__file__).parents[3]
KIT = ROOT / "assets" / "kit"
PARTS = sorted(
    {
        part
        for module in (import_module(f"{kit.__name__}.{found.name}") for found in iter_modules(kit.__path__))
        for part in vars(module).values()
        if isinstance(part, type) and issubclass(part, rx.Component) and str(part.__module__) == module.__name__
    },
    key=lambda part: part.__name__,
)
OURS = [part for part in PARTS if str(part.get_fields()["library"].default or "").startswith("$/public/kit/")]
BASE = set(rx.Component.get_fields())


def _source(part: type[rx.Component]) -> str:
    return (KIT / str(part.get_fields()["library"].default).rsplit("/", 1)[1]).read_text()


def test_there_are_parts() -> None:
    assert len(OURS) > 35


@pytest.mark.parametrize("part", OURS, ids=lambda part: part.__name__)
def test_a_part_is_exported_by_its_module(part: type[rx.Component]) -> None:
    assert re.search(rf"export (function|const) {part.get_fields()['tag'].default}\b", _source(part))


@pytest.mark.parametrize("part", OURS, ids=lambda part: part.__name__)
def test_every_prop_is_read_by_its_module(part: type[rx.Component]) -> None:
    source = _source(part)
    camel = (re.sub(r"_(\w)", lambda m: m[1].upper(), name) for name in part.get_fields() if name not in BASE)
    unread = [name for name in camel if name != "children" and not re.search(rf"\b{name}\b", source)]
    if "...rest" in source or "...kept" in source or "(kept)" in source or "...entry" in source:
        return
    assert not unread


def test_every_part_is_drawn_somewhere() -> None:
    app = "\n".join(file.read_text() for file in (ROOT / "app").rglob("*.py"))
    named = re.findall(r"^(\w+) = \w+\.\w+\.create$", (ROOT / "app/ui/kit/__init__.py").read_text(), re.MULTILINE)
    assert [name for name in named if not re.search(rf"\bkit\.{name}\b", app)] == []
    assert named


def test_every_module_is_loaded_by_another() -> None:
    files = [*KIT.glob("*.js*"), *(ROOT / "app").rglob("*.py")]
    texts = {file: file.read_text() for file in files}
    alone = [part.name for part in KIT.glob("*.js*") if not any(part.name in t for f, t in texts.items() if f != part)]
    assert not alone


def test_no_module_is_longer_than_a_screenful_or_five() -> None:
    long = {file.name: n for file in KIT.glob("*.jsx") if (n := len(file.read_text().splitlines())) > 150}
    assert not long


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'^  "([a-z0-9-]+)": ', (KIT / "icons.js").read_text(), re.MULTILINE))
    named = re.compile(
        r'(?:\bicon\(|\bicon\s*[=:]\s*|"icon":\s*|<Icon name=|icon_button\([^,()]+(?:\([^()]*\))?,\s*)"([a-z0-9-]+)"'
    )
    files = (
        file for pattern in ("app/**/*.py", "services/**/*.py", "assets/kit/**/*.jsx") for file in ROOT.glob(pattern)
    )
    missing = {
        f"{file.name}: {name}" for file in files for name in named.findall(file.read_text()) if name not in drawn
    }
    assert not missing
