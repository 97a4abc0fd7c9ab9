"""What is up, what is not, and why; the address and the accounts of the example shops."""

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from app.server import instance
from app.server.prepare import accounts
from services.core import health
from services.core.config import settings
from services.core.health import Part


@dataclass(frozen=True)
class Report:
    """The doctor's answer."""

    address: str
    accounts: list[dict[str, Any]]
    parts: dict[str, Part]

    @property
    def healthy(self) -> bool:
        """Whether every part is up."""
        return all(part.up for part in self.parts.values())

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "address": self.address,
            "accounts": self.accounts,
            "parts": {name: part.plain() for name, part in self.parts.items()},
        }


def examine() -> Report:
    """Look at every part."""
    found = health.parts()
    running = instance.running()
    address = running["address"] if running else settings().address
    servers = {name: found.pop(name) for name in ("database", "redis")}
    return Report(address, accounts(), {**servers, "web": web(), **found})


def web() -> Part:
    """Whether the web process answers on its port."""
    status, text = ask("/health/live")
    return Part(True, "answers") if status == http.client.OK else Part(False, text)


def ask(path: str, seconds: float = 5) -> tuple[int, str]:
    """Status and text of one of our own addresses, asked on the loopback; 0 when nobody answers."""
    found = instance.running()
    base = found["local"] if found else instance.local()
    try:
        with urllib.request.urlopen(base + path, timeout=seconds) as answer:  # noqa: S310 - our own
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        return 0, f"nobody answers at {base} ({getattr(reason, 'strerror', None) or reason})"
