"""What the look asks of the app: head, stylesheets, and what wraps every page."""

from collections.abc import Callable

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from app.ui import kit

STYLESHEETS = [
    f"/css/{name}.css"
    for name in (
        "tokens",
        "base",
        "brand",
        "controls",
        "badges",
        "surfaces",
        "table",
        "floating",
        "record",
        "shell",
        "charts",
        "calendar",
        "views",
        "changes",
        "kit",
        "narrow",
        "bulk",
        "pages/list",
        "pages/views",
        "pages/board",
        "pages/calendar",
        "pages/calendar-bars",
        "pages/calendar-hours",
        "pages/timeline",
        "pages/gallery",
        "pages/dashboard",
        "pages/overview",
        "pages/detail",
        "pages/pieces",
        "pages/form",
        "pages/signin",
        "pages/pos",
        "pages/jobs",
        "pages/import",
    )
]
"""In the order of the cascade; the build makes one file of them."""


def head() -> list[rx.Component]:
    """For ``rx.App(head_components=…)``: language and theme before the first paint, and the icon."""
    return [
        rx.el.script(src="/boot.js"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
    ]


def wraps() -> dict[tuple[int, str], Callable[[bool], rx.Component | None]]:
    """For ``rx.App(extra_app_wraps=…)``: direction around all, our own page for a fault of drawing.

    Reflex's connection banner is left out: the frame has its own.
    """
    return {
        (55, "ErrorBoundary"): lambda _stateful: _boundary(),
        (15, "Direction"): lambda _stateful: kit.root(),
        (5, "Overlay"): lambda _stateful: rx.fragment(),  # ``None`` would keep Reflex's own
    }


def _boundary() -> rx.Component:
    """Reflex's boundary, which reports the fault to the server, with our page instead of its own."""
    fault: rx.Var[str] = rx.Var("event_args.error.message", _var_type=str)
    return ErrorBoundary.create(fallback_render=rx.Var.create(kit.crash(fault=fault)))
