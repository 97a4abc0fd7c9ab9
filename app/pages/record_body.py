"""What a record is: where it stands, its pictures, stamp and facts, its own cards, and what belongs to it."""

from typing import Any

import reflex as rx

from app.pages.record_side import change
from app.states.discussion import DiscussionState
from app.states.record import RecordState
from app.ui import blocks, kit
from app.ui.i18n import t, t_var
from app.ui.shell import link


def body() -> rx.Component:
    """All of it, in one column."""
    return rx.el.div(
        _course(),
        _hero(),
        rx.foreach(RecordState.panels, _panel),
        rx.foreach(RecordState.made, _made),
        _changes(),
        rx.foreach(RecordState.related, related),
        class_name="stack g4",
    )


def _course() -> rx.Component:
    """The states of the workflow, the present one marked, with when and by whom each was reached."""

    def state(one: Any) -> rx.Component:
        return rx.el.li(
            rx.el.div(
                rx.cond(one["been"], kit.icon("check", size="sm")),
                rx.el.b(t_var(one["label"]), class_name="medium"),
                class_name="row g1",
            ),
            rx.cond(
                one["at"],
                rx.el.div(kit.value(one["at"], kind="datetime"), " ", kit.value(one["by"]), class_name="faint xs"),
            ),
            rx.cond(one["note"], rx.el.div(rx.el.bdi(one["note"]), class_name="xs tl-n")),
            class_name=rx.cond(one["now"], "on " + one["tone"].to(str), rx.cond(one["been"], "been", "")),
            aria_current=rx.cond(one["now"], "step", "false"),
        )

    return rx.cond(
        RecordState.course.length() > 0,
        rx.el.section(
            rx.el.ol(rx.foreach(RecordState.course, state), class_name="course"),
            class_name="card",
            aria_label=t("Where it stands"),
        ),
    )


def _hero() -> rx.Component:
    """The record at a glance: its pictures, its stamp, what it weighs, its facts."""
    return rx.el.section(
        kit.pictures(
            place=DiscussionState.place,
            files=DiscussionState.files,
            picture=RecordState.picture,
            fineness=RecordState.fineness,
            may=DiscussionState.writes,
        ),
        rx.el.div(
            rx.cond(
                RecordState.stamp.length() > 0,
                rx.el.dl(rx.foreach(RecordState.stamp, _measure), class_name="assay"),
            ),
            rx.foreach(RecordState.bars, lambda one: kit.parts_bar(data=one)),
            rx.foreach(RecordState.sections, _section),
            class_name="facts",
        ),
        class_name="card hero",
    )


def _measure(one: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(t_var(one["label"])), rx.el.dd(kit.value(one["value"], kind=one["kind"].to(str))))


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


def _panel(panel: Any) -> rx.Component:
    """A card of the workspace's own."""

    def fact(one: Any) -> rx.Component:
        return rx.fragment(rx.el.dt(t_var(one["label"])), rx.el.dd(kit.value(one["value"], kind=one["kind"].to(str))))

    facts = rx.el.dl(rx.foreach(panel["data"].to(list[dict[str, Any]]), fact), class_name="dl facts2")
    return blocks.card(t_var(panel["label"]), facts)


def _made(panel: Any) -> rx.Component:
    """How an amount came about, step by step."""
    return kit.waterfall(title=t_var(panel["label"]), data=panel["data"])


def _changes() -> rx.Component:
    """What an entry of history changed; on the page of such an entry alone."""
    return rx.cond(
        RecordState.changes.length() > 0,
        blocks.card(t("What changed"), rx.el.dl(rx.foreach(RecordState.changes, change), class_name="chg big")),
    )


def related(part: Any) -> rx.Component:
    """The first rows of a list that belong to the record."""
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
