"""Buttons and links that look like buttons. One primary to a page."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from app.ui import kit


def button(text: Any, *, icon: str = "", look: str = "", keys: str = "", **props: Any) -> rx.Component:
    """A button. ``look`` adds classes: primary, ghost, danger, danger-q, s, l, xl. ``keys`` shows its key."""
    props.setdefault("type", "button")
    _named(text, icon, props)
    return rx.el.button(*_inside(text, icon, keys), class_name=f"btn {look}".strip(), **props)


def button_link(text: Any, to: Any, *, icon: str = "", look: str = "", keys: str = "", **props: Any) -> rx.Component:
    """A link that looks like a button."""
    _named(text, icon, props)
    return ReactRouterLink.create(*_inside(text, icon, keys), to=to, class_name=f"btn {look}".strip(), **props)


def icon_button(label: Any, icon: str, *, look: str = "ghost", **props: Any) -> rx.Component:
    """A button of one icon, named for those who can't see it."""
    props.setdefault("type", "button")
    return rx.el.button(kit.icon(icon), class_name=f"btn icon {look}".strip(), aria_label=label, title=label, **props)


def download(text: Any, href: Any, *, icon: str = "download", look: str = "", **props: Any) -> rx.Component:
    """A plain link to a file: the browser fetches it, no page changes."""
    _named(text, icon, props)
    return rx.el.a(*_inside(text, icon, ""), href=href, download=True, class_name=f"btn {look}".strip(), **props)


def _named(text: Any, icon: str, props: dict[str, Any]) -> None:
    """On a narrow screen some buttons show their icon alone: the name stays."""
    if icon:
        props.setdefault("aria_label", text)


def _inside(text: Any, icon: str, keys: str) -> list[rx.Component]:
    return [
        *([kit.icon(icon)] if icon else []),
        rx.el.span(text),
        *([rx.el.kbd(keys, class_name="hide-s")] if keys else []),
    ]
