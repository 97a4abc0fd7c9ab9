"""Parts of the dashboard alone."""

import reflex as rx

from app.ui.kit.base import PLOTLY, module


class RateChart(rx.Component):
    """The gold rate with its switch of 30, 60 and 365 days: a day's rate for each of ``points`` (ISO dates)."""

    library = module("rate-chart.jsx")
    tag = "RateChart"
    lib_dependencies: list[str] = [PLOTLY]

    points: rx.Var[list[str]]
    values: rx.Var[list[str]]
    title: rx.Var[str]
    note: rx.Var[str]
    scale: rx.Var[int]
    height: rx.Var[int]


class DayTitle(rx.Component):
    """A day in words, its weekday first."""

    library = module("day-title.jsx")
    tag = "DayTitle"

    day: rx.Var[str]
