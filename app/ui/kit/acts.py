"""Forms and acts that go by HTTP."""

import reflex as rx
from reflex_components_core.el.element import Element

from app.ui.kit.base import Json, OnAnswer, module


class NativeForm(Element):
    """A form the browser itself posts; ``rx.el.form`` always prevents that."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]


class PostButton(rx.Component):
    """Posts ``body`` as JSON once, however often it is pressed; failures become a toast.

    It sends ``X-Requested-With`` and an ``Idempotency-Key`` that stays the same on a retry. ``on_done`` gets the
    answer; ``reload`` loads the page anew, at the answer's ``location`` or the root.
    """

    library = module("post-button.jsx")
    tag = "PostButton"

    url: rx.Var[str]
    body: rx.Var[Json]
    text: rx.Var[str]
    icon: rx.Var[str]
    look: rx.Var[str]
    disabled: rx.Var[bool]
    reload: rx.Var[bool]

    on_done: OnAnswer
