"""What happened, told to whom it concerns: the outbox for work that must follow, a signal for open browsers.

Both are written in the transaction of the change. The outbox row is the truth and is delivered at least once, its
handlers told the event's id so that they act once; the signal may be lost, since a page that reconnects reads anew.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from models.platform import Alert, OutboxEvent
from services.core.database import UnitOfWork
from services.core.i18n import Message

CHANNEL = "zarrin_live"
PRESENCE = "presence"
"""The topic of a signal that concerns those alone who look at one record: who edits it is another now."""
Handler = Callable[[UnitOfWork, UUID, dict[str, Any]], None]
"""``(uow, event id, payload)``, called in the worker in a transaction of its own."""

HANDLERS: dict[str, list[Handler]] = defaultdict(list)
_NOTIFY = text("select pg_notify(:channel, message) from unnest(cast(:messages as text[])) as message")


def on(topic: str) -> Callable[[Handler], Handler]:
    """Register what follows an event of this topic."""

    def register(handler: Handler) -> Handler:
        HANDLERS[topic].append(handler)
        return handler

    return register


def emit(uow: UnitOfWork, topic: str, payload: dict[str, Any]) -> OutboxEvent:
    """Write the event with the change, and signal open browsers at the commit."""
    event = event_of(uow, topic, payload)
    uow.session.add(event)
    signal(uow, topic, payload)
    return event


def event_of(uow: UnitOfWork, topic: str, payload: dict[str, Any]) -> OutboxEvent:
    """The event that :func:`emit` writes, for who writes it together with other rows and signals by itself."""
    return OutboxEvent(tenant_id=uow.tenant_id, created_by=uow.actor.user_id, topic=topic, payload=payload)


def signal(uow: UnitOfWork, topic: str, payload: dict[str, Any]) -> None:
    """Tell the web processes, at the commit, that something of this tenant changed. At most about 8 kB."""
    signal_all(uow, topic, [payload])


def signal_all(uow: UnitOfWork, topic: str, payloads: Sequence[dict[str, Any]]) -> None:
    """The same for many at once, in one statement."""
    messages = [json.dumps({"tenant": str(uow.tenant_id), "topic": topic, "payload": one}) for one in payloads]
    if messages:
        uow.session.execute(_NOTIFY, {"channel": CHANNEL, "messages": messages})


def alert(
    uow: UnitOfWork,
    topic: str,
    message: Message,
    *,
    level: str = "warning",
    link: str = "",
    user_id: UUID | None = None,
) -> Alert:
    """Tell people of something they should know: the whole shop, or one person."""
    row = Alert(topic=topic, level=level, message=message.plain(), link=link, user_id=user_id)
    uow.session.add(row)
    signal(uow, "alert", {"topic": topic})
    return row
