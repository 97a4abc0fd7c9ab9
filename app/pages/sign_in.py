"""The sign-in page: the browser posts the form to ``/auth/sign-in``, which answers with a cookie and the first page."""

from typing import Any

import reflex as rx

from app.ui import kit
from app.ui.brand import mark
from app.ui.i18n import t
from app.ui.kit.sign_in import SignInNote, Touchstone

ROUTE = "/login"


def sign_in_page() -> rx.Component:
    """Name, password, one gold button; the touchstone beside them. Other ways in get their place below the button."""
    return rx.el.div(
        kit.page_title(text=t("Sign in")),
        rx.el.main(_top(), _form(), _foot(), class_name="form-side", id="main"),
        Touchstone.create(),
        kit.connection_banner(),
        class_name="sign-in",
    )


def _top() -> rx.Component:
    return rx.el.div(mark(), rx.el.b(t("Zarrin")), class_name="brand")


def _form() -> rx.Component:
    return kit.native_form(
        rx.el.div(rx.el.h1(t("Welcome back")), class_name="streak"),
        SignInNote.create(),
        _field(
            "username",
            t("Username or e-mail"),
            rx.el.div(
                kit.icon("user"),
                rx.el.input(
                    id="username", name="username", dir="ltr", auto_complete="username", required=True, auto_focus=True
                ),
                class_name="input ltr",
            ),
        ),
        _field("password", t("Password"), kit.password_input(id="password", name="password")),
        rx.el.label(
            rx.el.input(type="checkbox", name="remember", value="yes", class_name="tick"),
            rx.el.span(t("Keep me signed in on this device")),
            class_name="check",
        ),
        rx.el.button(t("Sign in"), type="submit", class_name="btn primary xl"),
        action="/auth/sign-in",
        method="post",
        class_name="form",
    )


def _field(name: str, label: Any, control: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.label(label, html_for=name), control, class_name="field")


def _foot() -> rx.Component:
    return rx.el.div(
        rx.el.span(class_name="grow"),
        kit.language_switch(long=True),
        kit.theme_switch(size="s"),
        class_name="row between sm faint",
    )
