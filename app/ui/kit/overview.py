"""The parts of a declared dashboard."""

import reflex as rx

from app.ui.kit.base import Json, module


class OverviewCards(rx.Component):
    """Figures, the shop's and the reader's own, then cards: see :class:`app.states.overview.OverviewState`."""

    library = module("overview-cards.jsx")
    tag = "OverviewCards"

    figures: rx.Var[list[Json]]
    own: rx.Var[list[Json]]
    cards: rx.Var[list[Json]]
