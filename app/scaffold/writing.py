"""Writing it all down, or nothing: no file is overwritten, and what was begun is taken back when a step fails."""

from pathlib import Path

from app.scaffold import sources
from app.scaffold.migration import draw_up
from app.scaffold.wanted import Wanted
from app.server.refusals import Refused
from services.admin.inference import humanise
from services.core.config import ROOT


def write(wanted: Wanted, persian: tuple[str, ...] = ()) -> list[Path]:
    """Write model, declaration, test, texts and migration; answers the files. Raises :class:`Refused`."""
    model, module = _place(wanted)
    resources = ROOT / "services" / wanted.workspace / "resources.py"
    catalogue = ROOT / "locales" / "fa" / "LC_MESSAGES" / "messages.po"
    known = catalogue.read_text(encoding="utf-8") if catalogue.exists() else ""
    new = {
        model: sources.model(wanted),
        ROOT / "tests" / "integration" / wanted.workspace / f"test_{wanted.name}.py": sources.test(wanted),
        ROOT / "locales" / "fa" / "parts" / f"{wanted.name}.po": sources.texts(wanted, known, persian),
    }
    before: str | None = None
    if resources.exists():
        before = resources.read_text(encoding="utf-8")
        declared = f"{before.rstrip()}\n\n{sources.declaration(wanted)}"
        changed = sources.with_import(declared, f"from {module} import {wanted.model}")
    else:
        changed = sources.workspace(wanted, module)
    for package in (resources.parent, model.parent):
        if not (package / "__init__.py").exists() and package.parent != ROOT:
            new[package / "__init__.py"] = f'"""{humanise(wanted.workspace)}."""\n'
    there = [path for path in new if path.exists()]
    if there:
        raise Refused(f"{there[0].relative_to(ROOT)} is there already; nothing was written.")
    try:
        for path, text in {**new, resources: changed}.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        migration = draw_up(wanted.plural, f"{humanise(wanted.plural)}")
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        if before is None:
            resources.unlink(missing_ok=True)
        else:
            resources.write_text(before, encoding="utf-8")
        raise
    return [*new, resources, migration]


def _place(wanted: Wanted) -> tuple[Path, str]:
    """The model's file and module: in the workspace's folder, or beside its one file."""
    models = ROOT / "models"
    if (models / f"{wanted.workspace}.py").exists():
        name = f"{wanted.workspace}_{wanted.name}"
        return models / f"{name}.py", f"models.{name}"
    return models / wanted.workspace / f"{wanted.name}.py", f"models.{wanted.workspace}.{wanted.name}"
