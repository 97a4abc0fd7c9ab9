"""An export as Parquet: typed columns by the fields' keys, figures as exact decimals, written as the rows come.

The rows come as the lines of a JSON export and are read into the columns' types in Rust.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from arro3.core import DataType, Field, RecordBatchReader, Schema
from arro3.io import read_json, write_parquet

from services.admin.exporting.json_file import json_lines
from services.admin.exporting.table import ExportTable
from services.admin.inference import Bound
from services.admin.kinds import rule_of

CHUNK = 64 * 1024
DIGITS, PLACES = 38, 6
"""Of a decimal: 38 digits is what 128 bits hold; six of them after the point where the field doesn't say."""


def parquet_chunks(table: ExportTable) -> Iterator[bytes]:
    """The finished file in pieces; it is built in a private folder that is gone afterwards."""
    with TemporaryDirectory(prefix="zarrin-export-") as folder:
        path = Path(folder) / "export.parquet"
        schema = Schema([_field(bound, table.language) for bound in table.fields])
        batches = (batch for lines in json_lines(table, places_of) for batch in read_json(lines, schema))
        write_parquet(RecordBatchReader.from_batches(schema, batches), str(path), compression="zstd(3)")
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def places_of(bound: Bound) -> int:
    """How many decimals the figures of a field have here."""
    if bound.python is int:
        return 0
    return PLACES if bound.places is None else bound.places


def _field(bound: Bound, language: str) -> Field:
    """A column: what people call it is kept beside its name."""
    return Field(bound.key, _type(bound), metadata={"label": bound.label.text(language)})


def _type(bound: Bound) -> DataType:
    if bound.kind == "date":
        return DataType.date32()
    if bound.kind == "datetime":
        return DataType.timestamp("us")
    if bound.kind == "bool":
        return DataType.bool()
    if rule_of(bound.kind).numeric:
        return DataType.int64() if bound.python is int else DataType.decimal128(DIGITS, places_of(bound))
    return DataType.utf8()
