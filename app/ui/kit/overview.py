"""The parts of a declared dashboard."""

import reflex as rx

from app.ui.kit.base import Json, module


class OverviewCards(rx.Component):
    """A strip of figures, one of the reader's own, then cards: see :class:`app.states.overview.OverviewState` for what each is made of."""

    library = module("overview-cards.jsx")
    tag = "OverviewCards"

    figures: rx.Var[list[Json]]
    own: rx.Var[list[Json]]
    cards: rx.Var[list[Json]]
