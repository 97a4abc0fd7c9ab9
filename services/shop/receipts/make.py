"""From a sale to a PDF: read it, put it into words and figures, let Typst set it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal
from uuid import UUID

import typst

from services.admin.record import load
from services.admin.registry import registry
from services.core.database import UnitOfWork
from services.shop.receipts.data import receipt_data

TEMPLATES = Path(__file__).with_name("templates")
PAPERS = ("a5", "80mm")
Format = Literal["pdf", "png"]

_turn = Lock()


@dataclass(frozen=True)
class Receipt:
    """A file to be shown or printed."""

    name: str
    content: bytes


def pdf(uow: UnitOfWork, sale_id: UUID, paper: str, language: str) -> Receipt:
    """The receipt of a sale that the actor may see, else ``NotFound``; ``paper`` is one of :data:`PAPERS`."""
    sale = load(uow, registry.get("sales"), sale_id)
    content = typeset(paper, receipt_data(uow, sale, language))
    return Receipt(f"{sale.number}-{paper}-{language}.pdf", content)


def typeset(paper: str, data: dict[str, object], form: Format = "pdf") -> bytes:
    """Let Typst draw the template of a paper. One at a time: it is a matter of milliseconds."""
    if paper not in PAPERS:
        raise ValueError(f"there is no paper {paper!r}")
    with _turn:
        made = _compiler().compile(
            input=TEMPLATES / f"{paper}.typ", format=form, ppi=192.0, sys_inputs={"data": json.dumps(data)}
        )
    if not isinstance(made, bytes):
        raise TypeError("a receipt is one file")
    return made


@cache
def _compiler() -> typst.Compiler:
    """Typst with our own fonts alone, so that a receipt looks the same on any machine."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[TEMPLATES / "fonts"])
    return typst.Compiler(root=TEMPLATES, font_paths=fonts)
