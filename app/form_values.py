"""A form's values between engine and browser: one flat record of the inputs' names.

A line's input is named ``children:line:field``, the order of the lines ``children:order``; ``line`` is the record's id,
or begins with ``new-``. The rows that a field keeps are named so too, by the field.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from app import renderers
from services.admin.lines import Line, Lines

Json = dict[str, Any]
Versions = dict[str, dict[str, int | None]]
"""By children, the version of each line that was loaded."""
NEW = "new-"


def tables(meta: Json) -> list[Json]:
    """The records that are part of one, as the form draws them."""
    return [{**child, "fields": _columns(child)} for child in meta["children"]]


def _columns(child: Json) -> list[Json]:
    defaults = renderers.form_values(_section(child), {f["key"]: f["default"] for f in child["fields"]}, "en")
    found = renderers.fields({"key": child["key"]}, child, creating=True)
    return [{**field, "default": defaults.get(field["key"])} for field in found]


def _section(child: Json) -> Json:
    return {"sections": [{"fields": child["fields"]}]}


def flat(meta: Json, values: Json, lines: Mapping[str, list[Json]], language: str) -> Json:
    """A record and its lines as the inputs take them."""
    made = renderers.form_values(meta, values, language)
    for child in meta["children"]:
        rows = lines.get(child["key"], [])
        made[f"{child['key']}:order"] = " ".join(row["_id"] for row in rows)
        for row in rows:
            cells = renderers.form_values(_section(child), row, language)
            made.update({f"{child['key']}:{row['_id']}:{name}": value for name, value in cells.items()})
    return made


def posted(meta: Json, form: Json, changed: Iterable[str], *, creating: bool) -> Json:
    """The record's own values: of a new one all, else those that the person changed."""
    if creating:
        return renderers.posted(meta, form)
    touched = {re.split(r"[.:]", name)[0] for name in changed}
    sections = [{"fields": [f for f in s["fields"] if f["key"] in touched]} for s in meta["sections"]]
    return renderers.posted({"sections": sections}, form)


def posted_lines(meta: Json, form: Json, changed: Iterable[str], versions: Versions) -> dict[str, Lines]:
    """What became of the lines: those changed or new, those gone of the ones that were loaded, and their order."""
    touched, made = set(changed), {}
    for child in meta["children"]:
        key, known = child["key"], versions.get(child["key"], {})
        if f"{key}:order" not in form:
            continue
        order = tuple(dict.fromkeys(str(form[f"{key}:order"]).split()))
        lines = tuple(filter(None, (_line(child, form, one, touched, known) for one in order)))
        removed = {identity: version for identity, version in known.items() if identity not in order}
        moved = child["ordered"] and f"{key}:order" in touched
        if lines or removed or moved:
            made[key] = Lines(lines, removed, order if moved else ())
    return made


def _line(child: Json, form: Json, line: str, touched: set[str], known: Mapping[str, int | None]) -> Line | None:
    start = f"{child['key']}:{line}:"
    cells = {name.removeprefix(start): value for name, value in form.items() if name.startswith(start)}
    if line not in known:
        new = line.startswith(NEW)
        return Line(line, renderers.posted(_section(child), cells), new=True) if new else None
    mine = {name.removeprefix(start) for name in touched if name.startswith(start)}
    keys = {name.split(".")[0] for name in mine}
    if not keys:
        return None
    fields = {"fields": [field for field in child["fields"] if field["key"] in keys]}
    return Line(line, renderers.posted({"sections": [fields]}, cells), known[line])


def error_keys(meta: Json, errors: Json) -> Json:
    """Errors by input, of lines and of the rows of a field too."""
    made = renderers.error_keys(meta, {name: text for name, text in errors.items() if ":" not in name})
    children = {child["key"]: child for child in meta["children"]}
    for name, text in errors.items():
        key, line, cell = [*name.split(":"), "", ""][:3]
        if key not in children:
            made[name] = text
        elif line:
            [(shown, said)] = renderers.error_keys(_section(children[key]), {cell: text}).items()
            made[f"{key}:{line}:{shown}"] = said
    return made
