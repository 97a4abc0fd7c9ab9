"""An export as CSV: UTF-8 with a mark that spreadsheets need, written while the rows come."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from services.admin.exporting.table import NO, YES, ExportTable, safe_text

CHUNK = 64 * 1024
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def csv_chunks(table: ExportTable) -> Iterator[bytes]:
    """The file in pieces of about 64 KiB."""
    buffer = io.StringIO()
    buffer.write(MARK)
    writer = csv.writer(buffer)
    writer.writerow([safe_text(header) for header in table.headers])
    for row in table.rows():
        writer.writerow([_text(value, table.language) for value in row])
        if buffer.tell() > CHUNK:
            yield _take(buffer)
    if footer := table.footer():
        writer.writerow([_text(value, table.language) for value in footer])
    yield _take(buffer)


def _take(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


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
