"""From a sale to a PDF: read it, put it into words and figures, let Typst set it."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from services.admin.record import load
from services.admin.registry import registry
from services.core import typesetting
from services.core.database import UnitOfWork
from services.core.typesetting import Format
from services.shop.receipts.data import receipt_data

TEMPLATES = Path(__file__).with_name("templates")
PAPERS = ("a5", "80mm")


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
    """Let Typst draw the template of a paper. It is a matter of milliseconds."""
    if paper not in PAPERS:
        raise ValueError(f"there is no paper {paper!r}")
    return typesetting.typeset(TEMPLATES / f"{paper}.typ", data, form)
