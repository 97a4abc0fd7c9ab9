"""Finishing a sale of three lines, against the same SQL sent by hand in psycopg.

The other side sends exactly the statements of a sale of ours (reads, locks, writes, commit), with their values worked
out before the clock runs: prices, ids, numbers and the history's snapshot cost it nothing. Both end at the commit.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from bench.place import alone, as_app, noted, opened
from bench.report import Result, compare, interleaved, median
from models.base import new_id
from models.shop.sale import Sale as Document
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.shop.sales import finish
from tests.integration.shop_factory import make_shop

ROUNDS, WARM = 150, 5
AIM = 1.5
Statement = tuple[str, Any]
Sale = Sequence[Statement]
WRITTEN = """
    select id, number from shop_sale where id = %(sale)s
    union all select id, number from shop_journal_entry where source_id = %(sale)s
    union all select id, null from shop_sale_line where sale_id = %(sale)s
    union all select id, null from shop_payment where sale_id = %(sale)s
    union all select id, null from shop_stock_movement where document_id = %(sale)s
    union all select l.id, null from shop_journal_line l join shop_journal_entry e on e.id = l.entry_id
              where e.source_id = %(sale)s
    union all select id, null from history_entry where record_id = %(sale)s
    union all select id, null from outbox_event where payload->>'id' = %(sale)s::text
"""


@dataclass(frozen=True)
class Made:
    """What has to be another one in each further sale."""

    ids: list[str]
    numbers: list[str]


@opened()
def measure() -> list[Result]:
    """One comparison: the median sale."""
    shop = make_shop()
    items = [shop.item(f"B-{n}", quantity=1_000_000) for n in range(3)]
    draft = shop.draft(*((item, 1) for item in items))
    with noted() as sent, unit_of_work(shop.clerk) as uow:
        sale = finish(uow, draft).sale
    made = _made(shop.clerk, sale)
    drafts = iter([draft.model_copy(update={"client_id": uuid4()}) for _ in range(WARM + ROUNDS)])
    prepared = iter(list(_further(sent, made, WARM + ROUNDS)))

    def ours() -> None:
        with unit_of_work(shop.clerk) as uow:
            finish(uow, next(drafts))

    with as_app() as connection:
        taken = interleaved((ours, lambda: _send(connection, next(prepared))), rounds=ROUNDS, warm=WARM)
    _check(shop.clerk, sale.number)
    return [compare("checkout, 3 lines", *map(median, taken), unit="ms", aim=AIM)]


def _send(connection: psycopg.Connection[Any], sale: Sale) -> None:
    """Send the statements, fetch what they answer, commit."""
    with connection.cursor() as cursor:
        for sql, values in sale:
            if isinstance(values, list):
                cursor.executemany(sql, values)
            else:
                cursor.execute(sql, values)
                if cursor.description:
                    cursor.fetchall()
    connection.commit()


def _further(sent: Sale, made: Made, count: int) -> Iterator[Sale]:
    """The same sale again and again, each time with ids and numbers of its own; ours take every other number."""
    for n in range(count):
        fresh = {old: str(new_id()) for old in made.ids} | {old: _after(old, 2 * n + 2) for old in made.numbers}
        yield [(sql, _renewed(values, fresh)) for sql, values in sent]


def _made(actor: Actor, sale: Document) -> Made:
    """What a sale wrote."""
    with unit_of_work(actor, read_only=True) as uow:
        found = uow.session.connection().exec_driver_sql(WRITTEN, {"sale": sale.id}).all()
    ids = [str(row.id) for row in found]
    return Made([*ids, str(sale.client_id)], [row.number for row in found if row.number])


def _after(number: str, steps: int) -> str:
    """``S-00004`` three steps after ``S-00001``."""
    prefix, dash, digits = number.rpartition("-")
    return f"{prefix}{dash}{int(digits) + steps:0{len(digits)}d}"


def _renewed(value: Any, fresh: Mapping[str, str]) -> Any:
    match value:
        case dict():
            return {
                key: uuid4().int & (1 << 63) - 1 if key == "key" else _renewed(each, fresh)
                for key, each in value.items()
            }
        case list():
            return [_renewed(each, fresh) for each in value]
        case Jsonb():
            return Jsonb(_renewed(value.obj, fresh))
        case UUID():
            return UUID(fresh.get(str(value), str(value)))
        case str():
            for old, new in fresh.items():
                value = value.replace(old, new)
            return value
    return value


def _check(actor: Actor, first: str) -> None:
    """Both sides did the whole work: as many sales, lines, movements and entries, in one series without a gap."""
    sales = 2 * (WARM + ROUNDS) + 1
    expected = (sales, sales * 3, sales * 3, sales, _after(first, sales - 1))
    with unit_of_work(actor, read_only=True) as uow:
        found = (
            uow.session.connection()
            .exec_driver_sql(
                """select (select count(*) from shop_sale), (select count(*) from shop_sale_line),
                      (select count(*) from shop_stock_movement where kind = 'sale'),
                      (select count(*) from shop_journal_entry where source_type = 'sale'),
                      (select max(number) from shop_sale)"""
            )
            .one()
        )
    if tuple(found) != expected:
        raise RuntimeError(f"the sides did not do the same: {tuple(found)}, not {expected}")


if __name__ == "__main__":
    alone(measure)
