"""Files brought in: a place to drop one, its columns beside fields, and asking again how far it is."""

import reflex as rx

from app.ui.kit.base import Json, OnAnswer, OnNothing, OnPair, module


class DropZone(rx.Component):
    """A place to drop one file or to choose it; it is posted to ``url`` at once, and the answer told."""

    library = module("drop-zone.jsx")
    tag = "DropZone"

    url: rx.Var[str]
    accept: rx.Var[str]
    text: rx.Var[str]
    note: rx.Var[str]

    on_done: OnAnswer


class MappingTable(rx.Component):
    """The columns of a file beside the fields they fill.

    ``columns`` is ``[{number, head, samples, target}]``, ``targets`` ``[{key, label, required}]``; ``on_match`` gets
    the column's number and the field's key, empty for none.
    """

    library = module("mapping-table.jsx")
    tag = "MappingTable"

    columns: rx.Var[list[Json]]
    targets: rx.Var[list[Json]]
    disabled: rx.Var[bool]
    caption: rx.Var[str]

    on_match: OnPair


class Poll(rx.Component):
    """Asks again every ``every`` milliseconds while it stands on the page."""

    library = module("poll.jsx")
    tag = "Poll"

    every: rx.Var[int]

    on_tick: OnNothing
