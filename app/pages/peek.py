"""The record beside its list, while one walks the rows."""

from typing import Any

import reflex as rx

from app.states.peek import PeekState
from app.ui import kit
from app.ui.buttons import button_link, icon_button
from app.ui.i18n import t, t_var

seen = PeekState.seen


def peek() -> rx.Component:
    """At the end of the page on a wide screen; on a phone one opens the record itself."""
    return rx.cond(
        seen["id"],
        rx.el.aside(
            rx.el.div(
                icon_button(t("Close"), "x", look="s ghost", on_click=PeekState.close),
                icon_button(t("Previous row"), "chevron-up", look="s ghost", on_click=PeekState.step(-1)),
                icon_button(t("Next row"), "chevron-down", look="s ghost", on_click=PeekState.step(1)),
                rx.el.span(class_name="grow"),
                button_link(t("Open"), seen["href"], icon="expand", look="s ghost"),
                class_name="peek-h",
            ),
            rx.el.div(_head(), rx.foreach(PeekState.sections, _section), class_name="peek-b"),
            class_name="peek",
            aria_label=t("A look at the row"),
        ),
    )


def _head() -> rx.Component:
    return rx.el.div(
        rx.cond(
            seen["picture"],
            kit.jewel(seen["picture"].to(str), fineness=seen["fineness"].to(str), size="big"),
        ),
        rx.el.div(
            rx.el.h2(kit.value(seen["title"]), class_name="lg strong"),
            rx.cond(seen["code"], rx.el.div(kit.value(seen["code"], kind="code"))),
            rx.el.div(rx.foreach(PeekState.badges, _value), class_name="row g1 wrap"),
            class_name="stack g1",
        ),
        class_name="row g3 top-a",
    )


def _section(section: Any) -> rx.Component:
    facts = section["facts"].to(list[dict[str, Any]])
    return rx.cond(
        facts.length() > 0,
        rx.el.div(
            rx.cond(section["label"], rx.el.h3(t_var(section["label"]), class_name="strong")),
            rx.el.dl(
                rx.foreach(facts, lambda fact: rx.fragment(rx.el.dt(t_var(fact["label"])), rx.el.dd(_value(fact)))),
                class_name="dl",
            ),
            class_name="stack g1",
        ),
    )


def _value(fact: Any) -> rx.Component:
    return kit.value(fact["value"], kind=fact["kind"].to(str), choices=fact["choices"].to(list[dict[str, Any]]))
