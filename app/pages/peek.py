"""The record beside its list, while one walks the rows."""

from typing import Any

import reflex as rx

from app.states.bulk import BulkState
from app.states.list import ListState
from app.states.peek import PeekState
from app.ui import kit
from app.ui.buttons import button_link, icon_button
from app.ui.i18n import t, t_var
from app.ui.shell import link

seen = PeekState.seen


def peek() -> rx.Component:
    """At the end of the page on a wide screen; on a phone one opens the record itself."""
    return rx.cond(
        seen["id"],
        rx.el.aside(
            rx.el.div(
                icon_button(t("Close"), "x", look="s ghost", on_click=PeekState.close, aria_keyshortcuts="Escape"),
                icon_button(t("Previous row"), "chevron-up", look="s ghost", on_click=PeekState.step(-1)),
                icon_button(t("Next row"), "chevron-down", look="s ghost", on_click=PeekState.step(1)),
                rx.el.span(class_name="grow"),
                button_link(t("Open"), seen["href"], icon="expand", look="s ghost", keys="↵"),
                _acts(),
                class_name="peek-h",
            ),
            rx.el.div(
                _head(),
                _papers(),
                _stamp(),
                rx.foreach(PeekState.made, _made),
                rx.foreach(PeekState.sections, _section),
                _rest(),
                class_name="peek-b",
            ),
            class_name="peek",
            aria_label=t("A look at the row"),
        ),
    )


def _acts() -> rx.Component:
    """What can be done with it from here: the acts of a selection, on this one alone."""

    def act(one: Any) -> rx.Component:
        begin = BulkState.begin(ListState.about["key"], one["name"].to(str), {"ids": [seen["id"].to(str)]})
        tone = rx.cond(one["tone"] == "danger", "danger", "")
        return kit.menu_item(text=t_var(one["label"]), icon=one["icon"].to(str), tone=tone, on_select=begin)

    return rx.cond(
        (PeekState.acts.length() > 0) | (seen["edit"] != ""),
        kit.menu(
            rx.cond(seen["edit"], kit.menu_item(text=t("Edit"), icon="pencil", to=seen["edit"].to(str))),
            rx.foreach(PeekState.acts, act),
            icon="ellipsis",
            label=t("What to do with it"),
            look="btn icon s ghost",
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
            rx.el.div(
                rx.foreach(PeekState.badges, _value),
                rx.cond(seen["deleted"], rx.el.span(t("In the trash"), class_name="badge wrn")),
                class_name="row g1 wrap",
            ),
            class_name="stack g1",
        ),
        class_name="row g3 top-a",
    )


def _papers() -> rx.Component:
    def paper(one: Any) -> rx.Component:
        return kit.open_button(href=one["href"].to(str), icon=one["icon"].to(str), text=t_var(one["label"]))

    return rx.cond(
        PeekState.documents.length() > 0,
        rx.el.div(rx.foreach(PeekState.documents, paper), class_name="row g1 wrap"),
    )


def _stamp() -> rx.Component:
    def measure(one: Any) -> rx.Component:
        return rx.el.div(rx.el.dt(t_var(one["label"])), rx.el.dd(kit.value(one["value"], kind=one["kind"].to(str))))

    return rx.cond(PeekState.stamp.length() > 0, rx.el.dl(rx.foreach(PeekState.stamp, measure), class_name="assay"))


def _made(part: Any) -> rx.Component:
    """How an amount came about: its steps in words or as they are reckoned, and what they make."""

    def term(one: Any) -> rx.Component:
        kind = rx.cond(one["kind"] == "fineness", "number", one["kind"].to(str))
        return rx.fragment(kit.value(one["value"], kind=kind, bare=True), " ")

    def step(one: Any) -> rx.Component:
        last = rx.cond(one["last"], " t", "")
        terms = rx.foreach(one["terms"].to(list[dict[str, Any]]), term)
        return rx.fragment(
            rx.el.dt(
                t_var(one["label"]), " ",
                rx.el.span(rx.cond(one["said"], t_var(one["said"]), terms), class_name="faint sm"),
                class_name=last,
            ),
            rx.el.dd(kit.money(one["amount"], bare=True), class_name="d-v" + last),
        )  # fmt: skip

    return rx.el.div(
        rx.el.h3(t_var(part["label"]), class_name="strong"),
        rx.el.dl(rx.foreach(part["steps"].to(list[dict[str, Any]]), step), class_name="dl deriv"),
        class_name="stack g1",
    )


def _rest() -> rx.Component:
    return rx.cond(
        PeekState.more > 0, link(t("All of it stands on its page"), to=seen["href"].to(str), class_name="link sm")
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
