"""A page of a signed-in person inside the frame, fed by the session's state."""

from typing import Any

import reflex as rx

from app.states.session import SessionState
from app.states.undo import UndoState
from app.ui.i18n import t_var
from app.ui.shell import Session, shell

SESSION = Session(
    user_name=SessionState.user_name,
    user_initials=SessionState.user_initials,
    role=t_var(SessionState.role),
    shop_name=SessionState.shop_name,
    branch_name=SessionState.branch_name,
    nav=SessionState.nav,
    tabs=SessionState.tabs,
    actions=SessionState.actions,
    ticker=SessionState.ticker,
    alerts=SessionState.alerts,
    language=SessionState.language,
    theme=SessionState.theme,
    currency=SessionState.currency,
    calendar=SessionState.calendar,
    time_zone=SessionState.time_zone,
    toasts=SessionState.toasts,
    on_dismiss=SessionState.dismiss,
    on_undo=UndoState.undo,
)


def framed(*content: Any, title: Any, page: str = "", flush: bool = False) -> rx.Component:
    """The content inside the frame."""
    return shell(*content, title=title, session=SESSION, page=page, flush=flush)
