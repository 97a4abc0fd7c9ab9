"""The course of a record: its states, the steps between them, who may take one, what stands in its way, what follows.

A step becomes an :class:`~services.admin.actions.Action`, so that a record's buttons, a board, a selection of many and
history treat it like any other. The field that holds the state is written by steps alone.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from services.admin.actions import Action, Guard, Run
from services.core.database import UnitOfWork
from services.core.events import emit
from services.core.i18n import Message
from services.core.permissions import Role

if TYPE_CHECKING:
    from services.admin.inference import Bound
    from services.admin.resource import Resource
    from services.core.actor import Actor

PATH = re.compile(r"^\s*(\w+(?:\s*,\s*\w+)*)\s*->\s*(\w+)\s*$")
"""``draft, on_hold -> active``: from which states, to which one."""


@dataclass(frozen=True)
class Step:
    """One way on. ``path`` is ``"draft, on_hold -> active"``.

    ``who`` is the permission it takes (by default ``{resource}:{step}``), or the role besides the owner's.
    ``guard(uow, row)`` answers the sentence why not, or None. ``effect(uow, row)`` runs in the same unit of work, after
    the state is set; ``emits`` is a topic for the outbox, delivered after the commit with ``{"entity", "id", "from",
    "to"}``. ``reason`` is the question that must be answered, and is kept in history; ``confirm`` is only asked.
    """

    path: str
    label: Message | None = None
    icon: str = "arrow-right"
    tone: str = "normal"
    who: str | Role | None = None
    guard: Guard | None = None
    effect: Run | None = None
    emits: str | None = None
    reason: Message | None = None
    confirm: Message | None = None

    @property
    def ends(self) -> tuple[tuple[str, ...], str]:
        """The states it leaves from, and the one it leads to; empty where the path can't be read (ADM056)."""
        found = PATH.match(self.path)
        if found is None:
            return (), ""
        return tuple(one.strip() for one in found[1].split(",")), found[2]


class Workflow:
    """The steps of a state field, each by its name.

    ::

        Workflow("status", issue="draft -> active", claim=Step("active -> claimed", reason=_("What happened?")),
                 who={"claim": Role.MANAGER})

    ``initial`` is the state of a new record: by default the model's own default, else where the first step leaves from.
    """

    def __init__(
        self,
        field: str,
        *,
        initial: str | None = None,
        who: Mapping[str, str | Role] | None = None,
        **steps: str | Step,
    ) -> None:
        self.field, self.initial, self.who = field, initial, dict(who or {})
        self.steps = {name: Step(step) if isinstance(step, str) else step for name, step in steps.items()}

    def first(self, bound: "Bound") -> Any:
        """The state of a new record, as the column has it."""
        own = None if callable(bound.default) else bound.default
        sources, _to = next(iter(self.steps.values())).ends
        return self.initial or own or next(iter(sources), None)

    def actions(self, bound: "Bound") -> tuple[Action, ...]:
        """The steps as actions."""
        return tuple(self._action(name, step, bound) for name, step in self.steps.items())

    def _action(self, name: str, step: Step, bound: "Bound") -> Action:
        sources, target = step.ends
        return Action(
            name,
            step.label or Message(name[:1].upper() + name[1:].replace("_", " ")),
            self._run(step, typed(bound, target)),
            icon=step.icon,
            permission=step.who or self.who.get(name),
            bulk=True,
            when=self._leaves(sources),
            confirm=step.confirm,
            tone=step.tone,
            guard=step.guard,
            reason=step.reason,
            to=target,
        )

    def _leaves(self, sources: tuple[str, ...]) -> Callable[[Any], bool]:
        return lambda row: stated(getattr(row, self.field)) in sources

    def _run(self, step: Step, target: Any) -> Run:
        def run(uow: UnitOfWork, row: Any) -> None:
            before = stated(getattr(row, self.field))
            setattr(row, self.field, target)
            if step.effect:
                step.effect(uow, row)
            if step.emits:
                moved = {"entity": str(row.__tablename__), "id": str(row.id), "from": before, "to": stated(target)}
                emit(uow, step.emits, moved)

        return run


def stated(value: Any) -> str:
    """A state as it is stored and named."""
    return str(value.value) if isinstance(value, Enum) else str(value)


def typed(bound: "Bound", state: str) -> Any:
    """A state as the model has it."""
    known = issubclass(bound.python, Enum) and bound.choice(state) is not None
    return bound.python(state) if known else state


def moves(resource: "Resource", actor: "Actor", row: Any) -> list[tuple[str, str]]:
    """The steps this actor may take with a record now, each with the state it leads to."""
    from services.admin.policy import can_act  # noqa: PLC0415 - the policy knows resources, which know workflows

    return [(one.name, one.to) for one in resource.acts if one.to and can_act(resource, actor, one, row)]
