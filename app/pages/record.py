"""The page of one record, of every resource."""

from typing import Any

import reflex as rx

from app.pages.frame import framed
from app.pages.neighbours import list_address, neighbours
from app.pages.record_body import body, related
from app.pages.record_side import files, follow, history, side, versions
from app.states.presence import PresenceState
from app.states.record import RecordState
from app.states.session import SessionState
from app.states.versions import VersionsState
from app.ui import kit, states
from app.ui.buttons import button, button_link
from app.ui.i18n import t, t_var
from app.ui.page_head import page_head

ROUTE = "/r/[resource]/[id]"
about = RecordState.about


def record_page() -> rx.Component:
    """Head with the acts; what the record is, and what stands beside it."""
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
            kit.value(RecordState.title["text"], kind=RecordState.title["kind"].to(str)),
            neighbours(),
            *_acts(),
            crumbs=((t_var(about["label"]), list_address("/r/" + about["key"])),),
            beside=(
                rx.cond(RecordState.code, kit.value(RecordState.code, kind="code")),
                rx.cond(RecordState.deleted, rx.el.span(t("In the trash"), class_name="badge wrn")),
                kit.presence(people=PresenceState.others),
            ),
        ),
        _parts(),
        _question(),
        kit.purge_dialog(
            name=RecordState.ending["name"].to(str),
            parts=RecordState.ending["parts"].to(list[dict[str, Any]]),
            on_confirm=RecordState.delete_forever,
            on_close=RecordState.cancel,
        ),
        versions(),
    )


def _parts() -> rx.Component:
    """The record as a whole, and each of its larger parts by itself."""
    return kit.tabs(
        kit.tab_panel(rx.el.div(body(), side(), class_name="cols2 fold"), value="record"),
        rx.foreach(RecordState.related, lambda one: kit.tab_panel(related(one), value=one["tab"].to(str))),
        kit.tab_panel(files(), value="files"),
        kit.tab_panel(history(), value="history"),
        key=RecordState.loaded,
        items=RecordState.tabs,
        label=t("Parts of the record"),
    )


def _acts() -> tuple[rx.Component, ...]:
    edit = "/r/" + RecordState.loaded + "/edit"
    return (
        follow(),
        rx.foreach(
            RecordState.documents,
            lambda one: kit.open_button(href=one["href"].to(str), icon=one["icon"].to(str), text=t_var(one["label"])),
        ),
        rx.foreach(RecordState.actions, _action),
        rx.cond(
            RecordState.deleted,
            rx.fragment(
                rx.cond(
                    RecordState.forever,
                    button(t("Delete for good"), icon="trash-2", look="danger-q", on_click=RecordState.ask_forever),
                ),
                rx.cond(
                    RecordState.verbs["restore"],
                    button(t("Restore"), icon="undo-2", look="primary", on_click=RecordState.restore),
                ),
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
        _more(),
    )


def _more() -> rx.Component:
    """What is done more seldom, behind three dots; nothing where there is nothing of it."""
    changed = RecordState.history.length() > 1
    return rx.cond(
        changed,
        kit.menu(
            kit.menu_item(
                text=t("Compare versions"),
                icon="git-compare",
                on_select=VersionsState.compare(RecordState.history[1]["id"].to(str), ""),
            ),
            icon="ellipsis",
            label=t("More"),
            look="btn icon",
        ),
    )


def _action(action: Any) -> rx.Component:
    """A button; of one that can't be done now it says so, and pressing it tells why."""
    return rx.el.button(
        kit.icon(action["icon"].to(str)),
        rx.el.span(t_var(action["label"])),
        type="button",
        class_name=rx.cond(action["why"], "btn dim", rx.cond(action["tone"] == "danger", "btn danger-q", "btn")),
        title=rx.cond(action["why"], t_var(action["why"]), ""),
        on_click=RecordState.ask(action["name"].to(str)),
    )


def _question() -> rx.Component:
    """What an action will do, before it does it, and why it is done, where that must be said."""
    asking = RecordState.asking
    reason = rx.el.div(
        rx.el.label(t_var(asking["reason"].to(str)), rx.el.span("*", class_name="req", aria_hidden="true"),
                    html_for="reason"),
        rx.el.div(
            rx.el.textarea(id="reason", name="note", rows="3", required=True, max_length=2000, dir="auto",
                           auto_focus=True),
            class_name="input area",
        ),
        class_name="field",
    )  # fmt: skip
    return kit.dialog(
        rx.el.form(
            rx.el.div(
                rx.cond(asking["confirm"], rx.el.p(t_var(asking["confirm"].to(str)))),
                rx.cond(asking["reason"], reason),
                class_name="dialog-b stack g3",
            ),
            rx.el.div(
                button(t("Cancel"), on_click=RecordState.cancel),
                rx.el.button(
                    t_var(asking["label"].to(str)),
                    type="submit",
                    class_name=rx.cond(asking["tone"] == "danger", "btn danger", "btn primary"),
                ),
                class_name="dialog-f",
            ),
            on_submit=RecordState.confirm,
        ),
        open=asking.length() > 0,
        title=t_var(asking["label"].to(str)),
        on_close=RecordState.cancel,
    )
