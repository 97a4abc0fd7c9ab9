"""The guard of events: every event handler is a network endpoint, and denied unless it is marked.

A handler says who may call it: :func:`allowed` names a permission, :func:`signed_in` asks for any person; what
belongs to records is checked again by the engine's policy. The guard looks the session up at each event, since a
socket outlives it, and parses the payload by the handler's type hints before it runs, since Reflex would go on with
what does not fit. The client's token is a bearer for its whole state: when the session behind it is another one, or
none, the state is emptied first, before Reflex sends any of it.
"""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from inspect import signature
from typing import Any, TypeVar, get_type_hints

import reflex as rx
from pydantic import TypeAdapter, ValidationError
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from app import faults, work
from app.api.edge import COOKIE, require_writable
from services.core.actor import Actor
from services.core.errors import AppError, Forbidden, NotSignedIn, ValidationFailed
from services.core.i18n import _
from services.platform.sessions import actor_of

Handler = TypeVar("Handler", bound=Callable[..., Any])

MARK = "_zarrin_allowed"
SIGNED_IN = "*"
FRAMEWORK = {
    "reflex.state": frozenset(
        {"hydrate", "hydrate_and_load", "set_is_hydrated", "on_load_internal", "handle_frontend_exception"}
    ),
}
"""What Reflex itself calls, by module and name: what it loads is guarded again."""
SENDING = frozenset({"hydrate", "hydrate_and_load"})
"""Those of them that send the whole state: to nobody but its owner."""

_actor: ContextVar[Actor] = ContextVar("actor")
log = logging.getLogger(__name__)


def allowed(permission: str) -> Callable[[Handler], Handler]:
    """Mark an event handler: it takes this permission."""

    def mark(handler: Handler) -> Handler:
        setattr(handler, MARK, permission)
        return handler

    return mark


def signed_in(handler: Handler) -> Handler:
    """Mark an event handler: any signed-in person; the services it calls ask for more."""
    return allowed(SIGNED_IN)(handler)


def actor() -> Actor:
    """Who sent the event that is being handled."""
    return _actor.get()


class Guard(rx.Middleware):
    """Sees every event before its handler, chained and ``on_load`` ones too."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let the event pass (None), or answer it in the handler's place."""
        from app.states.session import SessionState  # noqa: PLC0415 - the state's handlers carry the guard's marks

        handler = RegistrationContext.get().event_handlers[event.name].handler.fn
        framework = _is_framework(handler)
        sane = not framework or _is_sane(handler, event)
        if framework and not (sane and handler.__name__ in SENDING):
            return None if sane else StateUpdate()
        session = await state.get_state(SessionState)
        try:
            who = await _who(state)
            await _belong(state, session, str(who.session_id))
            if framework:
                return None
            _check(handler, who)
            _parse(handler, event)
        except NotSignedIn:
            await _belong(state, session, "")
            return None if framework else await _answer(state, rx.redirect("/login"))
        except AppError as error:
            log.warning("event refused: %s, %s", event.name, error.code)
            session._tell(error)
            return await _answer(state)
        except Exception as error:  # noqa: BLE001 - the database may be down: said here, since a report asks again
            session._tell(faults.logged(error)[1], "error")
            return await _answer(state)
        _actor.set(who)
        return None


async def _belong(state: BaseState, session: Any, owner: str) -> None:
    """Empty what another session has left in the state, in the parts not loaded yet too."""
    if session._owner == owner:
        return
    if session._owner:
        for part in RegistrationContext.get().base_states.values():
            if part.__module__.startswith("app."):
                await state.get_state(part)
        root: Any = state._get_root_state()
        root.reset()
    session._owner = owner


def _is_framework(handler: Callable[..., Any]) -> bool:
    return handler.__name__ in FRAMEWORK.get(handler.__module__, ())


def _is_sane(handler: Callable[..., Any], event: Event) -> bool:
    """Whether a call of the framework's carries what it should; none of our variables lives in the browser."""
    try:
        _parse(handler, event)
    except ValidationFailed:
        return False
    event.payload.pop("vars", None)
    return True


async def _who(state: BaseState) -> Actor:
    headers = state._get_root_state().router_data.get("headers", {})
    found = await work.run(actor_of, _token(str(headers.get("cookie", ""))))
    if found is None:
        raise NotSignedIn
    return found


def _token(header: str) -> str | None:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel else None


def _check(handler: Callable[..., Any], who: Actor) -> None:
    wanted = getattr(handler, MARK, None)
    if wanted is None:
        raise Forbidden
    if wanted != SIGNED_IN:
        who.require(wanted)


def _parse(handler: Callable[..., Any], event: Event) -> None:
    hints = {name: hint for name, hint in get_type_hints(handler).items() if name not in {"self", "return"}}
    try:
        signature(handler).bind(None, **event.payload)
        for name in event.payload:
            event.payload[name] = TypeAdapter(hints[name]).validate_python(event.payload[name])
        require_writable(event.payload)
    except (TypeError, ValidationError) as error:
        raise ValidationFailed(_("The page sent something that can't be used")) from error


async def _answer(state: BaseState, *events: Any) -> StateUpdate:
    from reflex.istate.delta import _resolve_delta  # noqa: PLC0415 - Reflex's own, pinned

    root: Any = state._get_root_state()
    delta = await _resolve_delta(root.get_delta())
    root._clean()
    return StateUpdate(delta=delta, events=Event.from_event_type(list(events)))
