"""An export as Parquet: typed columns by the fields' keys, figures as exact decimals, written as the rows come."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

from services.admin.exporting.table import ExportTable
from services.admin.inference import Bound
from services.admin.kinds import rule_of

CHUNK = 64 * 1024
BATCH = 8_192
DIGITS, PLACES = 38, 6
"""Of a decimal: 38 digits is what 128 bits hold; six of them after the point where the column doesn't say."""
_FIRST_DAY, _FIRST_MOMENT = date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def parquet_chunks(table: ExportTable) -> Iterator[bytes]:
    """The finished file in pieces; it is built in a private folder that is gone afterwards."""
    with TemporaryDirectory(prefix="zarrin-export-") as folder:
        path = Path(folder) / "export.parquet"
        columns = [_Column(bound) for bound in table.fields]
        schema = Schema([Field(c.bound.key, c.type, metadata={"label": c.label(table)}) for c in columns])
        batches = (
            RecordBatch.from_arrays([c.array(cells) for c, cells in zip(columns, zip(*rows, strict=True), strict=True)],
                                    schema=schema)
            for rows in _batches(table.rows())
        )  # fmt: skip
        write_parquet(RecordBatchReader.from_batches(schema, batches), str(path), compression="zstd(3)")
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


class _Column:
    """One column: its type in the file, and how a batch of its cells becomes an array of that type."""

    def __init__(self, bound: Bound) -> None:
        self.bound = bound
        self.type, self._raw, self._make = _typed(bound)

    def label(self, table: ExportTable) -> str:
        """What people call it, kept beside its name."""
        return self.bound.label.text(table.language)

    def array(self, cells: Sequence[Any]) -> Array:
        """The cells, typed."""
        raw = Array([None if cell is None else self._make(cell) for cell in cells], self._raw)
        return raw if self._raw == self.type else raw.cast(self.type)


def _typed(bound: Bound) -> tuple[DataType, DataType, Callable[[Any], Any]]:
    """The type of a column, the one its values are handed over in, and their conversion to that."""
    if bound.kind == "date":
        return DataType.date32(), DataType.int32(), lambda day: (day - _FIRST_DAY).days
    if bound.kind == "datetime":
        return DataType.timestamp("us"), DataType.int64(), _microseconds
    if bound.kind == "bool":
        return DataType.bool(), DataType.bool(), bool
    if rule_of(bound.kind).numeric and bound.python is int:
        return DataType.int64(), DataType.int64(), int
    if rule_of(bound.kind).numeric:
        places = PLACES if bound.places is None else bound.places
        return DataType.decimal128(DIGITS, places), DataType.utf8(), lambda value: _figure(value, places)
    return DataType.utf8(), DataType.utf8(), str


def _figure(value: Any, places: int) -> str:
    """A figure with so many decimals at most; a column's own values have no more as they come."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    exponent = exact.as_tuple().exponent
    rounded = exact.quantize(Decimal(1).scaleb(-places)) if isinstance(exponent, int) and exponent < -places else exact
    return format(rounded, "f")


def _microseconds(moment: datetime) -> int:
    since = moment - _FIRST_MOMENT
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
