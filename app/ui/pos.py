"""The point of sale as a component: an island that keeps its cart in the browser and talks HTTP alone."""

import reflex as rx

from app.ui.kit.base import RADIX, module


class Pos(rx.Component):
    """The whole till; its children are the mark, which leads to the other pages."""

    library = module("pos/pos.jsx")
    tag = "Pos"
    lib_dependencies: list[str] = [RADIX]


pos = Pos.create
