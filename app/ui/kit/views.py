"""The other views of a list, and the switch between them. They read the list's address and fetch what they draw."""

import reflex as rx

from app.ui.kit.base import RADIX, Json, OnAct, OnText, module


class ViewSwitcher(rx.Component):
    """An icon for each view the list allows: ``[{key, by}]``, as the engine describes them.

    ``usual`` is the one shown where the address names none.
    """

    library = module("view-switcher.jsx")
    tag = "ViewSwitcher"
    lib_dependencies: list[str] = [RADIX]

    views: rx.Var[list[Json]]
    usual: rx.Var[str]


class ListView(rx.Component):
    """The view of the address in place of the children, which are the table; a new ``stamp`` reads again.

    ``look`` is what a saved view says of the ``usual`` one, for an address that is silent: its field, its zoom.
    ``acts``, ``params``, ``cleared`` and ``on_act`` are those of :class:`~app.ui.kit.table.DataTable`.
    """

    library = module("list-view.jsx")
    tag = "ListView"

    lib_dependencies: list[str] = [RADIX]

    views: rx.Var[list[Json]]
    usual: rx.Var[str]
    look: rx.Var[dict[str, str]]
    stamp: rx.Var[int]
    opened: rx.Var[str]
    acts: rx.Var[list[Json]]
    params: rx.Var[dict[str, str]]
    cleared: rx.Var[int]

    on_peek: OnText
    on_act: OnAct
