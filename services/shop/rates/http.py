"""Fetching JSON from a source: bounded in time and size, numbers kept as decimals, every fault named."""

import json
import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import httpx

from services.shop.rates.contract import MOST, Fault, SourceFailed

TIMEOUT = 10.0
"""Seconds for a whole answer."""
MOST_BYTES = 64 * 1024
_LEAST = Decimal("1e-15")

# its lines carry the address, and with some sources the access key in it
logging.getLogger("httpx").setLevel(logging.WARNING)


def get_json(
    url: str, *, headers: Mapping[str, str] | None = None, query: Mapping[str, str] | None = None, timeout: float
) -> dict[str, Any]:
    """The JSON object at an address; raises :class:`SourceFailed` for whatever else happens."""
    try:
        status, body = _get(url, dict(headers or {}), dict(query or {}), timeout)
    except httpx.TimeoutException as error:
        raise SourceFailed(Fault.TIMEOUT) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceFailed(Fault.UNREACHABLE) from error
    _check_status(status)
    try:
        data = json.loads(body, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse)
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise SourceFailed(Fault.MALFORMED) from error
    if not isinstance(data, dict):
        raise SourceFailed(Fault.MALFORMED)
    return data


def _get(url: str, headers: dict[str, str], query: dict[str, str], timeout: float) -> tuple[int, bytes]:
    deadline, body = time.monotonic() + timeout, b""
    with (
        httpx.Client(timeout=timeout, follow_redirects=False) as client,
        client.stream("GET", url, headers=headers, params=query) as answer,
    ):
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise SourceFailed(Fault.MALFORMED)
            if time.monotonic() > deadline:
                raise SourceFailed(Fault.TIMEOUT)
        return answer.status_code, body


def _check_status(status: int) -> None:
    if status == httpx.codes.OK:
        return
    known = {401: Fault.REFUSED, 403: Fault.REFUSED, 429: Fault.TOO_MANY}
    fault = known.get(status) or (Fault.SERVER if status >= httpx.codes.INTERNAL_SERVER_ERROR else Fault.MALFORMED)
    raise SourceFailed(fault, f"HTTP {status}")


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def number(data: Mapping[str, Any], name: str) -> Decimal:
    """A number of an answer: positive, and within fifteen digits on either side of the point."""
    value = data.get(name)
    if not isinstance(value, Decimal) or not _LEAST < value < MOST:
        raise SourceFailed(Fault.MALFORMED, name)
    return value


def moment(data: Mapping[str, Any], name: str) -> datetime:
    """An instant of an answer, given in seconds since 1970, or in milliseconds as some sources do."""
    seconds = number(data, name)
    try:
        return datetime.fromtimestamp(int(seconds if seconds < 10**11 else seconds / 1000), UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise SourceFailed(Fault.MALFORMED, name) from error


def word(data: Mapping[str, Any], name: str) -> str:
    """A text of an answer."""
    value = data.get(name)
    if not isinstance(value, str):
        raise SourceFailed(Fault.MALFORMED, name)
    return value
