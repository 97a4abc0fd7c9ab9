"""Pages of a list of many items, against SQL by hand that fetches the rows shown.

Both sides work as the application's role under row-level security, in a transaction of their own. Ours begins with the
address and ends with plain rows, cursors and titles; the other side ends with psycopg's tuples.
"""

from collections.abc import Callable
from typing import Any

import psycopg

from bench import goods
from bench.place import alone, as_app, noted, opened
from bench.reads import SHOWN, Read, reads, values_of
from bench.report import Result, compare, interleaved, median
from services.admin.listing import ListQuery
from services.admin.query import COUNT_LIMIT, list_page
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.shop.resources import items

ROUNDS = 60
AIM = 1.5
COUNT = f"select count(*) from (select from shop_item where deleted_at is null limit {COUNT_LIMIT + 1}) as counted"


@opened()
def measure() -> list[Result]:
    """One comparison for each kind of list, and two for what a page adds: today's prices, the count."""
    owner = goods.owner()
    results = []
    with as_app() as connection:
        for read in reads():
            _same_rows(connection, owner, read)
            results.append(_compare(read.name, ours(owner, read.params), by_hand(connection, owner, read)))
        first = reads()[0]
        results.append(_compare("first page, with prices", ours(owner, {}, cols=""), _priced(connection, owner, first)))
        counted = by_hand(connection, owner, first, COUNT)
        results.append(_compare("first page, counted", ours(owner, {}, count=True), counted))
    return results


def ours(owner: Actor, params: dict[str, str], *, cols: str = SHOWN, count: bool = False) -> Callable[[], Any]:
    """The engine's page for an address."""

    def page() -> Any:
        with unit_of_work(owner, read_only=True) as uow:
            query = ListQuery.parse(items, owner, {**params, "cols": cols})
            return list_page(uow, items, query, count=count)

    return page


def by_hand(
    connection: psycopg.Connection[Any], owner: Actor, read: Read, *further: str | tuple[str, Any]
) -> Callable[[], Any]:
    """The statement by hand, and others after it, in one transaction."""
    statements: list[tuple[str, Any]] = [(read.sql, values_of(read, owner))]
    statements += [one if isinstance(one, tuple) else (one, None) for one in further]

    def rows() -> Any:
        connection.execute(
            "select set_config('app.tenant_id', %s, true), set_config('app.user_id', %s, true)",
            (str(owner.tenant_id), str(owner.user_id)),
        )
        found = [connection.execute(sql, values).fetchall() for sql, values in statements]
        connection.rollback()
        return found[0]

    return rows


def _priced(connection: psycopg.Connection[Any], owner: Actor, first: Read) -> Callable[[], Any]:
    """By hand: also what the prices are worked out from (the rate, the shop, its rules), but not the working out."""
    with noted() as sent:
        ours(owner, {}, cols="")()
    reckoned = ("FROM shop_gold_rate", "FROM shop_pricing_rule", "FROM tenant")
    return by_hand(connection, owner, first, *(one for one in sent if any(word in one[0] for word in reckoned)))


def _same_rows(connection: psycopg.Connection[Any], owner: Actor, read: Read) -> None:
    shown = [row["_id"] for row in ours(owner, read.params)().rows]
    fetched = [str(row[1]) for row in by_hand(connection, owner, read)()][: len(shown)]
    if not shown or shown != fetched:
        raise RuntimeError(f"the sides show other rows: {read.name}")


def _compare(name: str, one: Callable[[], Any], other: Callable[[], Any]) -> Result:
    taken = interleaved((one, other), rounds=ROUNDS)
    return compare(f"list of {goods.ITEMS:,}: {name}", *map(median, taken), unit="ms", aim=AIM)


if __name__ == "__main__":
    alone(measure)
