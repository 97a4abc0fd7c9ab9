"""The first page of a workspace: figures and cards as it declares them, each a way to the rows behind it."""

import reflex as rx

from app.pages.frame import framed
from app.states.overview import OverviewState
from app.states.session import SessionState
from app.ui import states
from app.ui.i18n import t, t_var
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
        page_head(t_var(OverviewState.label), crumbs=((t("Dashboard"), None),)),
        rx.cond(
            OverviewState.loaded,
            OverviewCards.create(figures=OverviewState.figures, own=OverviewState.own, cards=OverviewState.cards),
            states.skeleton(5),
        ),
    )
