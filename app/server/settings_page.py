"""The page of all settings, made from their class so that it is always right."""

from pathlib import Path
from typing import Any, get_args

from services.core.config import ROOT, Settings

HEAD = """# Settings

Made by `zarrin settings --write` from `services/core/config.py`. Each is read from the environment, or from a file
`.env` in the project's folder; `.env.example` is a beginning.

| Variable | Default | Meaning |
| --- | --- | --- |
"""


def rows() -> list[dict[str, Any]]:
    """Variable, default and meaning of every setting."""
    return [
        {"variable": _variable(name), "default": _default(info.default), "meaning": _meaning(info)}
        for name, info in Settings.model_fields.items()
        if not info.exclude
    ]


def markdown() -> str:
    """The page."""
    lines = (f"| `{row['variable']}` | {_code(row['default'])} | {row['meaning']} |" for row in rows())
    return HEAD + "\n".join(lines) + "\n"


def _variable(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    choices = getattr(alias, "choices", None)
    return str(choices[0]) if choices else f"ZARRIN_{name.upper()}"


def _default(value: Any) -> str:
    if isinstance(value, Path):
        return str(value.relative_to(ROOT))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _meaning(info: Any) -> str:
    choices = [str(choice) for choice in get_args(info.annotation) if isinstance(choice, str) and choice]
    return f"{info.description}: {', '.join(choices)}" if choices else str(info.description)


def _code(text: str) -> str:
    return f"`{text}`" if text else "–"
