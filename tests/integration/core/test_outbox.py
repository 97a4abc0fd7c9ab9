"""Events: written with the change, delivered after it, at least once and with one effect."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from models.platform import Alert, OutboxEvent
from services.core import delivery
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.events import HANDLERS, alert, emit, on
from services.core.i18n import Message

TOPIC = "test.happened"


@pytest.fixture
def heard() -> Iterator[list[UUID]]:
    """A handler that leaves an alert for each event, in the delivery's own transaction."""
    seen: list[UUID] = []

    def handler(uow: UnitOfWork, event_id: UUID, payload: dict[str, Any]) -> None:
        seen.append(event_id)
        if payload.get("bad"):
            raise RuntimeError("this one fails")
        alert(uow, TOPIC, Message(str(event_id)))

    on(TOPIC)(handler)
    yield seen
    HANDLERS[TOPIC].clear()


def send(tenant: UUID, *, bad: bool = False, fail: bool = False) -> None:
    with unit_of_work(Actor.for_system(tenant)) as uow:
        emit(uow, TOPIC, {"bad": bad})
        uow.session.flush()
        if fail:
            raise RuntimeError("rolled back")


def effects(tenant: UUID) -> int:
    with unit_of_work(Actor.for_system(tenant)) as uow:
        return len(uow.session.execute(select(Alert).where(col(Alert.topic) == TOPIC)).all())


def test_an_event_has_one_effect_however_many_deliver(tenant: UUID, heard: list[UUID]) -> None:
    for _ in range(5):
        send(tenant)
    with ThreadPoolExecutor(4) as pool:
        delivered = list(pool.map(lambda _: delivery.deliver(tenant), range(4)))
    assert sum(delivered) == 5
    assert effects(tenant) == 5
    assert delivery.deliver(tenant) == 0


def test_what_was_rolled_back_never_happened(tenant: UUID, heard: list[UUID]) -> None:
    with pytest.raises(RuntimeError):
        send(tenant, fail=True)
    assert delivery.deliver(tenant) == 0
    assert heard == []


def test_a_bad_event_holds_no_other_and_is_tried_again(tenant: UUID, heard: list[UUID]) -> None:
    send(tenant, bad=True)
    send(tenant)
    assert delivery.deliver(tenant) == 1
    assert effects(tenant) == 1
    with unit_of_work(Actor.for_system(tenant)) as uow:
        waiting = (
            uow.session.execute(select(OutboxEvent).where(col(OutboxEvent.delivered_at).is_(None))).scalars().all()
        )
        assert [event.attempts for event in waiting] == [1]
    delivery.deliver(tenant)
    assert len(heard) == 3
