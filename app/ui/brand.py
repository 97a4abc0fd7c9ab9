"""The mark, and the brand beside it."""

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from app.ui.i18n import t


def mark() -> rx.Component:
    """The hallmark punch with the letter ze, its dot a cut stone."""
    return rx.el.svg(
        rx.el.path(d="M9 1.5h14L30.5 9v14L23 30.5H9L1.5 23V9z", class_name="mark-b"),
        rx.el.path(d="M21.8 12.2c1.3 6-1.6 10.4-11.6 11.6", class_name="mark-z"),
        rx.el.path(d="M20.2 5.2l2.7 2.7-2.7 2.7-2.7-2.7z", class_name="mark-d"),
        view_box="0 0 32 32",
        class_name="mark",
        aria_hidden="true",
    )


def brand(href: str = "/") -> rx.Component:
    """The mark and the name, a link to the first page."""
    return ReactRouterLink.create(mark(), rx.el.b(t("Zarrin")), to=href, class_name="brand", aria_label=t("Zarrin"))
