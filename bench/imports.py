"""A file of a million items brought in, against COPY of the same rows into a bare table.

Ours reads the file, matches columns and references, tries every row, writes it with its history, words and checkpoint,
batch by batch, as the worker does. The other side is the floor: rows that are ready, into a table with the same columns
and indexes but without triggers, policies, history or words.
"""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from bench import FOLDER
from bench.apart import Taken, apart
from bench.place import alone, connect, opened, say
from bench.report import Result, compare, limit
from models.platform import Job
from services.admin import importing
from services.admin.registry import registry
from services.core import files, tasks
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import UnitOfWork, unit_of_work
from tests.integration.shop_factory import make_shop

ROWS = int(os.environ.get("ZARRIN_BENCH_ROWS", "1_000_000"))
AIM, MB_AIM = 50, 256
READY = FOLDER / "ready.tsv"
HEAD = "SKU,Name (en),Name (fa),Category,Fineness,Net weight,Gross weight,Making,Stones,Cost,Active\n"
COPIED = (
    "tenant_id, id, sku, name, category_id, fineness, net_weight, gross_weight, making, stones, cost, active,"
    " stone_weight, unique_piece, barcode, serial, lot, hallmark, making_kind, attachments, low_stock, picture"
)
USUAL = ("0", "f", "", "", "", "", "percent", "0", "0", "")
"""What the other columns hold in a new item."""


@opened()
def measure() -> list[Result]:
    """Time against COPY, and the memory of both."""
    shop = make_shop()
    say(f"writing files of {ROWS:,} rows")
    batch = _received(Actor.for_system(shop.tenant_id))
    _ready(shop.tenant_id)
    tried = apart("bench.imports", "tried", str(shop.tenant_id), str(batch))
    ours = apart("bench.imports", "ours", str(shop.tenant_id), str(batch))
    floor = apart("bench.imports", "floor")
    READY.unlink()
    return [
        compare(f"dry run of {ROWS:,} rows against COPY", tried.seconds, floor.seconds, unit="s", aim=AIM),
        limit(f"dry run of {ROWS:,} rows: peak memory", tried.peak_mb, unit="MB", aim=MB_AIM),
        compare(f"import of {ROWS:,} rows against COPY", ours.seconds, floor.seconds, unit="s", aim=AIM),
        limit(f"import of {ROWS:,} rows: peak memory", ours.peak_mb, unit="MB", aim=MB_AIM),
        _memory(floor),
    ]


def _memory(floor: Taken) -> Result:
    return limit(f"COPY of {ROWS:,} rows: peak memory", floor.peak_mb, unit="MB", aim=MB_AIM)


def tried(tenant: str, batch: str) -> None:
    """The job of the dry run, in this process."""
    _done(tenant, batch, importing.start_check)


def ours(tenant: str, batch: str) -> None:
    """The job of the import, in this process."""
    _done(tenant, batch, importing.start_run)


def _done(tenant: str, batch: str, start: Callable[[UnitOfWork, UUID], Job]) -> None:
    owner = Actor.for_system(UUID(tenant))
    with unit_of_work(owner) as uow:
        job = start(uow, UUID(batch))
    done = tasks.run_job(UUID(tenant), job.id)
    with unit_of_work(owner, read_only=True) as uow:
        counts = importing.show(uow, UUID(batch))["counts"]
    if done != "done" or counts["create"] != ROWS:
        raise RuntimeError(f"the import came to {done}, {counts}")


def floor() -> None:
    """COPY into a table like the one of items."""
    with connect(settings().database_owner_url) as connection:
        connection.execute("create table bare_item (like shop_item including all)")
        for name in ("created_at", "updated_at", "version"):
            usual = "1" if name == "version" else "now()"
            connection.execute(f"alter table bare_item alter {name} set default {usual}")
        with READY.open("rb") as file, connection.cursor() as cursor, cursor.copy(
            f"copy bare_item ({COPIED}) from stdin"
        ) as copy:  # fmt: skip
            while piece := file.read(1 << 16):
                copy.write(piece)
        connection.execute("drop table bare_item")


def _received(owner: Actor) -> UUID:
    """The file, taken in and arranged; not yet run."""
    if owner.tenant_id is None:
        raise RuntimeError("the shop has no id")
    with files.create(owner.tenant_id, "upload") as (stored, file):
        file.write(HEAD.encode())
        for n in range(ROWS):
            weight = 1 + n % 900 / 100
            file.write(
                f"B-{n:07},Ring {n},انگشتر {n},rings,750,{weight:.3f},{weight + 1:.3f},{5 + n % 20},"
                f"{n % 7 * 1000000},{n % 1000 * 10000},yes\n".encode()
            )
    with unit_of_work(owner) as uow:
        batch = importing.receive(uow, registry.get("items"), "items.csv", stored)
        importing.arrange(uow, batch.id, {int(place): field for place, field in batch.mapping.items()}, "create", "")
        found: UUID = batch.id
    return found


def _ready(tenant: UUID) -> None:
    """The same rows as COPY takes them."""
    with Path(READY).open("w", encoding="utf-8") as file:
        for n in range(ROWS):
            weight = 1 + n % 900 / 100
            name = f'{{"en": "Ring {n}", "fa": "انگشتر {n}"}}'
            identity, category = UUID(int=n + 1), UUID(int=1)
            row = (tenant, identity, f"B-{n:07}", name, category, 750, f"{weight:.3f}", f"{weight + 1:.3f}",
                   5 + n % 20, n % 7 * 1000000, n % 1000 * 10000, "t", *USUAL)  # fmt: skip
            file.write("\t".join(map(str, row)) + "\n")


if __name__ == "__main__":
    alone(measure)
