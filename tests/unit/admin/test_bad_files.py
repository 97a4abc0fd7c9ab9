"""Files made to harm: each is refused with a sentence, soon, whatever its reader stumbles over."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from services.admin import pictures
from services.admin.importing import reading, shared_texts, workbook
from services.core.errors import ValidationFailed

Change = Callable[[bytes], bytes]
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
SHARED, TYPES = "xl/sharedStrings.xml", "[Content_Types].xml"
NAMED = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def book(**changed: Change) -> bytes:
    """A workbook of two rows, with some of its parts changed."""
    made, wanted = Workbook(), {"sheet": SHEET, "styles": STYLES, "book": BOOK}
    for row in (["SKU", "Name"], ["A-1", "Ruby"]):
        made.active.append(row)  # type: ignore[union-attr]
    plain, harmful = io.BytesIO(), io.BytesIO()
    made.save(plain)
    by_part = {wanted[name]: change for name, change in changed.items()}
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(harmful, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, by_part.get(name, bytes)(source.read(name)))
    return harmful.getvalue()


def of_no_version(content: bytes) -> bytes:
    """The archive says that it takes a program of the future."""
    head = content.find(b"PK\x01\x02") + 6
    return content[:head] + struct.pack("<H", 99) + content[head + 2 :]


def rows(path: Path, content: bytes) -> list[reading.Row]:
    file = path / "upload"
    file.write_bytes(content)
    return list(reading.read_rows(reading.recognise(file)))


def test_a_row_far_below_all_others_is_not_walked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1_000)
    far = book(sheet=lambda part: part.replace(b'<row r="2"', b'<row r="99999999999"'))
    assert rows(tmp_path, far) == [(1, ["SKU", "Name"])]


@pytest.mark.parametrize(
    "content",
    [
        book(sheet=lambda part: part[: len(part) // 2]),
        book(sheet=lambda part: part.replace(b"<sheetData>", b"<sheetData>&other;")),
        book(sheet=lambda part: part.replace(b'<row r="2"', b'<row r="x"')),
        book(sheet=lambda part: part.replace(b'r="A2"', b'r="!!"')),
        book(book=lambda part: part.replace(b"sheetId", b"sheetXd")),
        book(styles=lambda part: part.replace(b"</styleSheet>", b" " * (17 << 20) + b"</styleSheet>")),
        of_no_version(book()),
    ],
    ids=["half", "entity", "row", "cell", "parts", "unpacks", "version"],
)
def test_a_workbook_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ValidationFailed):
        rows(tmp_path, content)


def test_a_file_of_one_endless_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_LINE", 1_000)
    with pytest.raises(ValidationFailed):
        rows(tmp_path, b"sku,name\nA-1,Ruby\n" + b"x" * 5_000 + b"\nA-2,Opal\n")


def test_an_archive_of_the_future_is_not_kept() -> None:
    with pytest.raises(ValidationFailed):
        pictures.recognise(of_no_version(book()))


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_spoiled_picture_is_kept_or_refused_but_breaks_nothing(kind: str) -> None:
    notes, made, dice = Image.Exif(), io.BytesIO(), random.Random(kind)
    notes[0x0112], notes[0x010F] = 6, "Maker"
    Image.effect_noise((64, 40), 50).convert("P" if kind == "GIF" else "RGB").save(made, kind, exif=notes)
    outcomes = set()
    for _ in range(300):
        content = bytearray(made.getvalue())
        for _ in range(dice.randint(1, 6)):
            content[dice.randrange(4, len(content))] = dice.randrange(256)
        try:
            small = pictures.thumbnail(bytes(content), pictures.recognise(bytes(content)).media_type)
        except ValidationFailed:
            outcomes.add("refused")
        else:
            outcomes.add("kept" if small else "other")
    assert "refused" in outcomes


def shared(count: int) -> bytes:
    """A workbook of two rows whose cells name the first texts of very many, in several runs and with signs."""
    texts = ["<si><t>SKU</t></si>", "<si><r><t>Na</t></r><r><t>me</t></r></si>", "<si><t>A&amp;1 گل</t></si>", "<si/>"]
    texts += [f"<si><t>{n}</t></si>" for n in range(count)]
    sheet = b"".join(
        b'<row r="%d">%s</row>' % (row, b"".join(b'<c r="%s%d" t="s"><v>%d</v></c>' % (c, row, n) for c, n in cells))
        for row, cells in ((1, [(b"A", 0), (b"B", 1)]), (2, [(b"A", 2), (b"B", 3), (b"C", 0)]))
    )
    part = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{"".join(texts)}</sst>'.encode()
    plain, made = io.BytesIO(book(sheet=lambda _part: WITH_CELLS % sheet)), io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in {*source.namelist()} - {SHARED}:
            content = source.read(name)
            target.writestr(name, content if name != TYPES else content.replace(b"</Types>", NAMED + b"</Types>"))
        target.writestr(SHARED, part)
    return made.getvalue()


WITH_CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_texts_that_cells_share_are_read_as_far_as_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    every = shared_texts._texts

    def noted(archive: zipfile.ZipFile, part: str) -> Generator[str]:
        for text in every(archive, part):
            read.append(text)
            yield text

    monkeypatch.setattr(shared_texts, "_texts", noted)
    assert rows(tmp_path, shared(50_000)) == [(1, ["SKU", "Name"]), (2, ["A&1 گل", "", "SKU"])]
    assert len(read) <= 5


def test_a_cell_that_names_a_text_that_is_not_there_makes_the_workbook_unreadable(tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed):
        rows(tmp_path, book(sheet=lambda _part: WITH_CELLS % b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>'))
