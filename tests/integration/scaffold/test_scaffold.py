"""A resource written from one line passes style, types, checks and its own test as it stands."""

import json
from pathlib import Path

import pytest

from app.scaffold.wanted import read
from app.server.refusals import Refused
from tests.support.clean_copy import CleanCopy

FIELDS = "number:series customer:ref=customers? due:date fee:money? notes:long? urgent:yes state:choice=taken|mended"


def test_what_is_written_holds_at_once(tmp_path: Path) -> None:
    copy = CleanCopy(tmp_path / "zarrin")
    files: list[str] = []
    for name, workspace, model in (
        ("repair_order", "shop", "models/shop/repair_order.py"),
        ("service_visit", "care", "models/care/service_visit.py"),
    ):
        asked = (name, "--workspace", workspace, "--fields", FIELDS, "--persian", "سفارش تعمیر,سفارش‌های تعمیر")
        written = json.loads(copy.run("app.cli", "make", *asked, "--json"))
        assert model in written
        migration = (copy.root / written[-1]).read_text()
        assert f'rls.protect(op, "{workspace}_{name}")' in migration
        assert f'rls.search_index(op, "{workspace}_{name}", ("number",))' in migration
        files += [file for file in written if file.endswith(".py")]
    before = {file: (copy.root / file).read_text() for file in files}
    with pytest.raises(AssertionError, match="already"):
        copy.run("app.cli", "make", *asked)
    assert before == {file: (copy.root / file).read_text() for file in files}
    copy.run("ruff", "check", *files)
    copy.run("ruff", "format", "--check", *files)
    copy.run("mypy", *(file for file in files if not file.startswith(("tests", "alembic"))))
    copy.run("pytest", "-n", "0", *(file for file in files if file.startswith("tests")))


@pytest.mark.parametrize(
    ("name", "workspace", "fields", "said"),
    [
        ("Repair", "shop", "", "small Latin letters"),
        ("class", "shop", "", "small Latin letters"),
        ("../x", "shop", "", "small Latin letters"),
        ("repair", "shop", "name:text name:text", "there twice"),
        ("repair", "shop", "due:date", "needs a name"),
        ("repair", "shop", "id:text", "column id of its own"),
        ("repair", "shop", "name:colour", "no kind colour"),
        ("repair", "shop", "name:text owner:ref=nobody", "no resource nobody"),
        ("repair", "shop", "name:text owner:ref", "customer:ref=customers"),
        ("repair", "shop", "name:text=5", "others plainly"),
        ("item", "shop", "name:text", "items already"),
    ],
)
def test_what_can_not_be_is_said_before_anything_is_written(name: str, workspace: str, fields: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(name, workspace, fields)
