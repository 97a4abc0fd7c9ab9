"""On a record's page: to the one before and after it in the list one came from."""

from typing import Any

import reflex as rx

from app.states.neighbours import NeighboursState
from app.ui import kit
from app.ui.buttons import icon_button
from app.ui.i18n import t
from app.ui.shell import link

to = NeighboursState.to


def list_address(usual: Any) -> Any:
    """The list as one left it, or its usual address."""
    return rx.cond(to["list"] != "", to["list"], usual)


def neighbours() -> rx.Component:
    """Two arrows with their keys; nothing where no list was seen."""
    sides = (
        (to["previous"], t("Previous record"), "chevron-up", "BracketLeft", "["),
        (to["next"], t("Next record"), "chevron-down", "BracketRight", "]"),
    )
    return rx.cond(
        (to["previous"] != "") | (to["next"] != ""),
        rx.el.div(
            *(
                rx.cond(
                    href != "",
                    rx.fragment(
                        link(kit.icon(icon), to=href, class_name="btn icon s ghost", aria_label=label, title=label),
                        kit.hot_key(code=code, keys=key, label=label, to=href),
                    ),
                    icon_button(label, icon, look="s ghost", disabled=True),
                )
                for href, label, icon, code, key in sides
            ),
            class_name="row nb",
        ),
    )
