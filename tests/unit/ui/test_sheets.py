"""The sheets draw what there is: no rule for a class that nothing wears."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{};]+)\{")
MADE = re.compile(r"(?<![\w$])([a-z]+-|k)\$?\{")
"""The beginning of a name that is put together: ``i-${kind}``, ``p-{page}``, ``k${karat}``."""


def _worn() -> tuple[set[str], tuple[str, ...]]:
    """The words of pages and parts, and the beginnings of those they put together."""
    files = (file for pattern in ("app/**/*.py", "assets/**/*.js*") for file in ROOT.glob(pattern))
    text = "\n".join(file.read_text() for file in files)
    return set(re.findall(r"[\w-]+", text)), tuple(set(MADE.findall(text)))


def test_every_class_is_worn() -> None:
    words, made = _worn()
    drawn = {
        (sheet.name, name)
        for sheet in ROOT.glob("assets/css/**/*.css")
        for selector in SELECTORS.findall(COMMENT.sub("", sheet.read_text()))
        for name in CLASS.findall(selector)
    }
    assert drawn
    unworn = [one for one in sorted(drawn) if one[1] not in words and not one[1].startswith(made)]
    assert not unworn
