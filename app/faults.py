"""Faults of ours in an event or a request: logged whole under an id; people see a sentence with the id, never more."""

from typing import Any

from reflex.event import EventSpec

from services.core import logging
from services.core.errors import AppError
from services.core.i18n import Message, _


def logged(error: Exception) -> tuple[str, Message]:
    """Write the fault down; gives its id and what people are told."""
    error_id = logging.unexpected(error)
    return error_id, said(error_id)


def said(error_id: str) -> Message:
    """What people are told of a fault."""
    return _("Something went wrong on our side; nothing was changed. Error number {id}", id=error_id)


def report(exception: Exception) -> EventSpec:
    """Reflex's hook for whatever a handler lets through: a refusal is told, anything else is a fault of ours.

    The parameter's name is part of the hook.
    """
    from app.states.session import SessionState  # noqa: PLC0415 - it imports the guard, and the guard this

    session: Any = SessionState
    if isinstance(exception, AppError):
        shown: EventSpec = session.refusal(exception.message.plain())
    else:
        shown = session.fault(logged(exception)[0])
    return shown
