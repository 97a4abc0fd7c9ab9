"""Rows of an Excel workbook, read one by one: its first visible sheet, values as a clerk would type them."""

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from services.admin.importing.shared_texts import Reader
from services.core.errors import ValidationFailed
from services.core.i18n import _

PARTS = ("[Content_Types].xml", "xl/workbook.xml")
MOST_UNPACKED = 4 * 1024**3
"""Bytes that a workbook may hold unpacked: a small file can claim to be endless."""
SHARED, SHEETS = "xl/sharedStrings.xml", "xl/worksheets/"
MOST_SHARED = 512 * 1024**2
"""Bytes of texts that cells share, which lie on disk while the rows are read."""
MOST_BESIDE = 16 * 1024**2
"""Bytes of all else but the sheets, which are read row by row: styles and the like are held in memory whole."""
MOST_ROWS = 1_048_576
"""Rows that Excel has; a number beyond is of no sheet, and the way to it would be long."""
EXACT = ".15g"
"""Spreadsheets count in binary doubles, which hold fifteen digits."""


def check_workbook(path: Path) -> int:
    """How many rows it claims to have. Raises ``ValidationFailed`` for an archive that is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = {part.filename: part.file_size for part in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        sizes = {}
    if not set(PARTS) <= set(sizes):
        raise ValidationFailed(_("This is neither a CSV nor an Excel file"))
    beside = sum(size for name, size in sizes.items() if name != SHARED and not name.startswith(SHEETS))
    if sum(sizes.values()) > MOST_UNPACKED or sizes.get(SHARED, 0) > MOST_SHARED or beside > MOST_BESIDE:
        raise ValidationFailed(_("This workbook is too large; save it as CSV"))
    with path.open("rb") as file, _first_sheet(file) as sheet, _readable():
        return int(sheet.max_row or 0)


def workbook_rows(path: Path) -> Iterator[tuple[int, list[str] | None]]:
    """The rows of the first visible sheet with their numbers."""
    with path.open("rb") as file, _first_sheet(file) as sheet:
        with _readable():
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
        for number in range(1, MOST_ROWS + 1):
            with _readable():
                cells = next(rows, None)
            if cells is None:
                return
            yield number, [_text(cell) for cell in cells]


@contextmanager
def _first_sheet(file: BinaryIO) -> Iterator[Any]:
    with ExitStack() as stack:
        with _readable():
            reader = Reader(file, read_only=True, data_only=True, keep_links=False)
            stack.callback(reader.close)
            reader.read()
            sheet = next(sheet for sheet in reader.wb.worksheets if sheet.sheet_state == "visible")
        yield sheet


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever the reader of workbooks stumbles over, it is the file that can't be read."""
    try:
        yield
    except Exception as error:
        raise ValidationFailed(_("This workbook can't be read; open it in Excel and save it anew")) from error


def _text(cell: Any) -> str:  # noqa: PLR0911 - one line for each kind of cell
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return format(Decimal(format(cell, EXACT)).normalize(), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell.total_seconds()) if isinstance(cell, timedelta) else str(cell)
