"""What the last resort answers, and when it only lets the server know."""

import asyncio

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from app.server.faults import Faults


def get(app: Faults) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop") as client:
            return await client.get("/anything")

    return asyncio.run(ask())


async def fails(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise OSError("the disk under secret/path")


async def fails_midway(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    raise OSError("the disk")


def test_a_fault_nobody_answered_for_is_told_with_its_number_alone(caplog: pytest.LogCaptureFixture) -> None:
    answer = get(Faults(fails))
    assert answer.status_code == 500
    assert "secret" not in answer.text
    logged = next(record for record in caplog.records if hasattr(record, "error_id"))
    english, persian = answer.text.split("\n\n")
    assert english == f"Something went wrong on our side; nothing was changed. Error number {logged.error_id}"
    assert logged.error_id in persian


def test_an_answer_that_has_begun_ends_with_the_fault() -> None:
    with pytest.raises(OSError, match="the disk"):
        get(Faults(fails_midway))
