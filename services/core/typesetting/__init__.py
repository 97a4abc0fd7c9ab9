"""Papers, set by Typst with our own fonts alone, so that they look the same on any machine."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

FONTS = Path(__file__).with_name("fonts")
Format = Literal["pdf", "png"]

_turn = Lock()


def typeset(template: Path, data: Any, form: Format = "pdf") -> bytes:
    """Let Typst draw a template, which finds its data as JSON under ``sys.inputs.data``; one at a time.

    A template reads nothing outside its own folder.
    """
    with _turn:
        made = _compiler(template.parent).compile(
            input=template, format=form, ppi=192.0, sys_inputs={"data": json.dumps(data)}
        )
    if not isinstance(made, bytes):
        raise TypeError("a picture has one page")
    return made


@cache
def _compiler(folder: Path) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(root=folder, font_paths=fonts)
