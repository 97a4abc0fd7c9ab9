"""A list written to a file, against the bare writer library fed by a plain cursor: time, and the memory of both.

Ours is the whole road: policies, titles of references, labels of choices, no formulas, sums beneath. The bare side
writes the same columns as they come from the table, without titles.
"""

import csv
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

from bench import FOLDER, goods
from bench.apart import apart
from bench.place import alone, as_app, opened
from bench.report import Result, compare, limit
from services.admin.exporting.download import export_stream
from services.admin.listing import ListQuery
from services.shop.resources import items

FORMATS = ("csv", "xlsx", "parquet")
AIM, MB_AIM = 3, 256
HEAVIEST = os.environ.get("ZARRIN_BENCH_HEAVIEST", "21")
"""Items from 20 g up to so many; a hundredth of all weigh 20 to 21."""
COLUMNS = ("name", "sku", "category_id", "fineness", "net_weight", "making", "home_id")


@opened()
def measure() -> list[Result]:
    """Each kind of file."""
    goods.owner()
    results = []
    for form in FORMATS:
        ours, bare = (apart("bench.exports", side, form) for side in ("ours", "bare"))
        results += [
            compare(f"export as {form} against the bare writer", ours.seconds, bare.seconds, unit="s", aim=AIM),
            limit(f"export as {form}: peak memory", ours.peak_mb, unit="MB", aim=MB_AIM),
            limit(f"bare {form}: peak memory", bare.peak_mb, unit="MB", aim=MB_AIM),
        ]
    return results


def ours(form: str) -> None:
    """The list's own export."""
    owner = goods.owner()
    query = ListQuery.parse(
        items, owner, {"f.net_weight.between": f"20..{HEAVIEST}", "cols": ",".join(COLUMNS)}
    )  # fmt: skip
    with (FOLDER / f"ours.{form}").open("wb") as file:
        for piece in export_stream(owner, items, query, form, "en").chunks:
            file.write(piece)


def bare(form: str) -> None:
    """The library alone."""
    path = FOLDER / f"bare.{form}"
    {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[form](path)


def _rows() -> Iterator[tuple[Any, ...]]:
    owner = goods.owner()
    with as_app() as connection:
        connection.execute("select set_config('app.tenant_id', %s, true)", (str(owner.tenant_id),))
        with connection.cursor("bare") as cursor:
            cursor.itersize = 2_000
            cursor.execute(
                "select name->>'en', sku, category_id::text, fineness, net_weight, making, home_id::text from shop_item"
                " where deleted_at is null and net_weight between 20 and %s order by sku",
                (HEAVIEST,),
            )
            yield from cursor


def _csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_rows())


def _xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        for n, row in enumerate(_rows(), 1):
            sheet.write_row(n, 0, row)


def _parquet(path: Path) -> None:
    schema = Schema([Field(name, DataType.utf8()) for name in COLUMNS])
    rows = _rows()
    batches = (
        RecordBatch.from_arrays([_column(cells) for cells in zip(*some, strict=True)], schema=schema)
        for some in iter(lambda: list(islice(rows, 10_000)), [])
    )
    write_parquet(RecordBatchReader.from_batches(schema, batches), str(path))


def _column(cells: tuple[Any, ...]) -> Array:
    return Array([None if cell is None else str(cell) for cell in cells], DataType.utf8())


if __name__ == "__main__":
    alone(measure)
