"""Texts in the reader's language, and values as the reader writes them.

A text is written in English where it is meant, as ``_("Only {n} left of {sku}", n=2, sku="R-1063")``, and translated
where it is read: by the browser from the same catalogue, or here for mail, PDF, exports and the command line.
"""

import gettext as gnu
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).parents[2] / "locales"
LANGUAGES = {"en": "English", "fa": "فارسی"}
RTL = frozenset({"fa"})
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class Message:
    """A text to be translated later: its English source and the values it names.

    A parameter may itself be a ``Message``. ``str()`` gives English; ``text(language)`` any other.
    """

    msgid: str
    params: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """The text in this language, its parameters filled in."""
        values = {k: v.text(language) if isinstance(v, Message) else v for k, v in self.params.items()}
        source = catalogue(language).gettext(self.msgid) if self.msgid else ""
        return source.format_map(values) if values else source

    def plain(self) -> dict[str, Any]:
        """``{"msgid", "params"}`` for the browser, which translates it; parameters as JSON values."""
        params = {k: v.plain() if isinstance(v, Message) else _plain(v) for k, v in self.params.items()}
        return {"msgid": self.msgid, "params": params}

    def __str__(self) -> str:
        return self.text()

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, str(v)) for k, v in self.params.items()))))


def _(msgid: str, **params: Any) -> Message:
    """Mark an English text for translation."""
    return Message(msgid, params)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | type(None)) else str(value)


@cache
def catalogue(language: str) -> gnu.NullTranslations:
    """The catalogue of a language; English texts stand as they are. A process in a fresh checkout compiles its own."""
    source = LOCALES / (language if language in LANGUAGES else DEFAULT_LANGUAGE) / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return gnu.NullTranslations()
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return gnu.GNUTranslations(BytesIO(compiled.read_bytes()))
    return gnu.GNUTranslations(BytesIO(compile_catalogue(source)))


def compile_catalogue(source: Path) -> bytes:
    """A ``.po`` file as gettext reads it."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - seldom needed, and slow to import
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file, locale=source.parts[-3]))
    return made.getvalue()
