"""The first page of a workspace: figures and cards as it declares them, each a way to the rows behind it."""

import reflex as rx

from app.pages.frame import framed
from app.states.overview import OverviewState
from app.states.session import SessionState
from app.ui import kit, states
from app.ui.buttons import button_link
from app.ui.i18n import noun, t, t_var
from app.ui.kit.overview import OverviewCards
from app.ui.page_head import page_head

ROUTE = "/d/[workspace]"


def overview_page() -> rx.Component:
    """The page inside its frame."""
    refused = rx.cond(OverviewState.denied, states.forbidden(t_var(SessionState.role)), states.not_found())
    return framed(
        rx.cond(OverviewState.denied | OverviewState.missing, refused, _dashboard()),
        title=t_var(OverviewState.label),
        page="overview",
    )


def _dashboard() -> rx.Component:
    return rx.fragment(
        page_head(t_var(OverviewState.label), _new(), crumbs=((t("Dashboard"), None),)),
        rx.cond(
            OverviewState.loaded,
            OverviewCards.create(figures=OverviewState.figures, own=OverviewState.own, cards=OverviewState.cards),
            states.skeleton(5),
        ),
    )


def _new() -> rx.Component:
    """The way to a new record, for those who may make one."""
    text = t("New {what}", what=noun(OverviewState.begins["label"]))
    to = OverviewState.begins["href"]
    return rx.cond(
        OverviewState.begins.contains("href"),
        rx.fragment(
            button_link(text, to, icon="plus", look="primary", keys="N"),
            kit.hot_key(code="KeyN", keys="N", label=text, icon="plus", to=to),
        ),
    )
