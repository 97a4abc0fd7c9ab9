"""The point of sale: a page without a sidebar, all of it the till (see ``docs/decisions/till-is-an-island.md``)."""

import reflex as rx

from app.states.session import SessionState
from app.ui import kit
from app.ui.brand import mark
from app.ui.i18n import t
from app.ui.pos import pos

ROUTE = "/pos"


def pos_page() -> rx.Component:
    """The till, in the person's language and the shop's currency."""
    return rx.fragment(
        kit.page_title(text=t("Point of sale")),
        kit.adopt(
            owner=rx.Var.create(SessionState.shop_name).to(str) + "/" + rx.Var.create(SessionState.user_name).to(str),
            language=SessionState.language,
            theme=SessionState.theme,
            currency=SessionState.currency,
            calendar=SessionState.calendar,
            time_zone=SessionState.time_zone,
        ),
        pos(mark()),
        kit.toasts(toasts=SessionState.toasts, on_dismiss=SessionState.dismiss),
    )
