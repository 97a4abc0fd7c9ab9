"""Fields.

Each carries a real input of its ``name``, so ``rx.el.form(on_submit=…)`` gets plain canonical text:
dates as ISO, figures as Latin decimal text, switches as "true" or "false", references as their id.
"""

import reflex as rx

from app.ui.kit.base import Json, OnPair, OnText, module


class FieldInputs(rx.Component):
    """The fields of a section as the server describes them: ``values`` and ``errors`` by the field's key.

    A field: ``{key, label, kind, required?, help?, choices?, raw?, source?, text?, currency?, unit?, readonly?,
    disabled?, placeholder?, rows?, min?, max?, max_length?, wide? ("w2", "w3"), autofocus?}``; labels, helps and
    errors as msgid or ``{msgid, params}``. A reference's value is ``{id, label}`` and its ``source`` an address
    that answers ``?q=`` with ``[{value, label, note?, picture?}]``. ``on_change`` gets key and value.
    """

    library = module("field-input.jsx")
    tag = "FieldInputs"

    fields: rx.Var[list[Json]]
    values: rx.Var[Json]
    errors: rx.Var[Json]

    on_change: OnPair


class SelectInput(rx.Component):
    """One of few: ``options`` is ``[{value, label}]``, labels msgids, or texts as they are with ``raw``.

    ``bad`` draws the error edge; the sentence is the caller's.
    """

    library = module("select-input.jsx")
    tag = "SelectInput"

    name: rx.Var[str]
    value: rx.Var[object]
    size: rx.Var[str]
    bad: rx.Var[bool]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    required: rx.Var[bool]
    auto_focus: rx.Var[bool]
    options: rx.Var[list[Json]]
    empty: rx.Var[str]
    raw: rx.Var[bool]

    on_change: OnText
    on_blur: OnText


class PasswordInput(rx.Component):
    """A password, hidden until one asks to see it."""

    library = module("password-input.jsx")
    tag = "PasswordInput"

    name: rx.Var[str]
    auto_complete: rx.Var[str]
    required: rx.Var[bool]
