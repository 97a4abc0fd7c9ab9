"""Yes or no."""

import reflex as rx

from app.ui.kit.base import OnFlag, module


class Checkbox(rx.Component):
    """A box with its words beside it."""

    library = module("tick.jsx")
    tag = "Checkbox"

    name: rx.Var[str]
    value: rx.Var[object]
    text: rx.Var[str]
    disabled: rx.Var[bool]

    on_change: OnFlag


class Switch(rx.Component):
    """On or off, at once."""

    library = module("tick.jsx")
    tag = "Switch"

    name: rx.Var[str]
    value: rx.Var[object]
    label: rx.Var[str]
    disabled: rx.Var[bool]

    on_change: OnFlag
