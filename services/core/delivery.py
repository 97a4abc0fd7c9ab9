"""Delivering the outbox: each waiting event to its handlers, in a transaction with the mark that it was delivered."""

from uuid import UUID

from sqlmodel import col, select

from models.base import now
from models.platform import OutboxEvent
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.events import HANDLERS
from services.core.logging import log

AT_ONCE = 200
ATTEMPTS = 20
"""After so many failures an event is left for people to look at."""


def deliver(tenant_id: UUID) -> int:
    """Deliver what waits; answers how many. Two at once share the work: a row in hand is skipped by the other."""
    delivered = 0
    for event_id in _waiting(tenant_id):
        try:
            delivered += _deliver_one(tenant_id, event_id)
        except Exception:  # noqa: BLE001 - one bad event must not hold the others
            log(__name__).exception("an event could not be delivered", event_id=str(event_id))
            with unit_of_work(Actor.for_system(tenant_id)) as uow:
                uow.session.get_one(OutboxEvent, (tenant_id, event_id)).attempts += 1
    return delivered


def _waiting(tenant_id: UUID) -> list[UUID]:
    with unit_of_work(Actor.for_system(tenant_id), read_only=True) as uow:
        waiting = col(OutboxEvent.delivered_at).is_(None) & (col(OutboxEvent.attempts) < ATTEMPTS)
        statement = select(OutboxEvent.id).where(waiting).order_by(col(OutboxEvent.created_at)).limit(AT_ONCE)
        return list(uow.session.execute(statement).scalars())


def _deliver_one(tenant_id: UUID, event_id: UUID) -> int:
    with unit_of_work(Actor.for_system(tenant_id)) as uow:
        statement = select(OutboxEvent).where(col(OutboxEvent.id) == event_id, col(OutboxEvent.delivered_at).is_(None))
        event = uow.session.execute(statement.with_for_update(skip_locked=True)).scalar_one_or_none()
        if event is None:
            return 0
        for handler in HANDLERS[event.topic]:
            handler(uow, event.id, event.payload)
        event.delivered_at = now()
    return 1
