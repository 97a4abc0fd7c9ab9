"""What stands beside a record: the talk about it, its files, who follows it, its versions."""

import reflex as rx

from app.ui.kit.base import RADIX, Json, OnNothing, OnPair, OnText, module


class Discussion(rx.Component):
    """The comments of a record and a place to write; ``place`` is ``resource/id``. It posts by our routes."""

    library = module("discussion.jsx")
    tag = "Discussion"

    place: rx.Var[str]
    comments: rx.Var[list[Json]]
    named: rx.Var[Json]
    may: rx.Var[bool]
    moderates: rx.Var[bool]


class Followers(rx.Component):
    """Those who follow a record: their names in every language."""

    library = module("discussion.jsx")
    tag = "Followers"

    people: rx.Var[list[dict[str, str]]]


class Attachments(rx.Component):
    """The card of a record's files, where further ones are dropped or chosen."""

    library = module("attachments.jsx")
    tag = "Attachments"

    place: rx.Var[str]
    files: rx.Var[list[Json]]
    may: rx.Var[bool]
    moderates: rx.Var[bool]
    title: rx.Var[str]


class Versions(rx.Component):
    """Two versions of a record beside each other: entries of history by id, ``""`` for now."""

    library = module("versions.jsx")
    tag = "Versions"
    lib_dependencies: list[str] = [RADIX]

    open: rx.Var[bool]
    entries: rx.Var[list[Json]]
    left: rx.Var[str]
    right: rx.Var[str]
    differences: rx.Var[list[Json]]
    may: rx.Var[bool]

    on_choose: OnPair
    on_restore: OnNothing
    on_close: OnNothing


class PurgeDialog(rx.Component):
    """The last question about a record; open while it has a ``name``, which is to be typed. ``parts`` go with it."""

    library = module("purge-dialog.jsx")
    tag = "PurgeDialog"
    lib_dependencies: list[str] = [RADIX]

    name: rx.Var[str]
    parts: rx.Var[list[Json]]

    on_confirm: OnText
    on_close: OnNothing


class OpenButton(rx.Component):
    """A button that opens an address in a tab of its own: a paper, a file; not a page of ours."""

    library = module("open-button.jsx")
    tag = "OpenButton"

    href: rx.Var[str]
    icon: rx.Var[str]
    text: rx.Var[str]


class Presence(rx.Component):
    """Those who edit the record at this moment: ``[{id, name}]``, names in every language."""

    library = module("presence.jsx")
    tag = "Presence"

    people: rx.Var[list[Json]]


class Pictures(rx.Component):
    """The pictures of a record: its own ``picture`` and those among its ``files``; nothing where there are none."""

    library = module("pictures.jsx")
    tag = "Pictures"

    place: rx.Var[str]
    picture: rx.Var[str]
    fineness: rx.Var[str]
    files: rx.Var[list[Json]]
    may: rx.Var[bool]


class PartsBar(rx.Component):
    """A whole and its parts as a bar; ``data`` is that of a panel of kind ``parts``."""

    library = module("parts-bar.jsx")
    tag = "PartsBar"

    data: rx.Var[Json]


class Waterfall(rx.Component):
    """How an amount came about; ``data`` is that of a panel of kind ``steps``."""

    library = module("waterfall.jsx")
    tag = "Waterfall"

    title: rx.Var[str]
    data: rx.Var[Json]
