"""``zarrin rates``: pull and import on a real database, from a real server."""

import json
import secrets
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.rates import rates
from services.core.config import settings
from services.platform.tenants import create_tenant
from tests.unit.shop.rate_server import KEY, Board, rate_server


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Iterator[Board]:
    with rate_server() as running:
        url = {"goldapi_url": running.address, "metals_api_url": f"{running.address}/api"}
        changed = settings().model_copy(update={**url, "goldapi_key": KEY, "metals_api_key": KEY})
        monkeypatch.setattr("services.shop.rates.settings.settings", lambda: changed)
        yield running


@pytest.fixture
def shop() -> str:
    """The short name of a shop that keeps its books in dollars."""
    return create_tenant(f"us-{secrets.token_hex(6)}", {"en": "Shop"}, "US").slug


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(rates, arguments)
    return result.exit_code, result.output


def answer(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    code, output = run(*arguments, "--json")
    return code, json.loads(output)


def test_pull_records_then_finds_nothing_new_and_keeps_the_rate_when_it_fails(shop: str, board: Board) -> None:
    code, (said,) = answer("pull", "--shop", shop, "--source", "metals-api")
    assert (code, said["outcome"], Decimal(said["fineness"])) == (0, "recorded", Decimal(1000))
    assert answer("pull", "--shop", shop, "--source", "metals-api")[1][0]["outcome"] == "nothing-new"
    board.status = 503
    code, (failed,) = answer("pull", "--shop", shop, "--source", "goldapi")
    assert (code, failed["outcome"], failed["price_per_gram"]) == (1, "failed", said["price_per_gram"])
    assert "a fault of its own (HTTP 503)" in failed["reason"]


def test_pull_without_a_source_says_so(shop: str) -> None:
    code, output = run("pull", "--shop", shop)
    assert (code, output.split()) == (0, [shop, "by-hand"])


def test_import_adds_a_file_once(shop: str) -> None:
    first = answer("import", "--shop", shop, "--since", "2026-01-01")
    assert first == (0, [{"shop": shop, "added": 6, "known": 0}])
    assert answer("import", "--shop", shop, "--since", "2025-12-01")[1] == [{"shop": shop, "added": 1, "known": 6}]
    code, (said,) = answer("pull", "--shop", shop)
    assert (code, said["price_per_gram"]) == (0, "135.9334")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("pull", "--shop", "nobody"), "There is no shop called nobody"),
        (("import", "/nowhere.csv"), "There is no file /nowhere.csv"),
        (("import", "--exchange", "0"), "An exchange rate must be above zero"),
        (("import", "--exchange", "x"), "x is not a number"),
    ],
)
def test_bad_input_ends_with_two_and_says_why(arguments: tuple[str, ...], sentence: str) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert sentence in output


def test_an_unknown_source_and_a_broken_file_are_named(shop: str, tmp_path: Path) -> None:
    code, output = run("pull", "--shop", shop, "--source", "oracle")
    assert (code, "There is no rate source oracle" in output) == (2, True)
    broken = tmp_path / "broken.csv"
    broken.write_text("Date,Price\nyesterday,cheap\n")
    code, output = run("import", str(broken), "--shop", shop)
    assert (code, "Line 2 of broken.csv" in output) == (2, True)
