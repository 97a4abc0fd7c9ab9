"""The catalogues: extracted from Python and from the browser's parts, merged, checked, compiled for both sides.

Source texts are English and stand where they are meant. ``locales/<language>/LC_MESSAGES/messages.po`` holds the
translations; ``locales/<language>/parts/*.po`` are collected into it. The server reads ``.mo`` files, the browser one
small module per language in ``assets/i18n``. Both are made anew at each build and are not kept in the repository.
"""

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from services.core.i18n import compile_catalogue

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
BROWSER = ROOT / "assets" / "i18n"
TRANSLATED = ("fa",)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "t": None,
    "mark": None,
    "tn": (1, 2),
    "ngettext": (1, 2),
    "t.plural": (1, 2),
}


def extract() -> Catalog:
    """All source texts of the product, with where each stands."""
    catalog = Catalog(project="Zarrin", fuzzy=False, charset="utf-8")
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_is_ours)
    for name, line, text, comments, context in found:
        catalog.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def update() -> dict[str, list[str]]:
    """Extract, collect the parts, write each language's catalogue, compile. Gives what each still lacks."""
    template = extract()
    for language in TRANSLATED:
        kept = _collected(language)
        kept.update(template, no_fuzzy_matching=True, keep_user_comments=True)
        kept.obsolete.clear()
        _save(kept, _file(language))
    compile_all()
    return {language: problems(language, template) for language in TRANSLATED}


def problems(language: str, template: Catalog | None = None) -> list[str]:
    """What keeps a catalogue from being whole: missing, fuzzy and obsolete texts, and lost parameters."""
    template = template or extract()
    kept = _read(_file(language), language)
    wanted = {message.id: message for message in template if message.id}
    return [
        *disagreements(language),
        *(f"missing: {_name(key)}" for key in wanted if not _is_translated(kept.get(_single(key)))),
        *(f"fuzzy: {_name(message.id)}" for message in kept if message.id and message.fuzzy),
        *(f"obsolete: {_name(message.id)}" for message in kept if message.id and message.id not in wanted),
        *(
            f"parameters differ: {_name(message.id)}"
            for message in kept
            if message.id and not _keeps_parameters(message)
        ),
    ]


def disagreements(language: str) -> list[str]:
    """Source texts that two parts translate differently: one text has one translation, wherever it stands."""
    found: dict[str, set[str]] = {}
    for part in sorted((LOCALES / language / "parts").glob("*.po")):
        for message in _read(part, language):
            if message.id and _is_translated(message):
                found.setdefault(_single(message.id), set()).add(_single(message.string))
    return [
        f"two translations: {msgid}: {' | '.join(sorted(texts))}" for msgid, texts in found.items() if len(texts) > 1
    ]


def compile_all() -> None:
    """Write the server's ``.mo`` and the browser's module of each language, where they differ."""
    BROWSER.mkdir(parents=True, exist_ok=True)
    for language in TRANSLATED:
        catalog = _read(_file(language), language)
        _write_if_new(_file(language).with_suffix(".mo"), compile_catalogue(_file(language)))
        texts = {_single(m.id): m.string for m in catalog if m.id and _is_translated(m)}
        module = "export default " + json.dumps(dict(sorted(texts.items())), ensure_ascii=False, separators=(",", ":"))
        _write_if_new(BROWSER / f"{language}.js", (module + ";\n").encode())


def _collected(language: str) -> Catalog:
    """The language's catalogue with its parts laid over it."""
    catalog = _read(_file(language), language)
    for part in sorted((LOCALES / language / "parts").glob("*.po")):
        for message in _read(part, language):
            if message.id and _is_translated(message):
                catalog.delete(message.id)  # or ``add`` would keep what an earlier run left empty
                catalog.add(message.id, _cut(message.string, catalog.num_plurals))
    return catalog


def _cut(text: Any, forms: int) -> Any:
    """A plural with as many forms as the language has, whatever a translator's tool wrote."""
    return tuple(text)[:forms] if isinstance(text, tuple | list) else text


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="Zarrin", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _save(catalog: Catalog, path: Path) -> None:
    """Write without dates or line numbers, so that a file changes only when a text does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.fuzzy = False
    catalog.header_comment = ""
    catalog.language_team = "Zarrin"
    out = BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=False, no_location=True, width=120, ignore_obsolete=True)
    kept = (line for line in out.getvalue().decode().splitlines() if not line.startswith(_UNSTEADY))
    _write_if_new(path, ("\n".join(kept).strip() + "\n").encode())


_UNSTEADY = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Report-Msgid')


def _write_if_new(path: Path, content: bytes) -> None:
    """Whole or not at all, since others may be reading it; what stays the same is at least as new as its source."""
    if path.exists() and path.read_bytes() == content:
        path.touch()
        return
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def _file(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def _single(msgid: Any) -> str:
    return str(msgid[0] if isinstance(msgid, tuple | list) else msgid)


def _name(msgid: Any) -> str:
    return " | ".join(msgid) if isinstance(msgid, tuple | list) else str(msgid)


def _forms(value: Any) -> Iterator[str]:
    yield from (value if isinstance(value, tuple | list) else (value,))


def _is_translated(message: Message | None) -> bool:
    return message is not None and bool(message.string) and all(_forms(message.string))


def _keeps_parameters(message: Message) -> bool:
    """A translation names the same ``{parameters}`` as its source; a single form may leave out the number."""
    wanted = {name for form in _forms(message.id) for name in _parameters(form)}
    return all(_parameters(form) | {"n"} == wanted | {"n"} for form in _forms(message.string) if form)


def _parameters(text: str) -> set[str]:
    return {piece.split("}")[0] for piece in text.split("{")[1:] if "}" in piece}


def _is_ours(directory: str | Path) -> bool:
    return Path(directory).name not in {".venv", ".web", "node_modules", "tests", "bench", "i18n", "locales", ".git"}
