"""The table of every list, and what stands around it."""

import reflex as rx

from app.ui.kit.base import RADIX, Json, OnText, OnTexts, module


class DataTable(rx.Component):
    """Rows and columns as the server describes them; its child is shown when there are no rows.

    A column: ``{key, label, kind, align?, sortable?, width?, choices?, currency?, strong?, wrap?, thumb?, sub?,
    slot?, href_key?}``. ``thumb`` and ``sub`` name row keys drawn beside the first column (picture, code); ``slot``
    is the column's place in the two lines of a narrow screen (title, end, under, chip, note).
    A row: ``{id, href?, fineness?, currency?, tone?, …values}``. ``narrow`` is lines or cards.
    """

    library = module("data-table.jsx")
    tag = "DataTable"

    columns: rx.Var[list[Json]]
    rows: rx.Var[list[Json]]
    hidden: rx.Var[list[str]]
    caption: rx.Var[str]
    sort: rx.Var[str]
    direction: rx.Var[str]
    totals: rx.Var[Json]
    loading: rx.Var[bool]
    selectable: rx.Var[bool]
    selected: rx.Var[list[str]]
    opened: rx.Var[str]
    narrow: rx.Var[str]

    on_sort: OnText
    on_select: OnTexts
    on_open: OnText
    on_peek: OnText


class ColumnsMenu(rx.Component):
    """Which columns are shown; tells the list of hidden ones."""

    library = module("columns-menu.jsx")
    tag = "ColumnsMenu"
    lib_dependencies: list[str] = [RADIX]

    columns: rx.Var[list[Json]]
    hidden: rx.Var[list[str]]

    on_change: OnTexts


class DensitySwitch(rx.Component):
    """How close rows stand; the reader's preference."""

    library = module("switches.jsx")
    tag = "DensitySwitch"
