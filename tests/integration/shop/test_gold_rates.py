"""The shop's rate: what is believed becomes the rate, what is not leaves the last good one and an alert."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from models.identity import Tenant
from models.platform import Alert, HistoryEntry, Job
from models.shop.gold_rate import GoldRate, RateStatus
from services.admin import commands
from services.core import tasks
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import platform_session, unit_of_work
from services.core.errors import Forbidden, ValidationFailed
from services.core.permissions import Role
from services.core.tasks import load_tasks
from services.shop.metal import Unit
from services.shop.rates.contract import Quote
from services.shop.rates.csv_history import CsvHistory
from services.shop.rates.goldapi import GoldApi
from services.shop.rates.service import ask, current_rate, import_history, pull, record_by_hand, take
from services.shop.resources import gold_rates
from tests.integration.conftest import MakeTenant
from tests.unit.shop.rate_server import KEY, Board, rate_server

D = Decimal


@pytest.fixture
def board() -> Iterator[Board]:
    with rate_server() as running:
        yield running


@pytest.fixture
def emirates(make_tenant: MakeTenant) -> Actor:
    """The system, acting for a shop that keeps its books in dirham."""
    return Actor.for_system(make_tenant("AE"))


def configure(tenant_id: UUID, **rates: Any) -> None:
    with platform_session() as session:
        session.execute(update(Tenant).where(col(Tenant.id) == tenant_id).values(settings={"rates": rates}))


def pull_once(actor: Actor, board: Board, **values: Any) -> GoldRate | None:
    source = GoldApi(**{"key": KEY, "currency": "AED", "address": board.address, "timeout": 5, **values})
    with unit_of_work(actor) as uow:
        return pull(uow, source)


def standing(actor: Actor) -> UUID | None:
    with unit_of_work(actor) as uow:
        rate = current_rate(uow.session)
        return rate.id if rate else None


def alerts(actor: Actor) -> list[Alert]:
    with unit_of_work(actor) as uow:
        return list(uow.session.execute(select(Alert)).scalars())


def test_a_pulled_rate_becomes_the_rate_with_history_and_event(emirates: Actor, board: Board) -> None:
    board.price = 15527.5
    row = pull_once(emirates, board)
    assert row is not None
    assert (row.price_per_gram, row.fineness, row.currency) == (D("499.2207"), D(1000), "AED")
    assert (row.price, row.unit, row.market, row.source) == (D("15527.5"), "ounce", "XAU", "goldapi")
    assert standing(emirates) == row.id
    with unit_of_work(emirates) as uow:
        topics = uow.session.execute(text("select topic from outbox_event")).scalars().all()
        history = uow.session.execute(select(HistoryEntry)).scalars().all()
    assert topics == ["rate.changed"]
    assert [(entry.entity, entry.record_id) for entry in history] == [("shop_gold_rate", row.id)]
    assert alerts(emirates) == []


def test_an_absurd_pull_keeps_the_last_good_rate_and_says_so_once(emirates: Actor, board: Board) -> None:
    board.price, board.quoted_at = 15500.0, datetime.now(UTC) - timedelta(minutes=9)
    good = pull_once(emirates, board)
    assert good is not None
    for minutes, price in ((6, 155000.0), (3, 1550.0)):
        board.price, board.quoted_at = price, datetime.now(UTC) - timedelta(minutes=minutes)
        assert pull_once(emirates, board) is None
        assert pull_once(emirates, board) is None, "the same quote again"
    assert standing(emirates) == good.id
    with unit_of_work(emirates) as uow:
        refused = (
            uow.session.execute(select(GoldRate).where(col(GoldRate.status) == RateStatus.REFUSED)).scalars().all()
        )
    assert [row.reason for row in refused] == [
        "The rate would change by 900.0 %, more than the limit of 10 %",
        "The rate would change by -90.0 %, more than the limit of 10 %",
    ]
    (alert,) = alerts(emirates)
    assert alert.message["params"]["why"]["params"]["change"] == "-90.0"
    board.price, board.quoted_at = 15600.0, datetime.now(UTC)
    assert pull_once(emirates, board) is not None


@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"status": 429}, {"body": b"<html>"}, {"hang": True}, {"body": b'{"error": "Invalid API Key"}'}],
)
def test_a_failed_pull_keeps_the_last_good_rate_and_raises_one_alert(
    emirates: Actor, board: Board, fault: dict[str, Any]
) -> None:
    good = pull_once(emirates, board)
    assert good is not None
    for name, value in fault.items():
        setattr(board, name, value)
    assert pull_once(emirates, board, timeout=0.3) is None
    assert pull_once(emirates, board, timeout=0.3) is None
    assert standing(emirates) == good.id
    assert [alert.topic for alert in alerts(emirates)] == ["rates.pull"]


def test_an_answer_in_another_currency_is_refused(emirates: Actor, board: Board) -> None:
    board.currency = "EUR"
    assert pull_once(emirates, board) is None
    assert standing(emirates) is None
    (alert,) = alerts(emirates)
    assert alert.message["params"]["why"]["params"] == {"asked": "AED", "currency": "EUR"}


def test_a_stale_answer_is_refused(emirates: Actor, board: Board) -> None:
    board.quoted_at = datetime.now(UTC) - timedelta(days=30)
    assert pull_once(emirates, board) is None
    assert standing(emirates) is None


def test_a_dollar_rate_reaches_a_toman_shop_by_its_exchange_rate(tenant: UUID, board: Board) -> None:
    shop = Actor.for_system(tenant)
    assert pull_once(shop, board, currency="USD") is None
    assert alerts(shop)[0].message["params"] == {"currency": "USD", "own": "IRT"}
    configure(tenant, exchange={"USD": "126000"})
    board.price = 3110.34768
    row = pull_once(shop, board, currency="USD")
    assert row is not None
    assert (row.currency, row.price_per_gram) == ("IRT", D(12_600_000))


def test_settings_that_make_no_sense_are_named(tenant: UUID, board: Board) -> None:
    configure(tenant, jump_percent="much")
    with pytest.raises(ValidationFailed) as caught:
        pull_once(Actor.for_system(tenant), board)
    assert "jump_percent" in str(caught.value.message)


def test_a_rate_by_hand_may_follow_a_market_that_really_moved_but_no_slip(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        first = record_by_hand(uow, D(32_486_400), unit=Unit.MESGHAL)
    assert (first.price_per_gram, first.fineness, first.unit) == (D(7_050_000), D(705), "mesghal")
    with unit_of_work(owner) as uow:
        assert record_by_hand(uow, D(9_000_000), D(750)).price_per_gram == D(9_000_000)
    with pytest.raises(ValidationFailed) as caught, unit_of_work(owner) as uow:
        record_by_hand(uow, D(90_000_000), D(750))
    assert "price" in caught.value.fields
    analyst = Actor.of(Role.ANALYST, tenant_id=owner.tenant_id)
    with pytest.raises(Forbidden), unit_of_work(analyst) as uow:
        record_by_hand(uow, D(9_000_000), D(750))


def test_a_rate_typed_into_the_form_is_completed_and_checked(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        row = commands.create(uow, gold_rates, {"price": "۳۲٬۴۸۶٬۴۰۰", "unit": "mesghal", "fineness": "750"})
    assert (row.price_per_gram, row.fineness, row.source, row.currency) == (D(7_050_000), D(705), "by-hand", "IRT")
    assert standing(owner) == row.id
    with pytest.raises(ValidationFailed) as caught, unit_of_work(owner) as uow:
        commands.create(uow, gold_rates, {"price": "75000000", "unit": "gram", "fineness": "750"})
    assert str(caught.value.fields["price"]).startswith("The rate would change by 900.0 %")
    with pytest.raises(ValidationFailed), unit_of_work(owner) as uow:
        commands.create(uow, gold_rates, {"price": "7500000", "unit": "gram", "price_per_gram": "1"})
    clerk = Actor.of(Role.EMPLOYEE, tenant_id=owner.tenant_id)
    with pytest.raises(Forbidden), unit_of_work(clerk) as uow:
        commands.create(uow, gold_rates, {"price": "7500000", "unit": "gram"})


def test_a_typed_rate_is_of_the_moment_it_was_quoted(owner: Actor) -> None:
    rate = {"price": "7050000", "unit": "gram", "fineness": "750"}
    earlier = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
    with unit_of_work(owner) as uow:
        newest = commands.create(uow, gold_rates, rate)
        row = commands.create(uow, gold_rates, rate | {"quoted_at": earlier.isoformat()})
    assert row.quoted_at == earlier
    assert abs(newest.quoted_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert standing(owner) == newest.id
    for wrong in (timedelta(days=-30), timedelta(days=1)):
        sent = rate | {"quoted_at": (earlier + wrong).isoformat()}
        with pytest.raises(ValidationFailed) as caught, unit_of_work(owner) as uow:
            commands.create(uow, gold_rates, sent)
        assert set(caught.value.fields) == {"quoted_at"}


def test_an_older_quote_does_not_replace_what_was_typed_since(emirates: Actor, board: Board) -> None:
    board.quoted_at = datetime.now(UTC) - timedelta(minutes=5)
    with unit_of_work(emirates) as uow:
        typed = record_by_hand(uow, D(135), D(1000))
    assert pull_once(emirates, board) is None
    assert standing(emirates) == typed.id
    assert alerts(emirates) == []


def test_two_pulls_at_once_record_one_rate(emirates: Actor, board: Board) -> None:
    quote = ask(GoldApi(KEY, "AED", board.address))
    assert isinstance(quote, Quote)

    def record(_: int) -> GoldRate | None:
        with unit_of_work(emirates) as uow:
            return take(uow, quote)

    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(record, range(4)))
    assert len([row for row in rows if row]) == 1


def test_a_history_is_imported_once_and_read_at_any_moment(make_tenant: MakeTenant) -> None:
    shop = Actor.for_system(make_tenant("US"))
    quotes = list(CsvHistory().quotes(date(1930, 1, 1)))
    with unit_of_work(shop) as uow:
        assert import_history(uow, quotes).added == len(quotes)
    with unit_of_work(shop) as uow:
        again = import_history(uow, [*quotes, replace(quotes[-1], quoted_at=quotes[-1].quoted_at + timedelta(days=1))])
        assert (again.added, again.known) == (1, len(quotes))
        rate = current_rate(uow.session, datetime(1934, 1, 31, tzinfo=UTC))
        assert rate is not None
        assert rate.quoted_at == datetime(1934, 1, 1, tzinfo=UTC)


def test_a_history_in_dollars_needs_an_exchange_rate_elsewhere(owner: Actor) -> None:
    quotes = list(CsvHistory().quotes(date(2026, 1, 1)))
    with pytest.raises(ValidationFailed), unit_of_work(owner) as uow:
        import_history(uow, quotes)
    with unit_of_work(owner) as uow:
        assert import_history(uow, quotes, {"USD": D(126_000)}).added == len(quotes)
        rate = current_rate(uow.session)
        assert rate is not None
        assert rate.price == quotes[-1].price * 126_000


def test_a_recorded_rate_is_never_changed(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        record_by_hand(uow, D(7_000_000))
    for statement in ("update shop_gold_rate set price_per_gram = 1", "delete from shop_gold_rate"):
        with pytest.raises(DBAPIError), unit_of_work(owner) as uow:
            uow.session.execute(text(statement))


def test_the_periodic_task_pulls_from_the_shops_own_source(
    emirates: Actor, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_tasks()
    assert emirates.tenant_id is not None
    changed = settings().model_copy(update={"goldapi_key": KEY, "goldapi_url": board.address})
    monkeypatch.setattr("services.shop.rates.settings.settings", lambda: changed)

    def run(key: str) -> Job:
        with unit_of_work(emirates) as uow:
            job = tasks.enqueue(uow, "shop.pull-rates", key=key)
        assert tasks.run_job(job.tenant_id, job.id) == "done"
        with unit_of_work(emirates) as uow:
            return uow.session.get_one(Job, (job.tenant_id, job.id))

    run("without a source")
    assert board.seen == []
    configure(emirates.tenant_id, source="goldapi", currency="AED")
    assert run("with one").result["gold_rate_id"] == str(standing(emirates))
    assert "shop.pull-rates" in tasks.PERIODIC
