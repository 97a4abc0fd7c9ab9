"""What the browser is told about a resource: plain data, already without everything the actor may not see."""

from collections.abc import Iterable, Iterator
from typing import Any

from services.admin.actions import Action
from services.admin.children import Children
from services.admin.fields import Choice, Use
from services.admin.grouping import groupable
from services.admin.inference import Bound
from services.admin.kinds import OP_LABELS, Op, rule_of
from services.admin.periods import NAMES as PERIODS
from services.admin.policy import can, can_act, visible_fields
from services.admin.previews import results
from services.admin.references import target_of
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.values import plain
from services.admin.views import offered
from services.core.actor import Actor
from services.core.i18n import Message
from services.core.permissions import Permission, Verb


def describe(resource: Resource, actor: Actor) -> dict[str, Any]:
    """All that list, record and form need to know. Labels are English sources, translated in the browser."""
    filters = visible_fields(resource, actor, Use.FILTER)
    writes = can(resource, actor, "create") or can(resource, actor, "update")
    return {
        "key": resource.key,
        "label": resource.label.msgid,
        "label_one": resource.label_one.msgid,
        "icon": resource.icon,
        "workspace": resource.workspace,
        "title": resource.title,
        "code": resource.coded.key if resource.coded in visible_fields(resource, actor, Use.DETAIL) else None,
        "help": _text(resource.help),
        "default_sort": resource.default_sort,
        "versioned": resource.trashable,
        "verbs": {str(verb): can(resource, actor, verb) for verb in Verb}
        | {"history": actor.can(Permission.SEE_HISTORY)},
        "columns": [_column(resource, actor, bound) for bound in visible_fields(resource, actor, Use.LIST)],
        "filters": [_filter(bound) for bound in filters if _offered(bound, actor)],
        "sections": _sections(
            resource, visible_fields(resource, actor, Use.FORM) if writes else (), lambda bound: _input(bound, actor)
        ),
        "children": [_child(child, actor) for child in resource.children if writes and _shown(child, actor)],
        "results": [_column(resource, actor, bound) for bound in results(resource, actor)] if writes else [],
        "detail": _sections(
            resource, visible_fields(resource, actor, Use.DETAIL), lambda bound: _column(resource, actor, bound)
        ),
        "actions": [_action(action) for action in resource.acts if can_act(resource, actor, action)],
        "searchable": bool(visible_fields(resource, actor, Use.SEARCH)),
        "groupable": [{"key": b.key, "label": b.label.msgid} for b in groupable(resource, actor)],
        "views": offered(resource, actor),
        "totals": [bound.key for bound in visible_fields(resource, actor, Use.TOTAL)],
    }


def messages() -> set[str]:
    """Every English text that declarations bring, also the inferred ones: all must be in the catalogues."""
    texts = {label.msgid for label in (*OP_LABELS.values(), *PERIODS.values())} | {
        w.label.msgid for w in registry.workspaces()
    }
    for resource in registry.all():
        texts.update(message.msgid for message in _messages(resource))
    return texts


def _messages(resource: Resource) -> Iterator[Message]:
    yield resource.label
    yield resource.label_one
    optional: list[Message | None] = [resource.help]
    for bound in resource.bound.values():
        yield bound.label
        optional += [bound.declared.help, bound.declared.rows.one if bound.declared.rows else None]
        yield from (choice.label for one in (bound, *bound.cells) for choice in one.choices)
        yield from (cell.label for cell in bound.cells)
    for section in resource.sections:
        optional += [section.label, section.help, section.tab]
    for action in resource.acts:
        optional += [action.label, action.confirm, action.reason]
    optional += [child.tab for child in resource.children]
    optional += [panel.label for panel in resource.panels]
    optional += [document.label for document in resource.documents]
    yield from (message for message in optional if message is not None)


def _column(resource: Resource, actor: Actor, bound: Bound) -> dict[str, Any]:
    """A field that the actor may see, as lists and records show it."""
    rule = rule_of(bound.kind)
    return {
        "key": bound.key,
        "label": bound.label.msgid,
        "kind": bound.kind,
        "align": rule.align,
        "sortable": bound.serves(Use.SORT),
        "inline": bound.inline and can(resource, actor, "update"),
        "filterable": bound.serves(Use.FILTER),
        "wide": bound.declared.list == "wide",
        "width": bound.declared.width,
        "total": bound.serves(Use.TOTAL),
        "help": _text(bound.declared.help),
        "choices": _choices(bound.choices),
        "currency_from": bound.declared.currency,
        "ref": _ref(bound),
    }


def _filter(bound: Bound) -> dict[str, Any]:
    operators = [op for op in rule_of(bound.kind).operators if op is not Op.EMPTY or bound.nullable]
    return {
        "key": bound.key,
        "label": bound.label.msgid,
        "kind": bound.kind,
        "operators": [{"value": str(op), "label": OP_LABELS[op].msgid} for op in operators],
        "periods": [{"value": name, "label": label.msgid} for name, label in PERIODS.items()]
        if Op.DURING in operators
        else [],
        "choices": _choices(bound.choices),
        "ref": _ref(bound),
    }


def _offered(bound: Bound, actor: Actor) -> bool:
    """A filter over references needs the right to look them up."""
    target = target_of(bound)
    return bool(rule_of(bound.kind).operators) and (target is None or can(target, actor, "view"))


def _shown(child: Children, actor: Actor) -> bool:
    return can(registry.get(child.key), actor, "view")


def _child(child: Children, actor: Actor) -> dict[str, Any]:
    """Records that are typed in with their parent: a table of the fields of their own form, without the way back."""
    kind = registry.get(child.key)
    fields = (b for b in visible_fields(kind, actor, Use.FORM) if b.key not in (child.by, child.order))
    return {
        "key": child.key,
        "label": kind.label.msgid,
        "label_one": kind.label_one.msgid,
        "tab": _text(child.tab),
        "ordered": child.order is not None,
        "verbs": {verb: can(kind, actor, verb) for verb in ("create", "update", "delete")},
        "fields": [_input(bound, actor) for bound in fields if bound.kind not in ("json", "rows", "picture", "tags")],
        "totals": [bound.key for bound in visible_fields(kind, actor, Use.TOTAL)],
    }


def _input(bound: Bound, actor: Actor) -> dict[str, Any]:
    default, target = bound.default, target_of(bound)
    return {
        "key": bound.key,
        "label": bound.label.msgid,
        "kind": bound.kind,
        "required": bound.required,
        "help": _text(bound.declared.help),
        "choices": _choices(bound.choices),
        "ref": _ref(bound),
        "min": plain(bound.minimum),
        "max": plain(bound.maximum),
        "max_length": bound.max_length,
        "digits": bound.digits,
        "places": bound.places,
        "read_only": bound.read_only,
        "once": bound.declared.once,
        "default": None if callable(default) else plain(default),
        "when": bound.declared.when,
        "follows": bound.declared.follows.on if bound.declared.follows else None,
        "create": target.key if target and can(target, actor, "create") else None,
        "rows": _rows(bound, actor),
    }


def _rows(bound: Bound, actor: Actor) -> dict[str, Any] | None:
    """The columns of a field that keeps rows, as inputs; no two rows have the same value of ``alone``."""
    rows = bound.declared.rows
    if rows is None:
        return None
    return {"one": rows.one.msgid, "alone": rows.alone, "fields": [_input(cell, actor) for cell in bound.cells]}


def _sections(resource: Resource, fields: Iterable[Bound], shape: Any) -> list[dict[str, Any]]:
    """Fields by section, in the order of the sections; those without one come first."""
    keys = ("", *(section.key for section in resource.sections))
    groups: dict[str, list[dict[str, Any]]] = {key: [] for key in keys}
    for bound in fields:
        groups[bound.declared.section or ""].append(shape(bound))
    named = {section.key: section for section in resource.sections}
    return [_section(key, named, made) for key, made in groups.items() if made]


def _section(key: str, named: dict[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    section = named.get(key)
    label, note, tab = (section.label, section.help, section.tab) if section else (None, None, None)
    return {"key": key or "main", "label": _text(label), "help": _text(note), "tab": _text(tab), "fields": fields}


def _action(action: Action) -> dict[str, Any]:
    return {
        "name": action.name,
        "label": action.label.msgid,
        "icon": action.icon,
        "bulk": action.bulk,
        "confirm": _text(action.confirm),
        "reason": _text(action.reason),
        "to": action.to,
        "tone": action.tone,
    }


def _choices(choices: tuple[Choice, ...]) -> list[dict[str, str]]:
    return [{"value": choice.value, "label": choice.label.msgid, "tone": choice.tone} for choice in choices]


def _ref(bound: Bound) -> str | None:
    target = target_of(bound)
    return target.key if target else None


def _text(message: Message | None) -> str | None:
    return message.msgid if message else None
