"""An export as JSON: a list of objects by the fields' keys, written while the rows come; figures keep every digit."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from services.admin.exporting.table import ExportTable

CHUNK = 64 * 1024
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def json_chunks(table: ExportTable) -> Iterator[bytes]:
    """The file in pieces of about 64 KiB."""
    keys = [json.dumps(bound.key) for bound in table.fields]
    held, size, before = ["["], 0, "\n"
    for row in table.rows():
        pairs = ", ".join(f"{key}: {_text(value)}" for key, value in zip(keys, row, strict=True))
        held.append(f"{before}{{{pairs}}}")
        before, size = ",\n", size + len(pairs)
        if size > CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield ("".join(held) + "\n]\n").encode()


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _encoded(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return f'"{value.isoformat()}"'
    return _encoded(value)
