"""Fields.

Each carries a real input of its ``name``, so ``rx.el.form(on_submit=…)`` gets plain canonical text:
dates as ISO, figures as Latin decimal text, switches as "true" or "false", references as their id.
"""

import reflex as rx

from app.ui.kit.base import Json, OnPair, OnText, module


class _Input(rx.Component):
    """What all inputs take. ``bad`` draws the error edge; the sentence is the caller's, or :class:`FieldInput`'s."""

    name: rx.Var[str]
    value: rx.Var[object]
    size: rx.Var[str]
    bad: rx.Var[bool]
    placeholder: rx.Var[str]
    disabled: rx.Var[bool]
    required: rx.Var[bool]
    auto_focus: rx.Var[bool]

    on_change: OnText
    on_blur: OnText


class FieldInput(rx.Component):
    """A whole field as the server describes it: label, control by kind, help and error.

    ``field``: ``{key, label, kind, required?, help?, choices?, raw?, source?, text?, currency?, unit?, readonly?,
    disabled?, placeholder?, rows?, min?, max?, max_length?, wide? ("w2", "w3"), autofocus?}``; labels, helps and
    ``error`` as msgid or ``{msgid, params}``. A reference's value is ``{id, label}`` and its ``source`` an address
    that answers ``?q=`` with ``[{value, label, note?, picture?}]``. ``on_change`` gets key and value.
    """

    library = module("field-input.jsx")
    tag = "FieldInput"

    field: rx.Var[Json]
    value: rx.Var[object]
    error: rx.Var[object]

    on_change: OnPair


class FieldInputs(rx.Component):
    """All fields of a section, in a grid such as ``.f3``: ``values`` and ``errors`` by the field's key."""

    library = module("field-input.jsx")
    tag = "FieldInputs"

    fields: rx.Var[list[Json]]
    values: rx.Var[Json]
    errors: rx.Var[Json]

    on_change: OnPair


class TextInput(_Input):
    """One line; ``kind``: text, code, phone, email, url."""

    library = module("text-input.jsx")
    tag = "TextInput"

    kind: rx.Var[str]
    icon: rx.Var[str]
    max_length: rx.Var[int]
    auto_complete: rx.Var[str]


class TextArea(_Input):
    """Several lines."""

    library = module("text-area.jsx")
    tag = "TextArea"

    rows: rx.Var[int]
    max_length: rx.Var[int]


class NumberInput(_Input):
    """A figure; ``kind``: number, integer, money, weight, percent, fineness. Values are decimal text."""

    library = module("number-input.jsx")
    tag = "NumberInput"

    kind: rx.Var[str]
    currency: rx.Var[str]
    unit: rx.Var[str]


class DateInput(_Input):
    """A date, typed or picked; ``min`` and ``max`` as ISO."""

    library = module("date-input.jsx")
    tag = "DateInput"

    min: rx.Var[str]
    max: rx.Var[str]


class SelectInput(_Input):
    """One of few: ``options`` is ``[{value, label}]``, labels msgids, or texts as they are with ``raw``."""

    library = module("select-input.jsx")
    tag = "SelectInput"

    options: rx.Var[list[Json]]
    empty: rx.Var[str]
    raw: rx.Var[bool]


class Combobox(_Input):
    """One of many, found by typing: from an address (``source``), or from ``options`` after ``on_search``.

    ``text`` is the label of the present value.
    """

    library = module("combobox.jsx")
    tag = "Combobox"

    text: rx.Var[str]
    source: rx.Var[str]
    options: rx.Var[list[Json]]
    icon: rx.Var[str]

    on_search: OnText


class PasswordInput(rx.Component):
    """A password, hidden until one asks to see it."""

    library = module("password-input.jsx")
    tag = "PasswordInput"

    name: rx.Var[str]
    auto_complete: rx.Var[str]
    required: rx.Var[bool]
