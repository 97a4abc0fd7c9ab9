"""The house keeps its shape: short files, packages that say what they are, no package at the root."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("app", "services", "models")
LONGEST = 400


def sources() -> Iterator[Path]:
    for floor in FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text))


def test_every_folder_of_sources_is_a_package() -> None:
    folders = {path.parent for path in sources()}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_root_and_migrations_are_no_packages() -> None:
    assert not (ROOT / "__init__.py").exists()
    assert not (ROOT / "alembic" / "__init__.py").exists()


def test_each_tool_has_its_settings_in_one_place() -> None:
    stray = {"setup.cfg", "tox.ini", "mypy.ini", "ruff.toml", "pytest.ini", ".importlinter"}
    assert not [name for name in stray if (ROOT / name).exists()]
