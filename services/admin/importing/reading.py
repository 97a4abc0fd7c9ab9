"""A file of rows, read as it is: CSV in the encodings and with the separators people's programs write, or Excel.

What a file is, its content says, never its name. Rows come one by one as texts, so that memory does not grow with
the file.
"""

import csv
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import TextIO

from services.admin.importing.workbook import check_workbook, workbook_rows
from services.core.errors import ValidationFailed
from services.core.i18n import _

SAMPLE = 64 * 1024
DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 200
MOST_TEXT = 1_000_000
"""Characters of one cell."""
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
MOST_LINE = 16_000_000
"""Characters of one line: a file without line breaks isn't read into memory to find out that it has none."""
csv.field_size_limit(MOST_TEXT)

Row = tuple[int, list[str] | None]
"""A row's number in its file, beginning with 1, and its cells; None for a row that can't be read."""


class Media(StrEnum):
    """The kinds of file that can be brought in."""

    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Source:
    """A file and how to read it; ``rows`` is a guess at how many there are."""

    path: Path
    media: Media
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0


def recognise(path: Path) -> Source:
    """What a file is, by its content. Raises ``ValidationFailed`` for what is neither CSV nor Excel."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if not start.strip():
        raise ValidationFailed(_("The file is empty"))
    if start.startswith(OLD_EXCEL):
        raise ValidationFailed(_("This is an Excel file of the old kind; save it as .xlsx or CSV"))
    if zipfile.is_zipfile(path):
        return Source(path, Media.XLSX, rows=check_workbook(path))
    encoding = _encoding(path, start)
    text = start.decode(encoding, "replace")
    if "\x00" in text or sum(sign < " " and sign not in "\t\r\n\f" for sign in text) > len(text) // 100:
        raise ValidationFailed(_("This is neither a CSV nor an Excel file"))
    lines = max(len(text.splitlines()), 1)
    return Source(path, Media.CSV, encoding, _delimiter(text), path.stat().st_size * lines // len(start))


def read_rows(source: Source) -> Iterator[Row]:
    """All rows that hold anything, in order, as texts without the blanks around them."""
    rows = workbook_rows(source.path) if source.media is Media.XLSX else _csv_rows(source)
    for number, cells in rows:
        if cells is None:
            yield number, None
            continue
        trimmed = [cell.strip() for cell in cells[:MOST_COLUMNS]]
        if any(trimmed):
            yield number, trimmed


def _csv_rows(source: Source) -> Iterator[Row]:
    with source.path.open(encoding=source.encoding, errors="replace", newline="") as file:
        reader = csv.reader(_lines(file), delimiter=source.delimiter)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield number, None
                continue
            if number == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep="):  # noqa: PLR2004 - "sep=,"
                continue
            yield number, cells


def _lines(file: TextIO) -> Iterator[str]:
    """The lines of a file, without the sign that no text may hold. Raises ``ValidationFailed`` for one that is none."""
    while line := file.readline(MOST_LINE):
        if len(line) == MOST_LINE:
            raise ValidationFailed(_("A line of this file is too long"))
        yield line.replace("\x00", "\ufffd")


def _encoding(path: Path, start: bytes) -> str:
    if start.startswith(BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) // 5:
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8" if _is_utf8(path) else "windows-1256"


def _is_utf8(path: Path) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(text: str) -> str:
    """The sign that parts cells: the one that stands most often, equally often, in the first lines."""
    first = text.splitlines()[0].strip().lower()
    if first.startswith("sep=") and first[4:5] in DELIMITERS:
        return first[4:5]
    lines = text.splitlines()[:20]
    if len(text) >= SAMPLE // 2 and len(lines) > 1:
        lines.pop()
    return max(DELIMITERS, key=lambda sign: _steadiness(lines, sign))


def _steadiness(lines: list[str], sign: str) -> tuple[int, float]:
    """How many cells the head has by this sign, as far as the other lines have as many."""
    counts = [len(cells) for cells in csv.reader(lines, delimiter=sign)] or [1]
    alike = sum(count == counts[0] for count in counts)
    return (int(counts[0] > 1) * alike, median(counts))
