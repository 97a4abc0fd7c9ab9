"""The kinds of file an export can be: what each is called to programs, how it is written, and how much it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.admin.exporting.csv_file import csv_chunks
from services.admin.exporting.json_file import json_chunks
from services.admin.exporting.parquet_file import parquet_chunks
from services.admin.exporting.pdf_file import PDF_LIMIT, pdf_chunks
from services.admin.exporting.table import ExportTable
from services.admin.exporting.xlsx_file import xlsx_chunks
from services.core.errors import ValidationFailed
from services.core.i18n import _


class Format(StrEnum):
    """The kinds of file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    PDF = "pdf"
    PARQUET = "parquet"

    @classmethod
    def read(cls, text: str) -> "Format":
        """The format of this name; raises ``ValidationFailed``."""
        try:
            return cls(text)
        except ValueError:
            raise ValidationFailed(_("A list isn't exported in this form"), fields={"format": _("Unknown")}) from None

    @property
    def way(self) -> "Way":
        """How it is written."""
        return _WAYS[self]


@dataclass(frozen=True)
class Way:
    """A kind of file: its media type, what makes its bytes, and whether a spreadsheet could take a text for a formula.

    ``limit`` is the most rows it holds, None for any number.
    """

    media_type: str
    write: Callable[[ExportTable], Iterator[bytes]]
    spreadsheet: bool = False
    limit: int | None = None


_WAYS = {
    Format.XLSX: Way(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_chunks, spreadsheet=True
    ),
    Format.CSV: Way("text/csv; charset=utf-8", csv_chunks, spreadsheet=True),
    Format.JSON: Way("application/json", json_chunks),
    Format.PDF: Way("application/pdf", pdf_chunks, limit=PDF_LIMIT),
    Format.PARQUET: Way("application/vnd.apache.parquet", parquet_chunks),
}
