"""Row-level security against none: the same statements as the application's role and as one that it does not bind.

Both name the tenant in their conditions, so that the difference is the policy alone. The medians of all reads are
added up, which steadies a difference of a few percent; the reads one by one stand beside it.
"""

from collections.abc import Callable
from typing import Any

import psycopg

from bench import goods
from bench.place import alone, as_app, connect, opened
from bench.reads import Read, reads, values_of
from bench.report import Result, compare, interleaved, median
from services.core.actor import Actor
from services.core.config import settings

ROUNDS = 200
AIM = 1.05


@opened()
def measure() -> list[Result]:
    """Each read, and all together."""
    owner = goods.owner()
    medians: dict[str, tuple[float, float]] = {}
    with as_app() as bound, connect(settings().database_platform_url) as free:
        for read in reads():
            taken = interleaved((_read(bound, owner, read), _read(free, owner, read)), rounds=ROUNDS)
            medians[read.name] = (median(taken[0]), median(taken[1]))
    both = [sum(side) for side in zip(*medians.values(), strict=True)]
    named = {**medians, "all reads": (both[0], both[1])}
    return [compare(f"row-level security: {name}", *pair, unit="ms", aim=AIM) for name, pair in named.items()]


def _read(connection: psycopg.Connection[Any], owner: Actor, read: Read) -> Callable[[], None]:
    values = values_of(read, owner)

    def rows() -> None:
        connection.execute("select set_config('app.tenant_id', %s, true)", (str(owner.tenant_id),))
        connection.execute(read.sql, values).fetchall()
        connection.rollback()

    return rows


if __name__ == "__main__":
    alone(measure)
