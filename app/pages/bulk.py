"""The dialog of a selection: what to set, what that would change, what became of it."""

from typing import Any

import reflex as rx

from app.states.bulk import DONE, FILE, FORM, PLAN, BulkState
from app.ui import kit
from app.ui.buttons import button, button_link, icon_button
from app.ui.i18n import t, t_var
from services.admin.bulk.change import EDIT

act = BulkState.act
editing = act["name"] == EDIT
FORM_ID = "bulk-form"
FILES = (
    ("xlsx", t("Excel, XLSX"), "file-spreadsheet"),
    ("csv", t("CSV"), "file-text"),
    ("pdf", t("Paper, PDF"), "printer"),
    ("json", t("JSON"), "braces"),
    ("parquet", t("Parquet"), "database"),
)
"""The kinds of file a list goes out as: name, text, icon."""


def bulk_dialogs() -> rx.Component:
    """Placed once on the list page; :meth:`BulkState.begin` opens it."""
    return kit.dialog(
        rx.cond(BulkState.stage != DONE, rx.el.div(_form(), hidden=BulkState.stage != FORM)),
        rx.match(BulkState.stage, (FILE, _file()), (PLAN, _plan()), (DONE, _done()), rx.fragment()),
        open=BulkState.stage != "",
        title=t_var(act["label"]),
        icon=act["icon"],
        wide=True,
        on_close=BulkState.close,
    )


def _form() -> rx.Component:
    add = kit.menu(
        rx.foreach(
            BulkState.offered,
            lambda item: kit.menu_item(
                text=t_var(item["label"]), on_select=BulkState.choose_field(item["key"].to(str))
            ),
        ),
        text=t("Choose a field"),
        icon="plus",
        label=t("Choose a field to set"),
        look="btn",
    )
    body = rx.el.form(
        rx.cond(
            editing,
            rx.el.p(t("Set these fields in every chosen record. A field left empty empties it."), class_name="muted"),
        ),
        rx.foreach(BulkState.inputs, _input),
        rx.cond(editing, add),
        id=FORM_ID,
        on_submit=BulkState.show,
        class_name="stack g3",
    )
    foot = (
        button(t("Cancel"), on_click=BulkState.close),
        rx.el.button(
            t("Show what changes"),
            type="submit",
            form=FORM_ID,
            class_name="btn primary",
            disabled=BulkState.inputs.length() == 0,
        ),
    )
    return _parts(body, *foot)


def _input(item: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            kit.field_inputs(fields=item["fields"].to(list[dict[str, Any]]), values={}, errors=BulkState.errors),
            class_name="stack g2",
        ),
        rx.cond(
            editing,
            icon_button(
                t("Leave {name} as it is", name=t_var(item["label"])),
                "x",
                on_click=BulkState.leave_field(item["item"].to(str)),
            ),
        ),
        class_name="bulk-f",
        key=item["item"].to(str),
    )


def _file() -> rx.Component:
    """Which kind of file."""
    return _parts(
        rx.el.div(
            *(button(text, icon=icon, on_click=BulkState.export(form)) for form, text, icon in FILES),
            class_name="stack g2",
        ),
        button(t("Cancel"), on_click=BulkState.close),
    )


def _plan() -> rx.Component:
    nothing = (BulkState.plan["done"].to(int) == 0) & ~BulkState.plan["job"].to(bool)
    run = rx.el.button(
        rx.cond(editing, t("Make these changes"), t_var(act["label"])),
        type="button",
        class_name=rx.cond(BulkState.plan["danger"].to(bool), "btn danger", "btn primary"),
        disabled=nothing,
        on_click=BulkState.run,
    )
    return _parts(
        kit.bulk_plan(plan=BulkState.plan, whole=BulkState.whole, on_whole=BulkState.choose_whole),
        button(t("Cancel"), on_click=BulkState.close),
        rx.cond(BulkState.inputs.length() > 0, button(t("Change the values"), on_click=BulkState.change_values)),
        run,
    )


def _done() -> rx.Component:
    outcome = BulkState.outcome
    return _parts(
        kit.bulk_done(outcome=outcome),
        rx.cond(
            outcome["correlation_id"].to(str) & (outcome["done"].to(int) > 0),
            button(t("Undo"), icon="undo-2", on_click=BulkState.take_back),
        ),
        rx.cond(
            outcome["job"].to(str),
            button_link(t("Open the job"), "/r/jobs/" + outcome["job"].to(str), icon="list-checks"),
        ),
        button(t("Close"), look="primary", on_click=BulkState.close),
    )


def _parts(body: rx.Component, *foot: rx.Component) -> rx.Component:
    return rx.fragment(
        rx.el.div(body, class_name="dialog-b"),
        rx.el.div(*foot, class_name="dialog-f"),
    )
