"""Charts: Plotly's basic bundle, loaded when a chart is shown."""

import reflex as rx

from app.ui.kit.base import PLOTLY, Json, module


class Chart(rx.Component):
    """Values over days.

    ``points`` are ISO dates; ``series`` is ``[{label, values, style}]`` with style bar, line, area or before (the
    earlier period, dotted); ``kind`` is that of the values; ``scale`` divides the axis (1,000,000 for millions: say
    so in the card's head).
    """

    library = module("chart.jsx")
    tag = "Chart"
    lib_dependencies: list[str] = [PLOTLY]

    points: rx.Var[list[str]]
    series: rx.Var[list[Json]]
    kind: rx.Var[str]
    title: rx.Var[str]
    height: rx.Var[int]
    scale: rx.Var[int]
