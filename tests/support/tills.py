"""Tills that sell over HTTP and never give up: each sale is sent under its own id until it is answered."""

import random
import threading
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

HEADERS = {"X-Requested-With": "zarrin"}
IMPATIENT = 0.02
"""Seconds after which a clerk presses again: the first request may still be under way."""


@dataclass
class Tally:
    """What the tills were told: ``sold`` maps the id of a sale to its answer and to what was sent."""

    sold: dict[str, tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    news: threading.Condition = field(default_factory=threading.Condition)

    def add(self, key: str, answer: dict[str, Any], sent: dict[str, Any]) -> None:
        """A sale was answered."""
        with self.news:
            self.sold[key] = (answer, sent)
            self.news.notify_all()

    def wait_for(self, more: int, seconds: float = 120) -> bool:
        """Wait until so many more sales have been answered."""
        with self.news:
            wanted = len(self.sold) + more
            return self.news.wait_for(lambda: len(self.sold) >= wanted or bool(self.faults), seconds)


class Till(threading.Thread):
    """One clerk at one till, selling the same items at random until told to stop."""

    def __init__(self, address: str, token: str, branch_id: str, items: list[str], tally: Tally) -> None:
        super().__init__(name="till", daemon=True)
        self.branch_id, self.items, self.tally = branch_id, items, tally
        self.random = random.Random(token)
        self.http = httpx.Client(base_url=address, headers=HEADERS, cookies={"zarrin_session": token}, timeout=30)

    def run(self) -> None:
        """Sell; the sale in hand is finished before the till closes."""
        try:
            with self.http:
                while not self.tally.stop.is_set():
                    self._sell()
        except Exception as error:  # noqa: BLE001 - the test reads it
            self.tally.faults.append(repr(error))

    def _sell(self) -> None:
        chosen = self.random.sample(self.items, self.random.randint(1, 3))
        cart = {"branch_id": self.branch_id, "lines": [{"item_id": item, "quantity": 1} for item in chosen]}
        total = self._until_answered("quote", cart).json()["totals"]["total"]
        cash = total.partition(".")[0][:-1]  # the first digits in cash, the rest by card
        sent = {**cart, "expected_total": total, "payments": self._payments(total, cash)}
        key = str(uuid4())
        if self.random.random() < 0.3:
            self._press_and_leave(sent, key)
        answer = self._until_answered("sales", sent, key).json()
        if self.random.random() < 0.3:
            again = self._until_answered("sales", sent, key)
            if (again.status_code, again.json()["id"]) != (200, answer["id"]):
                self.tally.faults.append(f"sent again it was another sale: {again.text}")
        self.tally.add(key, answer, sent)

    def _payments(self, total: str, cash: str) -> list[dict[str, str]]:
        if not cash or self.random.random() < 0.5:
            return [{"method": "cash", "amount": total}]
        whole, _point, part = total.partition(".")
        card = str(int(whole) - int(cash)) + (f".{part}" if part else "")
        return [{"method": "cash", "amount": cash}, {"method": "card", "amount": card}]

    def _press_and_leave(self, sent: dict[str, Any], key: str) -> None:
        try:
            self._post("sales", sent, key, timeout=IMPATIENT)
        except httpx.TransportError:
            return

    def _until_answered(self, path: str, body: dict[str, Any], key: str = "") -> httpx.Response:
        while True:
            try:
                answer = self._post(path, body, key)
            except httpx.TransportError:
                threading.Event().wait(self.random.uniform(0.02, 0.1))
                continue
            if answer.status_code not in (200, 201):
                raise AssertionError(f"{answer.status_code} {answer.text}")
            return answer

    def _post(self, path: str, body: dict[str, Any], key: str = "", timeout: float = 30) -> httpx.Response:
        keyed = {"Idempotency-Key": key} if key else {}
        return self.http.post(f"/api/pos/{path}", json=body, headers=keyed, timeout=timeout)
