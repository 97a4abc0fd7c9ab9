"""The texts that cells of a workbook share, read as far as they are asked for and kept on disk, never in memory.

A workbook names its texts by number. Its first rows mostly ask for the first few, so who looks at the head alone reads
no further; and however many there are, memory holds eight bytes for each.
"""

import zipfile
from array import array
from collections.abc import Generator
from tempfile import TemporaryFile
from typing import Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

ONE = f"{{{SHEET_MAIN_NS}}}si"
LATEST = 20_000
"""Texts that are kept at hand: cells ask for the same ones again and again."""


class SharedTexts:
    """A sequence of texts by their number."""

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        self._texts = _texts(archive, part)
        self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the workbook is read
        self._begins = array("Q", [0])
        self._latest: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        """The text of this number. Raises ``IndexError`` where there is none."""
        if number < 0:
            raise IndexError(number)
        known = self._latest.get(number)
        if known is None:
            while number >= len(self._begins) - 1:
                self._read_one()
            begin, end = self._begins[number], self._begins[number + 1]
            self._file.seek(begin)
            known = self._file.read(end - begin).decode("utf-8", "surrogatepass")
            if len(self._latest) >= LATEST:
                self._latest.clear()
            self._latest[number] = known
        return known

    def close(self) -> None:
        """Forget them all."""
        self._texts.close()
        self._file.close()

    def _read_one(self) -> None:
        text = next(self._texts, None)
        if text is None:
            raise IndexError
        content = text.encode("utf-8", "surrogatepass")
        self._file.seek(self._begins[-1])
        self._file.write(content)
        self._begins.append(self._begins[-1] + len(content))


class Reader(ExcelReader):
    """The reader of workbooks, which leaves their shared texts where they are."""

    package: Any
    shared_strings: Any

    def read_strings(self) -> None:
        """Open them; nothing is read yet."""
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            self.shared_strings = SharedTexts(self.archive, part.PartName[1:])

    def close(self) -> None:
        """Give back what lies on disk."""
        if isinstance(self.shared_strings, SharedTexts):
            self.shared_strings.close()


def _texts(archive: zipfile.ZipFile, part: str) -> Generator[str]:
    with archive.open(part) as source:
        root: Any = None
        for event, node in iterparse(source, events=("start", "end")):
            if root is None:
                root = node
            if event == "end" and node.tag == ONE:
                made: Any = Text.from_tree(node)
                yield made.content.replace("x005F_", "")
                root.clear()
