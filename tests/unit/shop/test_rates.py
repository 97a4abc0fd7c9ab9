"""Sources of rates against a real server: their documented answers, and every way they fail."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.core.errors import ValidationFailed
from services.shop.metal import MESGHAL_FINENESS, PURE, Unit
from services.shop.rates.by_hand import quote_by_hand
from services.shop.rates.checks import LastGood, Limits, refusal
from services.shop.rates.contract import Fault, Quote, RateSource, SourceFailed
from services.shop.rates.csv_history import CsvHistory
from services.shop.rates.goldapi import GoldApi
from services.shop.rates.metals_api import MetalsApi
from tests.unit.shop.rate_server import KEY, Board, rate_server

D = Decimal
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def board() -> Iterator[Board]:
    with rate_server() as running:
        yield running


def goldapi(board: Board, **values: Any) -> RateSource:
    return GoldApi(**{"key": KEY, "address": board.address, "timeout": 5, **values})


def metals_api(board: Board, **values: Any) -> RateSource:
    return MetalsApi(**{"key": KEY, "address": f"{board.address}/api", "timeout": 5, **values})


BOTH = pytest.mark.parametrize("source", [goldapi, metals_api])


def test_goldapi_quotes_a_fine_ounce(board: Board) -> None:
    board.price = 4228.75
    quote = goldapi(board, currency="AED").fetch()
    assert (quote.price, quote.currency, quote.unit, quote.fineness) == (D("4228.75"), "AED", Unit.OUNCE, PURE)
    assert abs(quote.quoted_at - board.quoted_at) < timedelta(seconds=1)
    assert board.seen == ["/api/XAU/AED"]
    assert quote.per_gram() == D("4228.75") / D("31.1034768")


def test_metals_api_quotes_ounces_per_dollar(board: Board) -> None:
    quote = metals_api(board).fetch()
    assert (quote.price.quantize(D("0.01")), quote.currency) == (D(4228), "USD")
    assert board.seen == ["/api/latest"]


@BOTH
def test_a_wrong_key_is_refused(board: Board, source: Any) -> None:
    with pytest.raises(SourceFailed) as caught:
        source(board, key="wrong").fetch()
    assert caught.value.fault is Fault.REFUSED


@BOTH
@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, Fault.REFUSED),
        (403, Fault.REFUSED),
        (429, Fault.TOO_MANY),
        (500, Fault.SERVER),
        (503, Fault.SERVER),
        (404, Fault.MALFORMED),
        (302, Fault.MALFORMED),
    ],
)
def test_a_status_names_its_fault(board: Board, source: Any, status: int, fault: Fault) -> None:
    board.status, board.headers = status, {"Location": "http://127.0.0.1:9/"}
    with pytest.raises(SourceFailed) as caught:
        source(board).fetch()
    assert caught.value.fault is fault
    assert str(status) in str(caught.value.message)


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>down for maintenance</html>",
        b"[]",
        b"null",
        b"{}",
        b'{"success": true, "metal": "XAU"}',
        b'{"price": NaN, "metal": "XAU"}',
        b'{"success": true, "rates": [], "base": "USD", "timestamp": 1}',
        b'{"success": true, "rates": {"XAU": "0.0005"}, "base": "USD", "timestamp": 1763700000}',
        b'{"success": true, "rates": {"XAU": 0}, "base": "USD", "timestamp": 1763700000}',
        b'{"success": true, "rates": {"XAU": 1e-400}, "base": "USD", "timestamp": 1763700000}',
        b'{"success": true, "rates": {"XAU": 0.0005}, "base": "USD", "timestamp": 1763700000, "unit": "per gram"}',
        b'{"metal": "XAU", "currency": "USD", "price": "4000", "timestamp": 1763700000}',
        b'{"metal": "XAU", "currency": "USD", "price": true, "timestamp": 1763700000}',
        b'{"metal": "XAU", "currency": "USD", "price": -4000, "timestamp": 1763700000}',
        b'{"metal": "XAU", "currency": "USD", "price": 1e999999999999999999999, "timestamp": 1763700000}',
        b'{"metal": "XAU", "currency": "USD", "price": 4000, "timestamp": 9e14}',
        b'{"metal": "XAU", "currency": 7, "price": 4000, "timestamp": 1763700000}',
        b'{"metal": "XAG", "currency": "USD", "price": 50, "timestamp": 1763700000}',
        b"[" * 60_000,
        b" " * 70_000,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_not_a_rate_is_not_taken(board: Board, source: Any, body: bytes) -> None:
    board.body = body
    with pytest.raises(SourceFailed) as caught:
        source(board).fetch()
    assert caught.value.fault in {Fault.MALFORMED, Fault.SERVER}


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ("Invalid API Key", Fault.REFUSED),
        ("Monthly quota exceeded", Fault.TOO_MANY),
        ("No data available for this date or pair.", Fault.SERVER),
    ],
)
def test_goldapi_may_say_error_with_status_200(board: Board, error: str, fault: Fault) -> None:
    board.body = json.dumps({"error": error}).encode()
    with pytest.raises(SourceFailed) as caught:
        goldapi(board).fetch()
    assert caught.value.fault is fault


@pytest.mark.parametrize(
    ("code", "fault"), [(101, Fault.REFUSED), (104, Fault.TOO_MANY), (201, Fault.SERVER), (None, Fault.SERVER)]
)
def test_metals_api_says_what_failed_in_its_error(board: Board, code: int | None, fault: Fault) -> None:
    board.body = json.dumps({"success": False, "error": {"code": code, "info": "…"}}).encode()
    with pytest.raises(SourceFailed) as caught:
        metals_api(board).fetch()
    assert caught.value.fault is fault


@BOTH
def test_no_answer_in_time(board: Board, source: Any) -> None:
    board.hang = True
    with pytest.raises(SourceFailed) as caught:
        source(board, timeout=0.2).fetch()
    assert caught.value.fault is Fault.TIMEOUT


@BOTH
def test_nobody_there(source: Any) -> None:
    with rate_server() as gone:
        pass
    with pytest.raises(SourceFailed) as caught:
        source(gone).fetch()
    assert caught.value.fault is Fault.UNREACHABLE
    with pytest.raises(SourceFailed):
        source(gone, address="http://[").fetch()


@BOTH
def test_the_key_is_in_no_sentence_and_no_log(board: Board, source: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    board.status = 500
    with pytest.raises(SourceFailed) as caught:
        source(board).fetch()
    assert KEY not in str(caught.value.problem())
    assert not [record for record in caplog.records if record.name == "httpx" and KEY in record.getMessage()]


def test_the_shipped_history_is_whole() -> None:
    quotes = list(CsvHistory().quotes())
    assert (len(quotes), quotes[0].price, quotes[-1].price) == (2322, D("18.930"), D("4228.000"))
    assert quotes[0].quoted_at.date() == date(1833, 1, 1)
    newest = CsvHistory().fetch()
    assert newest.quoted_at <= datetime.now(UTC)
    assert len(list(CsvHistory().quotes(date(2026, 1, 1)))) == 6


@pytest.mark.parametrize("line", ["2026-13-01,5", "2026-01-01,x", "2026-01-01,-5", "2026-01-01", "2026-01-01,NaN", "x"])
def test_a_history_names_the_line_it_cant_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "history.csv"
    path.write_text(f"Date,Price\n2026-01-01,2650.5\n{line}\n")
    with pytest.raises(ValidationFailed) as caught:
        list(CsvHistory(path).quotes())
    assert str(caught.value.message).startswith("Line 3 of history.csv is not a date and a price")
    with pytest.raises(SourceFailed):
        CsvHistory(path).fetch()


def test_a_history_that_is_missing_or_still_to_come_gives_no_quote(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed):
        CsvHistory(tmp_path / "nothing.csv").fetch()
    path = tmp_path / "future.csv"
    path.write_text("Date,Price\n2999-01-01,2650.5\n")
    with pytest.raises(SourceFailed):
        CsvHistory(path).fetch()


def test_a_rate_by_hand_knows_how_its_unit_is_quoted() -> None:
    mazaneh = quote_by_hand(D(32486400), "IRT", unit=Unit.MESGHAL)
    assert (mazaneh.fineness, mazaneh.per_gram()) == (MESGHAL_FINENESS, D(7050000))
    assert quote_by_hand(D(7), "IRT").fineness == D(750)
    assert quote_by_hand(D(4000), "USD", unit=Unit.OUNCE).fineness == PURE
    for price, fineness in ((D(0), None), (D("NaN"), None), (D("1e15"), None), (D(1), D(0)), (D(1), D(1001))):
        with pytest.raises(ValidationFailed):
            quote_by_hand(price, "USD", fineness=fineness)


def quote(price: str, *, age: timedelta = timedelta(), currency: str = "USD") -> Quote:
    return Quote("goldapi", "XAU", D(price), currency, NOW - age)


@pytest.mark.parametrize(
    ("candidate", "sentence"),
    [
        (quote("3110.34768"), None),
        (quote("3421.38"), None),
        (quote("2799.32"), None),
        (quote("3422"), "The rate would change by 10.0 %, more than the limit of 10 %"),
        (quote("2700"), "The rate would change by -13.2 %, more than the limit of 10 %"),
        (quote("310000000"), "The rate would change by 9966631.4 %, more than the limit of 10 %"),
        (quote("0"), "A rate must be above zero, of at most 15 digits"),
        (quote("NaN"), "A rate must be above zero, of at most 15 digits"),
        (quote("3110", currency="EUR"), "Asked for USD, the source answered in EUR"),
        (quote("3110", age=timedelta(days=5)), "The rate is of 2026-11-15 12:00 UTC, too long ago"),
        (quote("3110", age=-timedelta(hours=1)), "The rate is of 2026-11-20 13:00 UTC, which is still to come"),
    ],
)
def test_what_no_market_does_is_not_believed(candidate: Quote, sentence: str | None) -> None:
    reason = refusal(candidate, "USD", LastGood(D(75), D(750)), Limits(), NOW)
    assert (str(reason) if reason else None) == sentence


def test_a_first_rate_has_nothing_to_jump_from_and_a_history_may_be_old() -> None:
    assert refusal(quote("5"), "USD", None, Limits(), NOW) is None
    assert refusal(quote("5", age=timedelta(days=9999)), "USD", None, Limits(max_age=None), NOW) is None
