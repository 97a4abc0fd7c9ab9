"""Where the other views of a list stand on its page."""

from typing import Any

import reflex as rx

from app.states.bulk import BulkState
from app.states.list import ListState
from app.states.peek import PeekState
from app.states.views import ViewsState
from app.ui import kit


def switcher(views: rx.Var[list[dict[str, Any]]], *, usual: rx.Var[str]) -> rx.Component:
    """How the list is shown, at the end of its tabs.

    ``views`` as the engine describes them; ``usual`` the one that a saved view asks for where the address is silent.
    """
    return kit.view_switcher(views=views, usual=usual)


def tools(at: str) -> rx.Component:
    """A place in the filter bar, at its ``start`` or ``end``, for what a view adds: the month, the zoom."""
    return rx.el.span(id=f"view-{at}", class_name="view-tools")


def body(views: rx.Var[list[dict[str, Any]]], *table: rx.Component, usual: rx.Var[str]) -> rx.Component:
    """What stands below the filter bar: the table, or the view that is asked for."""
    return kit.list_view(
        *table,
        views=views,
        usual=usual,
        look=ListState.look,
        stamp=ViewsState.stamp,
        opened=PeekState.seen["id"].to(str),
        acts=ListState.acts,
        params=ListState.address,
        cleared=ListState.cleared,
        on_act=lambda name, selection: BulkState.begin(ListState.about["key"], name, selection),
        on_peek=PeekState.show,
    )
