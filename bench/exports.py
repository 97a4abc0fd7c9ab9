"""About 100,000 rows written to a file, against the bare writer library, and Django admin with Unfold: time and memory.

The bare side is fed by a plain cursor and writes the same columns as they come from the table; Unfold writes CSV alone.
Ours is the whole road: policies, titles of references, labels of choices, no formulas, sums beneath.
"""

import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

import xlsxwriter
from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

from bench import goods
from bench.apart import Taken, apart
from bench.peer import asked
from bench.place import alone, as_app, opened
from bench.report import Result, compare, limit
from services.admin.exporting.download import export_stream
from services.admin.listing import ListQuery
from services.shop.resources import items

FORMATS = ("csv", "xlsx", "json", "parquet")
AIM, PEER_AIM, MB_AIM = 3, 0.1, 256
LIGHTEST = 20
HEAVIEST = LIGHTEST + min(80, max(1, 10_000_000 // goods.ITEMS))
"""Grams: a hundredth of all items weigh 20 to 21, and so on."""
COLUMNS = ("name", "sku", "category_id", "fineness", "net_weight", "making", "home_id")


@opened()
def measure() -> list[Result]:
    """Each kind of file."""
    goods.owner()
    for side in ("bare", "ours"):
        apart("bench.exports", side, "csv")  # read once before, or whoever comes first pays for a cold disk
    taken = {form: (apart("bench.exports", "ours", form), apart("bench.exports", "bare", form)) for form in FORMATS}
    results = []
    for form, (ours, bare) in taken.items():
        results += [
            compare(f"export as {form} against the bare writer", ours.seconds, bare.seconds, unit="s", aim=AIM),
            limit(f"export as {form}: peak memory", ours.peak_mb, unit="MB", aim=MB_AIM),
            limit(f"bare {form}: peak memory", bare.peak_mb, unit="MB", aim=MB_AIM),
        ]
    return [*results, *_beside_unfold(taken["csv"][0])]


def _beside_unfold(ours: Taken) -> list[Result]:
    wanted = json.dumps({"net_weight__gte": str(LIGHTEST), "net_weight__lte": str(HEAVIEST)})
    with asked(goods.owner()) as peer:
        theirs = peer.ask(f"export {wanted}")
    seconds, peak = float(theirs["ms"]) / 1000, float(theirs["peak_mb"])
    return [
        compare("export as csv against Unfold", ours.seconds, seconds, unit="s", aim=PEER_AIM),
        compare("export as csv against Unfold: peak memory", ours.peak_mb, peak, unit="MB", aim=1),
    ]


def ours(form: str) -> None:
    """The list's own export."""
    owner = goods.owner()
    query = ListQuery.parse(
        items, owner, {"f.net_weight.between": f"{LIGHTEST}..{HEAVIEST}", "cols": ",".join(COLUMNS)}
    )  # fmt: skip
    with TemporaryFile() as file:
        for piece in export_stream(owner, items, query, form, "en").chunks:
            file.write(piece)


def bare(form: str) -> None:
    """The library alone."""
    with TemporaryDirectory() as folder:
        {"csv": _csv, "xlsx": _xlsx, "json": _json, "parquet": _parquet}[form](Path(folder) / "bare")


def _rows() -> Iterator[tuple[Any, ...]]:
    owner = goods.owner()
    with as_app() as connection:
        connection.execute("select set_config('app.tenant_id', %s, true)", (str(owner.tenant_id),))
        with connection.cursor("bare") as cursor:
            cursor.itersize = 2_000
            cursor.execute(
                "select name->>'en', sku, category_id::text, fineness, net_weight, making, home_id::text from shop_item"
                " where deleted_at is null and net_weight between %s and %s order by sku",
                (LIGHTEST, HEAVIEST),
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


def _json(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in _rows():
            file.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), default=str, ensure_ascii=False) + ",\n")


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
