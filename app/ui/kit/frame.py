"""What stands around every page: direction, title, navigation, switches, keys, connection."""

import reflex as rx

from app.ui.kit.base import RADIX, Json, OnNothing, module


class Root(rx.Component):
    """Around the whole app: direction for every part, and the sign that the page may be shown."""

    library = module("root.jsx")
    tag = "Root"
    lib_dependencies: list[str] = [RADIX]


class Adopt(rx.Component):
    """Takes over what the server keeps for the person who signed in (``owner`` names the person and shop)."""

    library = module("adopt.jsx")
    tag = "Adopt"

    owner: rx.Var[str]
    language: rx.Var[str]
    theme: rx.Var[str]
    density: rx.Var[str]
    numerals: rx.Var[str]
    currency: rx.Var[str]
    calendar: rx.Var[str]
    time_zone: rx.Var[str]


class PageTitle(rx.Component):
    """The title of the window."""

    library = module("page-title.jsx")
    tag = "PageTitle"

    text: rx.Var[str]


class Nav(rx.Component):
    """The workspaces of the sidebar: ``[{label, icon, entries: [{label, icon, href, count?}]}]``, labels msgids."""

    library = module("nav.jsx")
    tag = "Nav"

    workspaces: rx.Var[list[Json]]


class TabBar(rx.Component):
    """The main pages at the foot of a narrow screen: ``[{label, icon, href}]``."""

    library = module("nav.jsx")
    tag = "TabBar"

    entries: rx.Var[list[Json]]
    more: rx.Component


class MenuSheet(rx.Component):
    """All pages in a sheet, on a narrow screen; at its foot the person, the switches and the way out."""

    library = module("menu-sheet.jsx")
    tag = "MenuSheet"
    lib_dependencies: list[str] = [RADIX]

    workspaces: rx.Var[list[Json]]
    bar: rx.Var[bool]
    user: rx.Var[str]
    sign_out: rx.Var[str]


class LanguageSwitch(rx.Component):
    """The other language, named in itself."""

    library = module("switches.jsx")
    tag = "LanguageSwitch"

    long: rx.Var[bool]


class ThemeSwitch(rx.Component):
    """Light or dark."""

    library = module("switches.jsx")
    tag = "ThemeSwitch"

    size: rx.Var[str]


class RailSwitch(rx.Component):
    """The sidebar in full, or as a rail."""

    library = module("switches.jsx")
    tag = "RailSwitch"


class KeysDialog(rx.Component):
    """The list of keys: a button, and "?"."""

    library = module("keys-dialog.jsx")
    tag = "KeysDialog"
    lib_dependencies: list[str] = [RADIX]


class HotKey(rx.Component):
    """A key of the page: ``code`` is the key's place (KeyN, F8, Enter), ``keys`` what is shown ("N", "Ctrl S").

    It runs ``on_press``, goes ``to`` an address, or clicks what the selector ``click`` finds.
    ``label`` is what the list of keys and the palette say: ``t("New item")``. Without a ``code`` it is an act that
    the palette offers on this page. ``group`` is "page", "rows" or "everywhere".
    """

    library = module("hot-keys.jsx")
    tag = "HotKey"

    code: rx.Var[str]
    keys: rx.Var[str]
    label: rx.Var[str]
    icon: rx.Var[str]
    group: rx.Var[str]
    ctrl: rx.Var[bool]
    shift: rx.Var[bool]
    anywhere: rx.Var[bool]
    to: rx.Var[str]
    click: rx.Var[str]

    on_press: OnNothing


class Visited(rx.Component):
    """Remembers in this browser that a record was looked at: ``place`` is its address after ``/r/``."""

    library = module("visited.jsx")
    tag = "Visited"

    place: rx.Var[str]
    label: rx.Var[object]
    icon: rx.Var[str]


class ConnectionBanner(rx.Component):
    """A copper strip while the server can't be reached; takes the place of Reflex's own."""

    library = module("connection-banner.jsx")
    tag = "ConnectionBanner"


class Crash(rx.Component):
    """In place of a page whose drawing failed."""

    library = module("crash.jsx")
    tag = "Crash"

    fault: rx.Var[str]
