"""The head of a page: crumbs, title with the streak, what stands beside it, actions at the end."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from app.ui import kit


def page_head(
    title: Any, *actions: Any, crumbs: Sequence[tuple[Any, Any]] = (), beside: Sequence[Any] = ()
) -> rx.Component:
    """``crumbs`` are (text, address) pairs, the address ``None`` for plain text; one action may be primary."""
    heading = rx.el.div(rx.el.h1(title), class_name="streak")
    return rx.el.div(
        rx.el.div(_crumbs(crumbs), heading) if crumbs else heading,
        rx.el.div(*beside, class_name="row beside") if beside else rx.fragment(),
        rx.el.span(class_name="grow"),
        rx.el.div(*actions, class_name="row acts") if actions else rx.fragment(),
        class_name="ph",
    )


def _crumbs(crumbs: Sequence[tuple[Any, Any]]) -> rx.Component:
    parts: list[rx.Component] = []
    for text, href in crumbs:
        if parts:
            parts.append(kit.icon("chevron-right"))
        parts.append(ReactRouterLink.create(text, to=href) if href is not None else rx.el.span(text))
    return rx.el.div(*parts, class_name="crumbs")
