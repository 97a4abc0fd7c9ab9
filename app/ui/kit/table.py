"""The table of every list, and what stands around it."""

import reflex as rx

from app.ui.kit.base import (
    RADIX,
    Json,
    OnAct,
    OnCell,
    OnFlagged,
    OnPair,
    OnParts,
    OnText,
    OnTexts,
    OnWidths,
    module,
)


class DataTable(rx.Component):
    """Rows and columns as the server describes them; its child is shown when there are no rows.

    A column: ``{key, label, kind, align?, sortable?, width?, choices?, currency?, strong?, wrap?, thumb?, sub?,
    slot?, href_key?, edit?}``. ``thumb`` and ``sub`` name row keys drawn beside the first column (picture, code);
    ``slot`` is the column's place in the two lines of a narrow screen (title, end, under, chip, note); ``edit`` is
    the input of a cell that can be typed in. A row: ``{id, href?, fineness?, currency?, tone?, …values}``. ``narrow``
    is lines or cards.

    ``groups`` are ``{key, value, title, count, sums}``, each row naming its own in ``_group``, and ``group`` the field
    that parts the list. ``acts`` is ``[{name, label, icon, tone}]``: ``on_act`` gets a name and the selection,
    ``{"ids": […]}`` or ``{"all": true, "params": …}``. ``on_arrange`` gets
    the keys of the columns in their new order. ``on_edit`` gets turn, row, version, key and value, and
    ``answer`` is ``{turn, error}``. ``of`` names the list whose rows these are: while the address names
    another, they are on their way.
    """

    library = module("data-table.jsx")
    tag = "DataTable"
    lib_dependencies: list[str] = [RADIX]

    columns: rx.Var[list[Json]]
    rows: rx.Var[list[Json]]
    hidden: rx.Var[list[str]]
    caption: rx.Var[str]
    sort: rx.Var[str]
    direction: rx.Var[str]
    totals: rx.Var[Json]
    of: rx.Var[str]
    selectable: rx.Var[bool]
    selected: rx.Var[list[str]]
    opened: rx.Var[str]
    narrow: rx.Var[str]
    groups: rx.Var[list[Json]]
    group: rx.Var[Json]
    widths: rx.Var[dict[str, int]]
    density: rx.Var[str]
    params: rx.Var[dict[str, str]]
    cleared: rx.Var[int]
    acts: rx.Var[list[Json]]
    count: rx.Var[int]
    over: rx.Var[bool]
    answer: rx.Var[Json]

    on_sort: OnText
    on_select: OnTexts
    on_open: OnText
    on_peek: OnText
    on_widen: OnWidths
    on_arrange: OnTexts
    on_edit: OnCell
    on_act: OnAct


class FilterBar(rx.Component):
    """The conditions of a list, and where one adds some.

    ``tree`` is ``{word, parts}``: parts again groups, or ``{text, field, op, raw, label, operator, values}``.
    ``fields`` are those to filter by: ``{key, label, kind, operators, choices, periods, field, end}``. ``on_change``
    gets ``["and", "field=value", ["or", …]]``.
    """

    library = module("filter-bar.jsx")
    tag = "FilterBar"
    lib_dependencies: list[str] = [RADIX]

    tree: rx.Var[Json]
    fields: rx.Var[list[Json]]

    on_change: OnParts


class SavedTabs(rx.Component):
    """The views of a list as tabs: ``[{id, name, mine, default, may_change, look}]``; ``base`` is its address.

    ``counts`` are the views' rows by id, where they are known.
    """

    library = module("saved-tabs.jsx")
    tag = "SavedTabs"
    lib_dependencies: list[str] = [RADIX]

    base: rx.Var[str]
    views: rx.Var[list[Json]]
    current: rx.Var[str]
    changed: rx.Var[bool]
    trash: rx.Var[bool]
    may_trash: rx.Var[bool]
    may_share: rx.Var[bool]
    counts: rx.Var[dict[str, int]]

    on_save: OnFlagged
    on_keep: OnText
    on_rename: OnPair
    on_default: OnFlagged
    on_share: OnFlagged
    on_forget: OnText


class ColumnsMenu(rx.Component):
    """Which columns are shown and in which order; tells the keys of the shown ones."""

    library = module("columns-menu.jsx")
    tag = "ColumnsMenu"
    lib_dependencies: list[str] = [RADIX]

    columns: rx.Var[list[Json]]
    hidden: rx.Var[list[str]]

    on_change: OnTexts


class DensitySwitch(rx.Component):
    """How close rows stand: the reader's preference, or with ``on_change`` that of one list."""

    library = module("switches.jsx")
    tag = "DensitySwitch"

    value: rx.Var[str]

    on_change: OnText
