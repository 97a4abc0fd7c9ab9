"""An export as CSV: UTF-8 with a mark that spreadsheets need, written while the rows come."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from services.admin.exporting.copying import copied_csv
from services.admin.exporting.table import NO, YES, ExportTable, safe_text

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_chunks(table: ExportTable) -> Iterator[bytes]:
    """The file in pieces of some hundred KiB at most; PostgreSQL writes the rows itself where it can."""
    yield MARK.encode() + _lines([[safe_text(header) for header in table.headers]])
    blocks = copied_csv(table)
    yield from written(table) if blocks is None else blocks
    if footer := table.footer():
        yield _lines([[_text(value, table.language) for value in footer]])


def written(table: ExportTable) -> Iterator[bytes]:
    """The lines of the rows, each made here, in blocks of whole lines."""
    for columns in table.batches():
        texts = [[_text(value, table.language) for value in cells] for cells in columns]
        yield _lines(zip(*texts, strict=True))


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _text(value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YES if value else NO).text(language)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
