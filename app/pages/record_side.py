"""Beside a record: the talk about it, its history and versions, its files."""

from typing import Any

import reflex as rx

from app.states.discussion import DiscussionState
from app.states.record import RecordState
from app.states.versions import VersionsState
from app.ui import blocks, kit
from app.ui.buttons import icon_button
from app.ui.i18n import t, t_var

ICONS = (
    ("create", "plus"),
    ("delete", "trash-2"),
    ("restore", "undo-2"),
    ("undo", "undo-2"),
    ("update", "pencil"),
    ("attach", "paperclip"),
    ("detach", "paperclip"),
)


def side() -> rx.Component:
    """All that stands beside the facts; nothing where there is neither talk nor history."""
    changed = RecordState.history.length() > 0
    return rx.cond(
        DiscussionState.talks | changed,
        rx.el.aside(
            rx.cond(DiscussionState.talks, _discussion()),
            rx.cond(changed, history()),
            rx.cond(DiscussionState.talks, files()),
            class_name="stack g4",
        ),
    )


def follow() -> rx.Component:
    """Follow the record, or no more."""
    on: Any = DiscussionState.follows
    return rx.cond(
        DiscussionState.talks,
        rx.el.button(
            kit.icon("star"),
            type="button",
            class_name=rx.cond(on, "btn icon on", "btn icon"),
            aria_pressed=rx.cond(on, "true", "false"),
            aria_label=t("Follow"),
            title=rx.cond(on, t("You hear what happens here"), t("Follow")),
            on_click=DiscussionState.follow,
        ),
    )


def versions() -> rx.Component:
    """Two versions beside each other."""
    return kit.versions(
        open=VersionsState.open,
        entries=RecordState.history,
        left=VersionsState.left,
        right=VersionsState.right,
        differences=VersionsState.differences,
        may=VersionsState.restorable,
        on_choose=VersionsState.compare,
        on_restore=VersionsState.bring_back,
        on_close=VersionsState.close,
    )


def _discussion() -> rx.Component:
    talk = kit.discussion(
        place=DiscussionState.place,
        comments=DiscussionState.comments,
        named=DiscussionState.named,
        may=DiscussionState.writes,
        moderates=DiscussionState.moderates,
    )
    return blocks.card(t("Discussion"), talk, actions=[kit.followers(people=DiscussionState.followers)])


def files() -> rx.Component:
    """The files beside the record, and a place for more."""
    return kit.attachments(
        place=DiscussionState.place,
        files=DiscussionState.files,
        may=DiscussionState.writes,
        moderates=DiscussionState.moderates,
        title=t("Files"),
    )


def history() -> rx.Component:
    """What happened to the record, the newest first."""
    return blocks.card(t("History"), rx.el.ol(rx.foreach(RecordState.history, _entry), class_name="tl"))


def _entry(one: Any) -> rx.Component:
    changes = rx.el.dl(rx.foreach(one["changes"].to(list[dict[str, Any]]), change), class_name="chg sm")
    return rx.el.li(
        rx.el.span(
            rx.match(one["verb"], *((verb, kit.icon(name)) for verb, name in ICONS), kit.icon("arrow-right")),
            class_name="dot",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    rx.el.b(t_var(one["action"]), class_name="medium"),
                    " ",
                    rx.el.span(kit.value(one["by"], empty=""), class_name="muted"),
                ),
                rx.el.span(class_name="grow"),
                rx.cond(
                    one["id"] != RecordState.history[0]["id"],
                    icon_button(
                        t("Compare with now"),
                        "git-compare",
                        look="s ghost",
                        on_click=VersionsState.compare(one["id"].to(str), ""),
                    ),
                ),
                class_name="tl-h sm",
            ),
            rx.el.div(kit.value(one["at"], kind="datetime"), class_name="faint sm"),
            rx.cond(one["note"], rx.el.p(rx.el.bdi(one["note"]), class_name="tl-n sm")),
            rx.cond(
                one["verb"] == "create",
                rx.el.details(rx.el.summary(t("What it began with"), class_name="link sm"), changes),
                changes,
            ),
        ),
    )


def change(one: Any) -> rx.Component:
    """A field before and after."""

    def drawn(side: str) -> rx.Component:
        return kit.value(one[side], kind=one["kind"].to(str), choices=one["choices"].to(list[dict[str, Any]]))

    return rx.fragment(
        rx.el.dt(t_var(one["label"])),
        rx.el.dd(
            rx.cond(one["had"], rx.el.del_(drawn("before"))),
            rx.cond(one["has"], rx.el.ins(drawn("after"))),
        ),
    )
