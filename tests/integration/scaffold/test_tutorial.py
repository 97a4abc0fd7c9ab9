"""The tutorial is followed word by word in a clean copy: twenty lines, one migration, and everything it promises."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.clean_copy import ROOT, CleanCopy

PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(?:# (\S+)\n)?(.*?)```", PAGE, re.DOTALL)
FILES = {path: text for _language, path, text in BLOCKS if path}
COMMANDS = [line.split() for language, _path, text in BLOCKS if language == "sh" for line in text.splitlines()]
MOST = 20


def declared(source: str) -> list[str]:
    """The lines that declare: without imports, docstrings and blank ones."""
    tree = ast.parse(source)
    apart: set[int] = set()
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Import | ast.ImportFrom) or is_text:
            apart.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return [line for n, line in enumerate(source.splitlines(), 1) if line.strip() and n not in apart]


def test_it_takes_twenty_lines() -> None:
    lines = [line for path, text in FILES.items() if path.endswith(".py") for line in declared(text)]
    assert 10 < len(lines) <= MOST, "\n".join(lines)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> CleanCopy:
    copy = CleanCopy(tmp_path_factory.mktemp("tutorial") / "zarrin")
    for path, text in FILES.items():
        copy.write(path, text)
    return copy


def test_it_does_all_that_the_page_promises(copy: CleanCopy, tmp_path: Path) -> None:
    before = set((copy.root / "alembic" / "versions").glob("*.py"))
    ran = [command for command in COMMANDS if command[0] == "zarrin"]
    assert [command[1] for command in ran] == ["migration", "migrate"]
    copy.run("app.cli", *ran[0][1:])
    [migration] = set((copy.root / "alembic" / "versions").glob("*.py")) - before
    assert 'rls.protect(op, "care_warranty")' in migration.read_text()
    told = copy.run("tests.support.warranty_story", data=tmp_path / "data").split()
    promised = re.findall(r"^\| (\w+) \| (?!what)", PAGE.partition("## 5.")[2], re.MULTILINE)
    assert told == promised
    copy.run("ruff", "check", *(path for path in FILES if path.endswith(".py")), str(migration))
