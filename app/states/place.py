"""Where a page is: the resource and record its address names."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import reflex as rx


def parts(state: rx.State) -> list[str]:
    """The address after ``/r/``: ``[resource, id or "new", "edit"]``."""
    return [part for part in state.router.url.path.split("/") if part][1:]


def edited(state: rx.State) -> str:
    """The record whose form the address opens, as ``resource/id``; none on any other page."""
    match parts(state):
        case [key, record, "edit"] if state.router.url.path.startswith("/r/"):
            return f"{key}/{record}"
    return ""


def params(state: rx.State) -> dict[str, str]:
    """The parameters of the address."""
    return dict(state.router.url.query_parameters)


def assign(state: rx.State, values: Mapping[str, Any]) -> None:
    """Set what differs: a variable that is set goes to the browser, changed or not."""
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)


def address(key: str, values: dict[str, str]) -> str:
    """The address of a list with these parameters."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"/r/{key}?{query}" if query else f"/r/{key}"
