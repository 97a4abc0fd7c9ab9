"""What was wrong with which row: kept a line each, in no language, to be read in any."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from services.admin.exporting.table import safe_text
from services.admin.importing.plan import Line, Plan
from services.core.i18n import Message, _

SUFFIX = "jsonl"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
HEADS = (_("Row"), _("Column"), _("In the file"), _("What is wrong"))
LONGEST = 60
"""Characters of a cell that are repeated beside what is wrong with it."""


def write(file: BinaryIO, plan: Plan, lines: Iterable[Line]) -> None:
    """Add the faults of these rows."""
    columns = {column.target.key: column.number for column in plan.columns}
    columns |= {column.target.bound.key: column.number for column in reversed(plan.columns)}
    for line in lines:
        for key, message in line.faults.items():
            number = columns.get(key)
            cell = line.cells[number] if line.cells and number is not None and number < len(line.cells) else ""
            label = (
                plan.resource.bound[key.partition(".")[0]].label
                if key.partition(".")[0] in plan.resource.bound
                else None
            )
            fault = {
                "row": line.number, "name": _name(plan, line), "label": label.plain() if label else None,
                "value": cell[:LONGEST], "message": message.plain(),
            }  # fmt: skip
            file.write(json.dumps(fault, ensure_ascii=False).encode() + b"\n")


def read(path: Path, most: int | None = None) -> Iterator[dict[str, Any]]:
    """The faults as plain values: ``{"row", "name", "label", "value", "message"}``."""
    with path.open("rb") as file:
        for line in islice(file, most):
            yield json.loads(line)


def as_csv(path: Path, language: str) -> Iterator[bytes]:
    """The faults as a file for a spreadsheet, in the reader's language."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(MARK)
    writer.writerow([head.text(language) for head in HEADS])
    for fault in read(path):
        label = _message(fault["label"]).text(language) if fault["label"] else ""
        cells = (label, str(fault["value"]), _message(fault["message"]).text(language))
        writer.writerow([fault["row"], *(safe_text(cell) for cell in cells)])
        if buffer.tell() > 1 << 16:
            yield _taken(buffer)
    yield _taken(buffer)


def _name(plan: Plan, line: Line) -> str:
    """What the row calls itself: the cell of its key, else its first."""
    wanted = {*plan.resource.keyed}
    number = next((column.number for column in plan.columns if column.target.key in wanted), 0)
    return line.cells[number][:LONGEST] if line.cells and number < len(line.cells) else ""


def _taken(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written


def _message(plain: dict[str, Any]) -> Message:
    params = {name: _message(one) if isinstance(one, dict) else one for name, one in plain.get("params", {}).items()}
    return Message(str(plain["msgid"]), params)
