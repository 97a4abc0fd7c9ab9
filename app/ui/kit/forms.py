"""The form of a record, with all that belongs to it."""

from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx

from app.ui.kit.base import RADIX, Json, OnCount, OnNothing, module

if TYPE_CHECKING:
    OnSave: TypeAlias = Any
    OnAsk: TypeAlias = Any
else:
    OnSave = rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any], list[str], str)]
    OnAsk = rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any], list[str], list[str], int)]


class RecordForm(rx.Component):
    """Sections, tabs, conditions, lines, suggestions, results, drafts and two sides of a save.

    ``sections``: ``[{key, label, help, tab, fields}]``; ``tables``: ``[{key, label, label_one, tab, ordered, verbs,
    totals, fields, unshown}]``; ``results`` are columns. ``values`` and ``errors`` go by the names of the inputs
    (``children:line:field`` in a table, ``children:order`` its order). ``theirs``: ``{turn, values}``, ``answer``:
    ``{turn, suggested, results, warnings}``, asked for where there are results or ``warns``. ``draft`` names what is
    kept on this device. ``on_save`` gets all texts, the names of those that changed and the turn of ``theirs`` that was
    brought in; ``on_ask`` the texts, those names, the fields that nobody has typed in, and its turn.
    """

    library = module("record-form.jsx")
    tag = "RecordForm"
    lib_dependencies: list[str] = [RADIX]

    label: rx.Var[str]
    back: rx.Var[str]
    creating: rx.Var[bool]
    sections: rx.Var[list[Json]]
    tables: rx.Var[list[Json]]
    results: rx.Var[list[Json]]
    warns: rx.Var[bool]
    values: rx.Var[Json]
    errors: rx.Var[Json]
    theirs: rx.Var[Json]
    answer: rx.Var[Json]
    draft: rx.Var[str]

    on_typed: OnCount
    on_save: OnSave
    on_ask: OnAsk


class DraftEnd(rx.Component):
    """Drops the draft ``saved`` from this device."""

    library = module("draft-end.jsx")
    tag = "DraftEnd"

    saved: rx.Var[str]


class FormNews(rx.Component):
    """That somebody else saved the record of an open form: ``{who, at, shown}``, or nothing."""

    library = module("form-news.jsx")
    tag = "FormNews"

    news: rx.Var[Json]

    on_take: OnNothing
