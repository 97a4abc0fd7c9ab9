"""A workspace is made by declaration: engine and app know none by name, but for pages made by hand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.admin.registry import registry

ROOT = Path(__file__).parents[2]
ENGINE = ("services/admin", "services/core", "services/demo")
SEEN = ("app", "assets/kit", "assets/css")
MADE_BY_HAND = {
    "shop": {
        "app/api/pos.py", "app/api/receipts.py", "app/cli/price.py", "app/cli/rates.py",
        "app/states/dashboard.py", "app/states/figures.py", "app/states/session.py",
    },
    "platform": {
        "app/api/auth.py", "app/api/edge.py", "app/cli/data.py", "app/cli/rates.py", "app/gate.py", "app/guard.py",
        "app/states/session.py", "services/core/celery_app.py", "services/demo/people.py", "services/demo/shops.py",
    },
}  # fmt: skip
"""Who may import a workspace: its own pages and commands, and what signs people in."""
DECLARED = sorted({workspace.key for workspace in registry.workspaces()} - set(MADE_BY_HAND))
"""The workspaces that are declarations alone."""
IMPORT = re.compile(r"^\s*(?:from|import) (?:services\.(\w+)|models\.(\w+))", re.MULTILINE)
"""``models.platform`` is what every workspace leaves behind: the engine's own."""


def imported(text: str) -> set[str]:
    """The workspaces that a source imports from."""
    return {service or model for service, model in IMPORT.findall(text) if service or model != "platform"}


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    """Every source file of these folders with its text, by its path from the root."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".js", ".jsx", ".css"):
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_there_is_a_workspace_by_declaration_alone() -> None:
    assert "projects" in DECLARED


@pytest.mark.parametrize("workspace", sorted(workspace.key for workspace in registry.workspaces()))
def test_only_pages_made_by_hand_import_a_workspace(workspace: str) -> None:
    found = {path for path, text in sources(*ENGINE, *SEEN) if workspace in imported(text)}
    assert found <= MADE_BY_HAND.get(workspace, set())


@pytest.mark.parametrize("workspace", DECLARED)
def test_nothing_names_what_a_declared_workspace_holds(workspace: str) -> None:
    own = [resource for resource in registry.all() if resource.workspace == workspace]
    names = {workspace, *(resource.key for resource in own)}
    names |= {resource.entity for resource in own if registry.for_table(resource.entity) is resource}
    named = re.compile(rf"""["'`/]({"|".join(sorted(map(re.escape, names)))})["'`/:?]""")
    assert [(path, match[0]) for path, text in sources(*ENGINE, *SEEN) for match in named.finditer(text)] == []


def test_the_lists_of_pages_made_by_hand_are_true() -> None:
    texts = dict(sources(*ENGINE, *SEEN))
    for workspace, paths in MADE_BY_HAND.items():
        assert [path for path in sorted(paths) if workspace not in imported(texts.get(path, ""))] == []
