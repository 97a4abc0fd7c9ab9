"""The blocks pages are made of: cards, callouts, definition lists, KPIs, steps of a price."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from app.ui import kit


def card(title: Any, *body: Any, note: Any = None, actions: Sequence[Any] = (), pad: bool = True) -> rx.Component:
    """A surface with a head. ``pad`` is false for tables and lists, which bring their own edges."""
    head = rx.el.div(
        rx.el.h2(title),
        rx.el.span(note, class_name="faint sm") if note is not None else rx.fragment(),
        rx.el.span(class_name="grow"),
        *actions,
        class_name="card-h",
    )
    return rx.el.section(head, rx.el.div(*body, class_name="card-b") if pad else rx.fragment(*body), class_name="card")


def callout(*content: Any, tone: str = "inf", icon: str = "info", **props: Any) -> rx.Component:
    """A sentence that stands out: tone ok, no, inf or wrn (warnings always with the triangle)."""
    shown = "triangle-alert" if tone == "wrn" else "circle-alert" if tone == "no" else icon
    return rx.el.div(kit.icon(shown), rx.el.div(*content, class_name="grow"), class_name=f"callout {tone}", **props)


def facts(*pairs: tuple[Any, Any]) -> rx.Component:
    """Labels and values."""
    return rx.el.dl(*(part for label, value in pairs for part in (rx.el.dt(label), rx.el.dd(value))), class_name="dl")


def kpi(label: Any, figure: Any, note: Any, to: Any) -> rx.Component:
    """A figure that opens the rows behind it."""
    return ReactRouterLink.create(
        rx.el.h2(label), rx.el.div(figure, class_name="fig"), rx.el.div(note, class_name="sub"), to=to, class_name="kpi"
    )


def kpi_pair(*parts: tuple[Any, Any, Any, Any]) -> rx.Component:
    """Money | grams, parted by a gold hairline: two of (label, figure, note, address)."""
    links = (
        ReactRouterLink.create(
            rx.el.h2(label), rx.el.div(figure, class_name="fig"), rx.el.div(note, class_name="sub"), to=to
        )
        for label, figure, note, to in parts
    )
    return rx.el.div(*links, class_name="kpi kpi-pair")
