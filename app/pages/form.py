"""The form of every resource, to create and to edit."""

from typing import Any

import reflex as rx

from app.pages.frame import framed
from app.states.form import FormState
from app.states.session import SessionState
from app.ui import blocks, kit, states
from app.ui.buttons import button, button_link
from app.ui.i18n import noun, t, t_var, tn
from app.ui.page_head import page_head

NEW_ROUTE = "/r/[resource]/new"
EDIT_ROUTE = "/r/[resource]/[id]/edit"
FORM = "record-form"
about = FormState.about


def form_page() -> rx.Component:
    """Contents at the start, sections of fields, a bar to save at the foot."""
    return framed(
        rx.cond(
            FormState.denied,
            states.forbidden(t_var(SessionState.role)),
            rx.cond(FormState.missing, states.not_found(), rx.cond(FormState.loaded, _form(), states.skeleton(8))),
        ),
        title=t_var(about["label_one"]),
        page="form",
    )


def _form() -> rx.Component:
    title = rx.cond(
        FormState.creating,
        t("New {what}", what=noun(about["label_one"])),
        kit.value(FormState.title["text"]),
    )
    return rx.fragment(
        page_head(title, crumbs=((t_var(about["label"]), "/r/" + about["key"]),)),
        _errors(),
        _conflict(),
        rx.el.div(
            rx.el.nav(rx.foreach(FormState.sections, _toc), class_name="toc", aria_label=t("Sections")),
            rx.el.form(
                rx.foreach(FormState.sections, _section),
                _save_bar(),
                id=FORM,
                key=FormState.loaded,
                class_name="card",
                on_submit=FormState.save,
                no_validate=True,
                auto_complete="off",
            ),
            class_name="fw fold",
        ),
    )


def _errors() -> rx.Component:
    return rx.cond(
        FormState.error_count > 0,
        blocks.callout(
            rx.el.b(
                tn("{n} field needs another look.", "{n} fields need another look.", FormState.error_count),
                class_name="medium",
            ),
            " ",
            rx.el.span(t("Nothing has been changed yet."), class_name="muted"),
            " ",
            kit.next_error(),
            tone="no",
            role="alert",
        ),
    )


def _conflict() -> rx.Component:
    def line(one: Any) -> rx.Component:
        return rx.fragment(
            rx.el.dt(t_var(one["label"])),
            rx.el.dd(
                rx.el.del_(kit.value(one["theirs"], kind=one["kind"].to(str))),
                rx.el.ins(kit.value(one["mine"], kind=one["kind"].to(str))),
            ),
        )

    return rx.cond(
        FormState.conflict.length() > 0,
        blocks.callout(
            rx.el.b(t("Somebody else changed this record meanwhile"), class_name="medium"),
            rx.el.p(t("Stored now, and what you typed:"), class_name="muted"),
            rx.el.dl(rx.foreach(FormState.conflict, line), class_name="chg"),
            rx.el.div(
                button(t("Take what is stored"), on_click=FormState.take_theirs),
                button(t("Go on with mine"), on_click=FormState.keep_mine),
                class_name="row",
            ),
            tone="wrn",
            role="alert",
        ),
    )


def _toc(section: Any) -> rx.Component:
    return rx.el.a(t_var(section["label"]), href="#" + section["key"].to(str))


def _section(section: Any) -> rx.Component:
    return rx.el.section(
        rx.el.header(rx.el.h2(t_var(section["label"]))),
        rx.el.div(
            kit.field_inputs(
                fields=section["fields"].to(list[dict[str, Any]]), values=FormState.values, errors=FormState.errors
            ),
            class_name="f3",
        ),
        id=section["key"].to(str),
        class_name="sec",
    )


def _save_bar() -> rx.Component:
    back = rx.cond(FormState.creating, "/r/" + about["key"], "/r/" + FormState.loaded)
    return rx.el.div(
        kit.unsaved_guard(form=FORM, saved=FormState.loaded, on_change=FormState.typed),
        rx.el.span(class_name="grow"),
        button_link(t("Cancel"), back),
        rx.el.button(
            t("Save"), rx.el.kbd("Ctrl S", class_name="hide-s"), type="submit", class_name="btn primary", id="save"
        ),
        kit.hot_key(code="KeyS", keys="Ctrl S", label=t("Save"), click="#save", ctrl=True),
        class_name="savebar",
    )
