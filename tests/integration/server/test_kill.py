"""``kill -9`` of web or worker at random moments while four tills sell: every sale is there once, and whole.

``ZARRIN_KILLS`` says how often it strikes; 8 times unless told otherwise, 200 before a release.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from services.core import processes
from services.core.celery_app import celery
from services.core.config import ROOT
from services.core.database import unit_of_work
from services.core.permissions import Role
from services.platform.sessions import sign_in
from services.platform.users import create_user
from tests.integration.shop_factory import PASSWORD, Shop, make_shop
from tests.support.installation import free_port
from tests.support.tills import Tally, Till

KILLS = int(os.environ.get("ZARRIN_KILLS", "8"))
TILLS = 4
PIECES = 1_000_000
"""Of each item: enough that none is sold out."""


@dataclass
class Victim:
    """A process that is struck and started again."""

    arguments: list[str]
    log: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def begin(self) -> None:
        environment = {**os.environ, "ZARRIN_WORKER_CONCURRENCY": "1"}
        self.process = processes.spawn([sys.executable, *self.arguments], log=self.log, env=environment, cwd=ROOT)

    def strike(self) -> None:
        """Kill it and all its children, as the kernel does when memory runs out."""
        assert self.process.poll() is None, processes.tail(self.log)
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def tally(shop: Shop, servers: Path) -> Iterator[Tally]:
    """What the tills sold while web and worker were struck."""
    items = [str(shop.item(f"K-{n}", quantity=PIECES, weight=f"{n + 2}.345").id) for n in range(6)]
    port, tally = free_port(), Tally()
    web = Victim(["-m", "tests.support.till_server", str(port)], servers / "logs" / "kill-web.log")
    worker = Victim(["-m", "app.cli", "worker"], servers / "logs" / "kill-worker.log")
    tills = [Till(f"http://127.0.0.1:{port}", token(shop, n), str(shop.branch_id), items, tally) for n in range(TILLS)]
    try:
        web.begin()
        worker.begin()
        for till in tills:
            till.start()
        strike_often(shop, web, worker, tally)
        tally.stop.set()
        for till in tills:
            till.join(120)
        assert not any(till.is_alive() for till in tills)
        wait_until(lambda: swept(shop))
        yield tally
    finally:
        tally.stop.set()
        for victim in (web, worker):
            processes.end(victim.process)


def token(shop: Shop, n: int) -> str:
    name = f"till-{n}-{shop.tenant_id.hex[:12]}"
    create_user(shop.tenant_id, name, PASSWORD, Role.EMPLOYEE, name={"en": name}, branch_id=shop.branch_id)
    return sign_in(name, PASSWORD).token


def strike_often(shop: Shop, web: Victim, worker: Victim, tally: Tally) -> None:
    """Strike the web while sales are under way, and the worker in the midst of delivering."""
    chance = random.Random(KILLS)
    for n in range(KILLS):
        if n % 4 == 3:
            before = delivered(shop)
            ring()
            wait_until(lambda before=before: delivered(shop) > before)  # type: ignore[misc]
            victim = worker
        else:
            assert tally.wait_for(chance.randint(1, 8)), processes.tail(web.log)
            victim = web
        assert not tally.faults, tally.faults
        time.sleep(chance.uniform(0, 0.1))
        victim.strike()
        victim.begin()
    assert tally.wait_for(4)


def ring() -> None:
    """What the beat does every few seconds."""
    celery.send_task("zarrin.sweep")


def swept(shop: Shop) -> bool:
    ring()
    return bool(scalar(shop, "select count(*) from outbox_event where delivered_at is null") == 0)


def delivered(shop: Shop) -> int:
    return int(scalar(shop, "select count(*) from outbox_event where delivered_at is not null"))


def wait_until(holds: Callable[[], bool], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def rows(shop: Shop, statement: str) -> list[Any]:
    with unit_of_work(shop.owner, read_only=True) as uow:
        return list(uow.session.execute(text(statement)))


def scalar(shop: Shop, statement: str) -> Any:
    return rows(shop, statement)[0][0]


def test_each_sale_was_made_once(shop: Shop, tally: Tally) -> None:
    assert tally.faults == []
    found = {
        str(key): (str(sale), number) for key, sale, number in rows(shop, "select client_id, id, number from shop_sale")
    }
    assert found == {key: (answer["id"], answer["number"]) for key, (answer, _sent) in tally.sold.items()}
    assert len(found) >= KILLS


def test_no_sale_is_half_written(shop: Shop, tally: Tally) -> None:
    """Lines, payments, movements, entry, history and event of each."""
    made = rows(
        shop,
        """select s.client_id,
                  (select count(*) from shop_sale_line where sale_id = s.id) as lines,
                  (select sum(total) from shop_sale_line where sale_id = s.id) = s.total as lines_agree,
                  (select count(*) from shop_payment where sale_id = s.id) as payments,
                  (select sum(amount) from shop_payment where sale_id = s.id) = s.total as paid,
                  (select count(*) from shop_stock_movement where document_id = s.id) as movements,
                  (select sum(fine_grams) from shop_stock_movement where document_id = s.id) = -s.fine_grams as moved,
                  (select count(*) from shop_journal_entry where source_id = s.id) as entries,
                  (select count(*) from history_entry where entity = 'shop_sale' and record_id = s.id) as history,
                  (select count(*) from outbox_event where payload->>'id' = s.id::text) as events
           from shop_sale s""",
    )
    assert len(made) == len(tally.sold)
    for sale in made:
        _answer, sent = tally.sold[str(sale.client_id)]
        assert (sale.lines, sale.movements, sale.payments) == (len(sent["lines"]),) * 2 + (len(sent["payments"]),)
        assert (sale.lines_agree, sale.paid, sale.moved) == (True, True, True)
        assert (sale.entries, sale.history, sale.events) == (1, 1, 1)


@pytest.mark.parametrize(("series", "table"), [("sale", "shop_sale"), ("journal", "shop_journal_entry")])
def test_numbers_have_no_gap(shop: Shop, tally: Tally, series: str, table: str) -> None:
    assert tally.sold
    statement = "select prefix, next_number, padding from shop_number_series where name = "
    [(prefix, following, padding)] = rows(shop, f"{statement}'{series}'")
    used = Counter(number for (number,) in rows(shop, f"select number from {table}"))
    assert used == Counter(f"{prefix}{n:0{padding}d}" for n in range(1, following))


def test_the_books_balance(shop: Shop, tally: Tally) -> None:
    assert tally.sold
    off = "select entry_id, commodity from shop_journal_line group by 1, 2 having sum(amount) <> 0"
    assert rows(shop, off) == []
    assert scalar(shop, "select count(*) from shop_journal_entry e where not exists "
                        "(select from shop_journal_line where entry_id = e.id)") == 0  # fmt: skip


def test_the_stock_is_the_sum_of_its_movements(shop: Shop, tally: Tally) -> None:
    assert tally.sold
    levels = "select item_id, quantity, grams, fine_grams, cost from shop_stock_level order by item_id"
    sums = """select item_id, sum(quantity), sum(grams), sum(fine_grams), sum(cost) from shop_stock_movement
              group by item_id order by item_id"""
    assert rows(shop, levels) == rows(shop, sums)
    ledger = """select sum(amount) filter (where commodity = 'XAU'), sum(amount) filter (where commodity <> 'XAU')
                from shop_journal_line l join shop_account a on a.id = l.account_id where a.role = 'inventory'"""
    assert rows(shop, ledger) == rows(shop, "select sum(fine_grams), sum(cost) from shop_stock_level")


def test_every_event_was_delivered(shop: Shop, tally: Tally) -> None:
    done = rows(
        shop, "select payload->>'id' from outbox_event where topic = 'sale.finished' and delivered_at is not null"
    )
    assert Counter(sale for (sale,) in done) == Counter(answer["id"] for answer, _sent in tally.sold.values())
