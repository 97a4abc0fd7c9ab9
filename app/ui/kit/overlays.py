"""What floats: dialogs, menus, tooltips, toasts, the palette."""

import reflex as rx

from app.ui.kit.base import RADIX, Json, OnFlag, OnNothing, OnText, module


class _Radix(rx.Component):
    """A part built on the Radix primitives."""

    lib_dependencies: list[str] = [RADIX]


class Dialog(_Radix):
    """A dialog held open by a Var. Children: a body ``.dialog-b`` and a foot ``.dialog-f`` (the safe button first)."""

    library = module("dialog.jsx")
    tag = "Dialog"

    open: rx.Var[bool]
    title: rx.Var[str]
    icon: rx.Var[str]
    tone: rx.Var[str]
    wide: rx.Var[bool]

    on_close: OnNothing


class Menu(_Radix):
    """A button that opens a menu of :class:`MenuItem`, :class:`MenuCheck`, :class:`MenuHead`, :class:`MenuRule`."""

    library = module("menu.jsx")
    tag = "Menu"

    text: rx.Var[str]
    icon: rx.Var[str]
    label: rx.Var[str]
    look: rx.Var[str]
    align: rx.Var[str]
    chevron: rx.Var[bool]
    initials: rx.Var[str]


class MenuItem(_Radix):
    """One act: an event, or an address in ``to``."""

    library = module("menu.jsx")
    tag = "MenuItem"

    text: rx.Var[str]
    icon: rx.Var[str]
    keys: rx.Var[str]
    to: rx.Var[str]
    tone: rx.Var[str]
    disabled: rx.Var[bool]

    on_select: OnNothing


class MenuCheck(_Radix):
    """One that is on or off."""

    library = module("menu.jsx")
    tag = "MenuCheck"

    text: rx.Var[str]
    icon: rx.Var[str]
    checked: rx.Var[bool]

    on_change: OnFlag


class MenuHead(_Radix):
    """A heading inside a menu."""

    library = module("menu.jsx")
    tag = "MenuHead"

    text: rx.Var[str]


class MenuRule(_Radix):
    """A line between groups of a menu."""

    library = module("menu.jsx")
    tag = "MenuRule"


class Tabs(_Radix):
    """Tabs: ``items`` is ``[{value, label, count?}]``; children are :class:`TabPanel`. ``first`` opens at the start."""

    library = module("tabs.jsx")
    tag = "Tabs"

    items: rx.Var[list[Json]]
    value: rx.Var[str]
    first: rx.Var[str]
    label: rx.Var[str]

    on_change: OnText


class TabPanel(_Radix):
    """What one tab shows."""

    library = module("tabs.jsx")
    tag = "TabPanel"

    value: rx.Var[str]


class Toasts(rx.Component):
    """What has just happened: ``[{id, kind: ok|error|info|warn, text, detail?, action?}]``, texts as messages."""

    library = module("toasts.jsx")
    tag = "Toasts"

    toasts: rx.Var[list[Json]]

    on_dismiss: OnText
    on_action: OnText


class CommandPalette(_Radix):
    """The search field of the top bar and its panel (Ctrl K).

    ``workspaces`` as in the sidebar; ``actions`` is ``[{label, what?, icon, href}]``, where ``what`` is the noun of
    ``label``; ``source`` answers ``?q=`` with ``[{label, icon, all, items: [{label, href, code?, icon?}]}]``.
    """

    library = module("command-palette.jsx")
    tag = "CommandPalette"

    workspaces: rx.Var[list[Json]]
    actions: rx.Var[list[Json]]
    source: rx.Var[str]
    sign_out: rx.Var[str]


class SignOutItem(_Radix):
    """The menu's last item: ends the session by POST, then loads the sign-in page."""

    library = module("sign-out-item.jsx")
    tag = "SignOutItem"

    url: rx.Var[str]
