"""The log: JSON lines, nothing private, an id for each fault."""

import json
import logging as standard
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import structlog

from services.core import logging


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    conf = SimpleNamespace(data_dir=tmp_path, log_level="info")
    monkeypatch.setattr(logging, "settings", lambda: conf)
    root = standard.getLogger()
    before = root.handlers[:], root.level
    logging.configure("test", console=False)
    yield lambda: [json.loads(line) for line in (tmp_path / "logs" / logging.FILE).read_text().splitlines()]
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = before
    structlog.reset_defaults()


def test_ours_and_the_libraries_come_as_json(lines: Any) -> None:
    logging.log("zarrin.rates").info("rate pulled", source="csv", grams=3)
    standard.getLogger("library").warning("hello %s", "there", extra={"count": 2})
    ours, theirs = lines()
    assert (ours["event"], ours["source"], ours["grams"], ours["level"]) == ("rate pulled", "csv", 3, "info")
    assert (ours["logger"], ours["process"]) == ("zarrin.rates", "test")
    assert (theirs["event"], theirs["count"], theirs["level"]) == ("hello there", 2, "warning")


@pytest.mark.parametrize(
    "values",
    [
        {"password": "hunter2-hunter2"},
        {"headers": {"Cookie": "zarrin_session=hunter2-hunter2"}},
        {"note": "postgresql://zarrin_app:hunter2-hunter2@db/zarrin"},
        {"note": "Authorization: Bearer hunter2-hunter2"},
        {"note": "cookie zarrin_session=hunter2-hunter2; path=/"},
        {"rows": [{"phone": "hunter2-hunter2"}]},
        {"customer": {"email": "hunter2-hunter2"}},
    ],
)
def test_secrets_and_persons_are_left_out(lines: Any, values: dict[str, Any]) -> None:
    logging.log("zarrin").info("something", **values)
    assert "hunter2-hunter2" not in json.dumps(lines())


@pytest.mark.parametrize("text", ["sara@example.com", "+98 912 345 6789", "09123456789"])
def test_persons_in_texts_are_left_out(lines: Any, text: str) -> None:
    logging.log("zarrin").info(f"called {text} twice")
    assert lines()[0]["event"] == f"called {logging.HIDDEN} twice"


def test_a_fault_has_an_id_and_its_trace(lines: Any) -> None:
    try:
        Decimal(1) / Decimal(0)
    except ZeroDivisionError as error:
        number = logging.unexpected(error, path="/pos")
    (line,) = lines()
    assert line["error_id"] == number
    assert "DivisionByZero" in line["exception"]
    assert line["path"] == "/pos"
