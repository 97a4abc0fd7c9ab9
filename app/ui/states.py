"""What a page says when it has nothing, is waiting, or cannot: as drawn on the board of states."""

from typing import Any

import reflex as rx

from app.ui import kit
from app.ui.buttons import button_link
from app.ui.i18n import either, t


def empty(title: Any, text: Any, *actions: Any, drawing: str = "", icon: str = "search-x") -> rx.Component:
    """Nothing is here: says what will be, and offers the first act. ``drawing`` is a jewel, else an ``icon``."""
    picture = (
        rx.el.div(kit.jewel(drawing), class_name="pic") if drawing else rx.el.div(kit.icon(icon), class_name="pic ic2")
    )
    return rx.el.div(picture, rx.el.h2(title), rx.el.p(text), rx.el.div(*actions, class_name="acts"), class_name="es")


def nothing_matches(*actions: Any, text: Any = None) -> rx.Component:
    """Filters or words that find no row."""
    return empty(
        t("Nothing matches"), text if text is not None else t("No row fits these filters and words."), *actions
    )


def skeleton(lines: int = 5) -> rx.Component:
    """The shape of what comes, shown only when it takes longer than 150 ms."""
    widths = ("62%", "88%", "74%", "48%", "80%")
    rows = (rx.el.span(class_name="skel late", style={"inline_size": widths[k % 5]}) for k in range(lines))
    return rx.el.div(*rows, class_name="stack g4 card-b", aria_busy="true", aria_label=t("Loading"), role="status")


def failed(error_id: Any, *actions: Any) -> rx.Component:
    """Something of ours broke: the number stands in our log, and nothing typed is lost."""
    shown = rx.el.span(kit.value(error_id, kind="code"), kit.copy_button(text=error_id), class_name="id")
    return rx.el.div(
        rx.el.div(kit.icon("unplug"), class_name="pic ic2"),
        rx.el.h1(t("This page could not be built")),
        rx.el.p(t("Nothing you typed is lost. Try again; if it stays, give us this number.")),
        rx.cond(error_id, shown),
        rx.el.div(*(actions or (_home(),)), class_name="acts"),
        class_name="es",
    )


def forbidden(role: Any, grantor: Any = "") -> rx.Component:
    """Not open to this role; names the role and who can grant it."""
    return rx.el.div(
        rx.el.div(kit.icon("lock"), class_name="pic ic2"),
        rx.el.h1(t("This page is not open to you")),
        rx.el.p(
            t("Your role is {role}.", role=role),
            " ",
            either(grantor, t("{name} can grant it.", name=grantor), t("The owner of the shop can grant it.")),
        ),
        rx.el.div(_home(), class_name="acts"),
        class_name="es",
    )


def not_found() -> rx.Component:
    """No such page or record, or none that this person may see."""
    return rx.el.div(
        rx.el.div(kit.icon("search-x"), class_name="pic ic2"),
        rx.el.h1(t("There is nothing at this address")),
        rx.el.p(t("It may have been moved to the trash, or the address has a typing mistake.")),
        rx.el.div(_home(), class_name="acts"),
        class_name="es",
    )


def _home() -> rx.Component:
    return button_link(t("To the first page"), "/", icon="layout-dashboard")
