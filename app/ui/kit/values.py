"""Values as the reader writes them: figures, money, weights, dates, badges, pictures."""

import reflex as rx

from app.ui.kit.base import Json, module


class Value(rx.Component):
    """A value drawn by its kind.

    Kinds: text, longtext, message (a msgid), code, email, phone, integer, number, percent, money, weight, fineness,
    date, longdate, datetime, time, boolean, choice, reference (``{label, href}`` or text), picture, json.
    ``bare`` leaves out unit and link. ``choices`` is ``[{value, label, tone}]``; tones: ok no inf wrn idle plain.
    """

    library = module("value.jsx")
    tag = "Value"

    value: rx.Var[object]
    kind: rx.Var[str]
    choices: rx.Var[list[Json]]
    currency: rx.Var[str]
    href: rx.Var[str]
    fineness: rx.Var[str]
    size: rx.Var[str]
    bare: rx.Var[bool]
    empty: rx.Var[str]


class Money(rx.Component):
    """Money with its currency; ``bare`` gives the figure alone."""

    library = module("amount.jsx")
    tag = "Money"

    value: rx.Var[object]
    currency: rx.Var[str]
    bare: rx.Var[bool]


class Weight(rx.Component):
    """Grams, always three decimals; ``bare`` gives the figure alone."""

    library = module("amount.jsx")
    tag = "Weight"

    value: rx.Var[object]
    bare: rx.Var[bool]


class Hallmark(rx.Component):
    """The hallmark chip: fineness in parts per thousand, and its karat."""

    library = module("hallmark.jsx")
    tag = "Hallmark"

    fineness: rx.Var[object]
    solo: rx.Var[bool]


class Jewel(rx.Component):
    """The picture of a piece: an address beginning with ``/``, or the name of a drawing.

    Drawings: ring band bangle necklace earring coin chain pendant bar scrap.
    """

    library = module("jewel.jsx")
    tag = "Jewel"

    picture: rx.Var[str]
    fineness: rx.Var[str]
    size: rx.Var[str]


class Icon(rx.Component):
    """A Lucide icon by name; decoration only, the words stand beside it or in ``aria_label`` of its button."""

    library = module("icon.jsx")
    tag = "Icon"

    name: rx.Var[str]
    size: rx.Var[str]


class Sparkline(rx.Component):
    """A small line of the last values."""

    library = module("sparkline.jsx")
    tag = "Sparkline"

    values: rx.Var[list[float]]
    width: rx.Var[int]
    height: rx.Var[int]


class CopyButton(rx.Component):
    """Puts a text on the clipboard."""

    library = module("copy-button.jsx")
    tag = "CopyButton"

    text: rx.Var[str]
