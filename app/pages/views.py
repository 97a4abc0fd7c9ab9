"""Where the other views of a list stand on its page."""

from typing import Any

import reflex as rx

from app.states.views import ViewsState
from app.ui import kit


def switcher(views: rx.Var[list[dict[str, Any]]]) -> rx.Component:
    """How the list is shown, at the end of its tabs. ``views`` as the engine describes them."""
    return kit.view_switcher(views=views)


def tools(at: str) -> rx.Component:
    """A place in the filter bar, at its ``start`` or ``end``, for what a view adds: the month, the zoom."""
    return rx.el.span(id=f"view-{at}", class_name="view-tools")


def body(views: rx.Var[list[dict[str, Any]]], *table: rx.Component) -> rx.Component:
    """What stands below the filter bar: the table, or the view that the address asks for."""
    return kit.list_view(*table, views=views, stamp=ViewsState.stamp)
