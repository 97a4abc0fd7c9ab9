"""An export as JSON: a list of objects by the fields' keys, written while the rows come; figures keep every digit."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from services.admin.exporting.copying import copied_json
from services.admin.exporting.table import ExportTable
from services.admin.inference import Bound
from services.admin.kinds import rule_of

Places = Callable[[Bound], int]
"""How many decimals the figures of a field have in a file."""
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def json_chunks(table: ExportTable) -> Iterator[bytes]:
    """The file in pieces of some hundred KiB at most."""
    yield b"["
    before = b"\n"
    for block in filter(None, json_lines(table)):
        yield before + block[:-1].replace(b"\n", b",\n")
        before = b",\n"
    yield b"\n]\n"


def json_lines(table: ExportTable, places: Places | None = None) -> Iterator[bytes]:
    """The rows as objects, one a line, in blocks of whole lines; PostgreSQL writes them itself where it can.

    With ``places`` what is computed is rounded to so many decimals, as a column's own figures are.
    """
    copied = copied_json(table)
    return written(table, places) if copied is None else copied


def written(table: ExportTable, places: Places | None = None) -> Iterator[bytes]:
    """The blocks of lines, each made here."""
    makers = [_maker(bound, places) for bound in table.fields]
    line = "{%s}\n" % ",".join(f"{json.dumps(bound.key)}:%s" for bound in table.fields)  # noqa: UP031 - as its rows
    for columns in table.batches():
        pairs = zip(makers, columns, strict=True)
        texts = [["null" if value is None else make(value) for value in cells] for make, cells in pairs]
        yield "".join([line % row for row in zip(*texts, strict=True)]).encode()


def _maker(bound: Bound, places: Places | None) -> Callable[[Any], str]:
    """How a value of this field is written, of the type its kind has."""
    if bound.kind == "bool":
        return lambda value: _encoded(bool(value))
    if bound.kind == "datetime":
        return _moment
    if rule_of(bound.kind).numeric:
        decimals = places(bound) if places and bound.of is not None else None
        return lambda value: _figure(value, decimals)
    if bound.python is str:
        return _encoded
    return lambda value: _encoded(str(value))


def _figure(value: Any, places: int | None) -> str:
    """A figure in full, or with so many decimals at most."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        return format(exact, "f")
    exponent = exact.as_tuple().exponent
    rounds = isinstance(exponent, int) and exponent < -places
    return format(exact.quantize(Decimal(1).scaleb(-places)) if rounds else exact, "f")


def _moment(value: datetime) -> str:
    """As PostgreSQL writes it: a part of a second without the zeros at its end."""
    text = value.isoformat()
    return f'"{text.rstrip("0") if value.microsecond else text}"'
