"""Every event handler is an endpoint: each of ours says who may call it; a state shows only what its pages draw."""

import re
import typing
from collections.abc import Callable
from typing import Any

import pytest
import reflex as rx
from reflex.state import BaseState
from reflex_base.registry import RegistrationContext

import app.main
from app.guard import FRAMEWORK, MARK, SIGNED_IN, _check
from services.core.actor import Actor
from services.core.config import ROOT
from services.core.errors import Forbidden
from services.core.permissions import GRANTS, Permission, Role, Verb

assert app.main.app
CONTEXT = RegistrationContext.get()
STATES = sorted(
    (state for state in CONTEXT.base_states.values() if state.__module__.startswith("app.")),
    key=lambda state: state.__name__,
)
HANDLERS = {name: one.handler.fn for name, one in sorted(CONTEXT.event_handlers.items())}
BY_REPORT = frozenset({"SessionState.fault", "SessionState.refusal"})
"""What :func:`app.faults.report` calls, which must not import the session at its own import."""
OURS = {name: handler for name, handler in HANDLERS.items() if handler.__module__.startswith("app.")}


def test_there_is_something_to_test() -> None:
    assert {"ListState", "FormState", "RecordState", "SessionState"} <= {state.__name__ for state in STATES}
    assert len(OURS) > 20


@pytest.mark.parametrize("name", OURS)
def test_a_handler_of_ours_says_who_may_call_it(name: str) -> None:
    mark = getattr(OURS[name], MARK, None)
    assert mark is not None, f"{name} is a public method of a state, and so an endpoint: mark it, or begin it with _"
    resource, _colon, verb = mark.partition(":")
    known = mark == SIGNED_IN or mark in set(Permission) or (resource and verb in set(Verb))
    assert known, f"{mark} is no permission"


@pytest.mark.parametrize("name", OURS)
def test_what_a_handler_takes_has_types(name: str) -> None:
    hints = typing.get_type_hints(OURS[name])
    code = OURS[name].__code__
    taken = code.co_varnames[1 : code.co_argcount]
    assert all(argument in hints for argument in taken)


def test_every_handler_of_ours_is_called_by_something() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "app").rglob("*.py")))
    names = {".".join(handler.__qualname__.rsplit(".", 2)[-2:]) for handler in OURS.values()} - BY_REPORT
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", sources)] == []


@pytest.mark.parametrize("name", sorted(set(HANDLERS) - set(OURS)))
def test_a_foreign_handler_passes_by_name_or_is_denied_to_everybody(name: str) -> None:
    handler = HANDLERS[name]
    if handler.__name__ in FRAMEWORK.get(handler.__module__, ()):
        return
    owner = Actor(None, role=Role.OWNER, grants=GRANTS[Role.OWNER])
    with pytest.raises(Forbidden):
        _check(handler, owner)


def test_framework_handlers_that_pass_still_exist() -> None:
    there = {(handler.__module__, handler.__name__) for handler in HANDLERS.values()}
    assert {(module, name) for module, names in FRAMEWORK.items() for name in names} <= there


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_a_state_shows_is_plain(state: type[BaseState]) -> None:
    shown = rx.utils.format.json_dumps({name: fresh(field) for name, field in own_fields(state).items()})
    assert "object at 0x" not in shown


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_state_shows_only_what_pages_draw(state: type[BaseState]) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "app" / "pages").glob("*.py")))
    drawn = set(re.findall(rf"\b{state.__name__}\.(\w+)", pages))
    aliases = set(re.findall(rf"^\s*(?:\w+) = {state.__name__}$", pages, re.MULTILINE))
    assert not aliases
    assert set(own_fields(state)) - drawn == set()


def own_fields(state: type[BaseState]) -> dict[str, Any]:
    return {
        name: field for name, field in state.__fields__.items() if field._owner is state and not name.startswith("_")
    }


def fresh(field: Any) -> Any:
    make: Callable[[], Any] = field.default_value
    return make()
