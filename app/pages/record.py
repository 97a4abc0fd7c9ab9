"""The page of one record, of every resource."""

from typing import Any

import reflex as rx

from app.pages.frame import framed
from app.pages.neighbours import list_address, neighbours
from app.states.record import RecordState
from app.states.session import SessionState
from app.ui import blocks, kit, states
from app.ui.buttons import button, button_link
from app.ui.i18n import t, t_var
from app.ui.page_head import page_head
from app.ui.shell import link

ROUTE = "/r/[resource]/[id]"
about = RecordState.about


def record_page() -> rx.Component:
    """Head with the acts; facts, derivation and what belongs to it; history at the side."""
    return framed(
        rx.cond(
            RecordState.denied,
            states.forbidden(t_var(SessionState.role)),
            rx.cond(
                RecordState.missing, states.not_found(), rx.cond(RecordState.loaded, _record(), states.skeleton(8))
            ),
        ),
        title=t_var(about["label_one"]),
        page="detail",
    )


def _record() -> rx.Component:
    return rx.fragment(
        kit.visited(place=RecordState.loaded, label=RecordState.title["text"], icon=about["icon"]),
        page_head(
            kit.value(RecordState.title["text"]),
            neighbours(),
            *_acts(),
            crumbs=((t_var(about["label"]), list_address("/r/" + about["key"])),),
            beside=(
                rx.cond(RecordState.code, kit.value(RecordState.code, kind="code")),
                rx.cond(RecordState.deleted, rx.el.span(t("In the trash"), class_name="badge wrn")),
            ),
        ),
        rx.el.div(
            rx.el.div(_hero(), _derivation(), rx.foreach(RecordState.related, _related), class_name="stack g4"),
            rx.cond(RecordState.history.length() > 0, rx.el.aside(_history(), class_name="stack g4")),
            class_name="cols2 fold",
        ),
        _question(),
    )


def _acts() -> tuple[rx.Component, ...]:
    edit = "/r/" + RecordState.loaded + "/edit"
    return (
        rx.foreach(
            RecordState.receipts,
            lambda receipt: rx.el.a(
                kit.icon("printer"),
                rx.el.span(t_var(receipt["label"])),
                href=receipt["href"].to(str),
                target="_blank",
                class_name="btn",
            ),
        ),
        rx.foreach(
            RecordState.actions,
            lambda action: rx.el.button(
                rx.el.span(t_var(action["label"])),
                type="button",
                class_name="btn",
                on_click=RecordState.ask(action["name"].to(str)),
            ),
        ),
        rx.cond(
            RecordState.deleted,
            rx.cond(
                RecordState.verbs["restore"],
                button(t("Restore"), icon="undo-2", look="primary", on_click=RecordState.restore),
            ),
            rx.fragment(
                rx.cond(
                    RecordState.verbs["delete"],
                    button(t("Put in the trash"), icon="trash-2", look="hide-l", on_click=RecordState.trash),
                ),
                rx.cond(
                    RecordState.verbs["update"],
                    rx.fragment(
                        button_link(t("Edit"), edit, icon="pencil", look="primary", keys="E"),
                        kit.hot_key(code="KeyE", keys="E", label=t("Edit"), to=edit),
                    ),
                ),
            ),
        ),
    )


def _question() -> rx.Component:
    """What an action will do, before it does it."""
    asking = RecordState.asking
    return kit.dialog(
        rx.el.div(rx.el.p(t_var(asking["confirm"].to(str))), class_name="dialog-b"),
        rx.el.div(
            button(t("Cancel"), on_click=RecordState.cancel),
            button(t_var(asking["label"].to(str)), look="primary", on_click=RecordState.confirm),
            class_name="dialog-f",
        ),
        open=asking.length() > 0,
        title=t_var(asking["label"].to(str)),
        on_close=RecordState.cancel,
    )


def _hero() -> rx.Component:
    return rx.el.section(
        rx.cond(
            RecordState.assay["net"],
            rx.el.div(
                rx.cond(
                    RecordState.picture,
                    kit.jewel(RecordState.picture, fineness=RecordState.fineness, size="xl"),
                ),
                blocks.assay_stamp(RecordState.assay["net"], RecordState.assay["fineness"], RecordState.assay["fine"]),
                class_name="row g4 wrap hero-r",
            ),
        ),
        rx.foreach(RecordState.sections, _section),
        class_name="card card-b stack g4",
    )


def _section(section: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(section["label"], rx.el.h2(t_var(section["label"]), class_name="sec-h")),
        rx.el.dl(rx.foreach(section["facts"].to(list[dict[str, Any]]), _fact), class_name="dl facts2"),
        class_name="stack g1",
    )


def _fact(fact: Any) -> rx.Component:
    return rx.fragment(
        rx.el.dt(t_var(fact["label"])),
        rx.el.dd(kit.value(fact["value"], kind=fact["kind"].to(str), choices=fact["choices"].to(list[dict[str, Any]]))),
    )


def _derivation() -> rx.Component:
    def step(one: Any) -> rx.Component:
        return rx.fragment(
            rx.el.dt(
                t_var(one["label"]), " ", rx.el.bdi(one["formula"], dir="ltr", class_name="faint sm"),
                class_name=rx.cond(one["name"] == "total", "t", ""),
            ),
            rx.el.dd(
                kit.money(one["amount"], bare=True), class_name=rx.cond(one["name"] == "total", "d-v t", "d-v")
            ),
        )  # fmt: skip

    return rx.cond(
        RecordState.steps.length() > 0,
        blocks.card(t("How the price is made"), rx.el.dl(rx.foreach(RecordState.steps, step), class_name="dl deriv")),
    )


def _related(part: Any) -> rx.Component:
    return blocks.card(
        t_var(part["label"]),
        kit.data_table(
            rx.fragment(),
            columns=part["columns"],
            rows=part["rows"],
            hidden=part["hidden"].to(list[str]),
            caption=t_var(part["label"]),
            narrow="lines",
        ),
        actions=[link(t("All"), to=part["href"].to(str), class_name="link")],
        pad=False,
    )


def _history() -> rx.Component:
    def drawn(one: Any, side: str) -> rx.Component:
        return kit.value(one[side], kind=one["kind"].to(str), choices=one["choices"].to(list[dict[str, Any]]))

    def change(one: Any) -> rx.Component:
        return rx.fragment(
            rx.el.dt(t_var(one["label"])),
            rx.el.dd(
                rx.cond(one["had"], rx.el.del_(drawn(one, "before"))),
                rx.cond(one["has"], rx.el.ins(drawn(one, "after"))),
            ),
        )

    def entry(one: Any) -> rx.Component:
        changes = rx.el.dl(rx.foreach(one["changes"].to(list[dict[str, Any]]), change), class_name="chg sm")
        return rx.el.li(
            rx.el.div(
                rx.el.b(t_var(one["action"]), class_name="medium"),
                " ",
                rx.el.bdi(one["by"], class_name="muted"),
                " ",
                kit.value(one["at"], kind="datetime"),
                class_name="sm",
            ),
            rx.cond(
                one["first"],
                rx.el.details(rx.el.summary(t("What it began with"), class_name="link sm"), changes),
                changes,
            ),
            class_name="stack g1",
        )

    return blocks.card(t("History"), rx.el.ol(rx.foreach(RecordState.history, entry), class_name="stack g4"), pad=True)
