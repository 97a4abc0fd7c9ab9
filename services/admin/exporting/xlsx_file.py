"""An export as an Excel workbook: real numbers and dates, written row by row in constant memory.

In Persian the sheet runs from right to left and dates show in the Persian calendar; the values stay the same.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from services.admin.exporting.table import NO, YES, ExportTable
from services.admin.inference import Bound
from services.core.i18n import RTL

CHUNK = 64 * 1024
MAX_ROWS = 1_048_570
"""What a sheet holds, less the head and the sums; longer lists go on in another sheet."""
EXACT_DIGITS = 15
"""Spreadsheets count in binary doubles: a number with more digits than this is written as text, to stay exact."""
FIRST_YEAR = 1900
"""Spreadsheets know no earlier day; it is written as text."""
_WHOLE = {"money": "#,##0", "weight": "#,##0.000", "fineness": "0.0", "percent": '0"%"', "quantity": "#,##0"}
_BROKEN = _WHOLE | {"money": "#,##0.00##", "percent": '0.0###"%"', "quantity": "#,##0.0##"}
"""How figures look that have places, since a place that is left out would leave its point behind."""
Shapes = tuple[Format, Format]
"""For whole figures and for all else of a column, and for broken ones."""
_WIDTHS = {"local_text": 28, "text": 24, "ref": 22, "datetime": 18, "money": 18, "long_text": 40}


def xlsx_chunks(table: ExportTable) -> Iterator[bytes]:
    """The finished workbook in pieces; it is built in a private folder that is gone afterwards."""
    with TemporaryDirectory(prefix="zarrin-export-") as folder:
        path = Path(folder) / "export.xlsx"
        write_xlsx(table, path)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def write_xlsx(table: ExportTable, path: Path) -> None:
    """Write the workbook to a file."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": path.parent}
    with Workbook(str(path), options) as book:
        _Writer(table, book).write()


class _Writer:
    """Writes one table into a workbook, beginning another sheet when one is full."""

    def __init__(self, table: ExportTable, book: Workbook) -> None:
        self.table, self.book = table, book
        self.bold = book.add_format({"bold": True, "bottom": 1})
        self.formats = [self._shapes(bound, total=False) for bound in table.fields]
        self.total_formats = [self._shapes(bound, total=True) for bound in table.fields]
        self.sheet: Worksheet = self._sheet()
        self.line = 1

    def write(self) -> None:
        """All rows, then the sums."""
        for cells in self.table.rows():
            if self.line > MAX_ROWS:
                self.sheet, self.line = self._sheet(), 1
            self._row(cells, self.formats)
        if footer := self.table.footer():
            self._row(footer, self.total_formats)

    def _sheet(self) -> Worksheet:
        sheet = self.book.add_worksheet()
        if self.table.language in RTL:
            sheet.right_to_left()
        for column, bound in enumerate(self.table.fields):
            sheet.set_column(column, column, _WIDTHS.get(bound.kind, 14))
        for column, header in enumerate(self.table.headers):
            sheet.write_string(0, column, header, self.bold)
        sheet.freeze_panes(1, 0)
        return sheet

    def _row(self, cells: list[Any], formats: list[Shapes]) -> None:
        for column, (value, shapes) in enumerate(zip(cells, formats, strict=True)):
            self._cell(column, value, shapes)
        self.line += 1

    def _cell(self, column: int, value: Any, shapes: Shapes) -> None:
        sheet, line, (shape, broken) = self.sheet, self.line, shapes
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_string(line, column, (YES if value else NO).text(self.table.language), shape)
        elif isinstance(value, Decimal | int | float):
            if _too_exact(value):
                sheet.write_string(line, column, format(Decimal(str(value)), "f"), shape)
            else:
                sheet.write_number(line, column, value, broken if value % 1 else shape)
        elif isinstance(value, date) and value.year >= FIRST_YEAR:
            sheet.write_datetime(line, column, value, shape)
        else:
            sheet.write_string(line, column, str(value), shape)

    def _shapes(self, bound: Bound, *, total: bool) -> Shapes:
        calendar = "[$-fa-IR,16]" if self.table.language == "fa" else ""
        days = {"date": f"{calendar}yyyy/mm/dd;@", "datetime": f"{calendar}yyyy/mm/dd hh:mm;@"}
        look: dict[str, Any] = {"bold": True, "top": 1} if total else {}
        whole, broken = (
            self.book.add_format(look | {"num_format": (days | places).get(bound.kind, "General")})
            for places in (_WHOLE, _BROKEN)
        )
        return whole, broken


def _too_exact(value: Decimal | float) -> bool:
    """Whether a binary double can't hold all its digits."""
    text = str(value)
    return len(text) > EXACT_DIGITS and len(Decimal(text).normalize().as_tuple().digits) > EXACT_DIGITS
