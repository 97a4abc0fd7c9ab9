"""The conditions of a list as its filter bar draws them: each with its field, how it compares, and with what."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from app import renderers
from services.admin.facets import COUNTED
from services.admin.filters import RANGE, Filter
from services.admin.groups import Group
from services.admin.kinds import OP_LABELS, Op
from services.admin.listing import ListQuery
from services.admin.periods import label_of
from services.admin.titles import titles_of
from services.core.database import UnitOfWork
from services.core.i18n import _

Json = dict[str, Any]
REFERENCES = frozenset({"ref", "user", "tags"})
PLAIN = {"date": "date", "datetime": "date", "bool": "boolean"}


def tree(uow: UnitOfWork, query: ListQuery) -> Json:
    """All conditions: ``{"word": "and", "parts": […]}``, parts again groups, or single conditions (see ``_words``)."""
    conditions = query.conditions
    return _group(conditions, _titles(uow, conditions.filters()))


def field_of(item: Json, key: str) -> Json:
    """A field to filter by, for the bar's dialog: its operators, where its choices are counted, one or two inputs."""
    field = renderers.filter_field(item, key)
    counted = f"/api/facets/{key}/{item['key']}" if item["kind"] in COUNTED else ""
    return {**item, "facets": counted, "field": field, "end": {**field, "key": "end", "label": _("and").msgid}}


def _group(group: Group, titles: Json) -> Json:
    parts = [_group(one, titles) if isinstance(one, Group) else _words(one, titles) for one in group.parts]
    return {"word": "and" if group.every else "or", "parts": parts}


def _words(one: Filter, titles: Json) -> Json:
    """``{text, field, op, raw, label, operator, values: [{kind, value}]}``; ``text`` is how a group writes it."""
    return {
        "text": one.text,
        "field": one.field.key,
        "op": str(one.op),
        "raw": one.raw,
        "label": one.field.label.msgid,
        "operator": OP_LABELS[one.op].msgid,
        "values": list(_values(one, titles)),
    }


def _values(one: Filter, titles: Json) -> Iterator[Json]:
    if one.op is Op.EMPTY:
        if not one.values[0]:
            yield {"kind": "boolean", "value": False}
        return
    if one.op is Op.DURING:
        yield {"kind": "message", "value": label_of(one.raw.strip()).plain()}
        return
    for raw in one.raw.split(RANGE) if one.op is Op.BETWEEN else one.raw.split(","):
        choice = one.field.choice(raw)
        if choice:
            yield {"kind": "message", "value": choice.label.msgid}
        elif one.field.kind in REFERENCES:
            yield {"kind": "text", "value": titles.get(raw) or "–", "id": raw}
        elif one.field.kind == "bool":
            yield {"kind": "boolean", "value": bool(one.values[0])}
        else:
            yield {"kind": PLAIN.get(one.field.kind) or renderers.kind(one.field.kind), "value": raw}


def _titles(uow: UnitOfWork, filters: Iterator[Filter]) -> Json:
    """What the records are called that the conditions name: one query for each field that refers to any."""
    wanted: dict[str, tuple[Any, set[UUID]]] = {}
    for one in filters:
        if one.field.kind in REFERENCES and one.op is not Op.EMPTY:
            wanted.setdefault(one.field.key, (one.field, set()))[1].update(one.values)
    found: Json = {}
    for bound, ids in wanted.values():
        found |= titles_of(uow, bound, ids)
    return found
