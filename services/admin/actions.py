"""Something to do with a record besides editing it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.core.database import UnitOfWork
from services.core.i18n import Message
from services.core.permissions import Role

Run = Callable[[UnitOfWork, Any], None]
"""What an action does with one row."""
Guard = Callable[[UnitOfWork, Any], Message | None]
"""``(uow, row)``: the sentence why it can't be done now, or None."""


@dataclass(frozen=True)
class Action:
    """Something to do with a record besides editing it; ``bulk`` also offers it for a selection.

    ``permission`` is what it takes (by default ``{resource}:{name}``), or the role besides the owner's; ``when`` says
    for which rows it is offered, ``guard`` why it can't be done with one that is; ``confirm`` is the question asked
    first, ``reason`` the one that must be answered. ``to`` is the state that a step of a workflow leads to. ``in_row``
    also offers it beside each piece of work in a queue. ``undoable`` says that it changes columns of the record and
    nothing else, so that to put them back is to take it back; by default nobody is offered that.
    """

    name: str
    label: Message
    run: Run
    icon: str = "zap"
    permission: str | Role | None = None
    bulk: bool = False
    when: Callable[[Any], bool] | None = None
    confirm: Message | None = None
    tone: str = "normal"
    guard: Guard | None = None
    reason: Message | None = None
    to: str = ""
    in_row: bool = False
    undoable: bool = False
