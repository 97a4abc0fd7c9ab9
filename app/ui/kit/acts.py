"""The form that goes by HTTP."""

import reflex as rx
from reflex_components_core.el.element import Element


class NativeForm(Element):
    """A form the browser itself posts; ``rx.el.form`` always prevents that."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
