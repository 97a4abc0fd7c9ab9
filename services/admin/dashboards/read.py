"""A dashboard's figures and cards for one reader: one statement for all figures, one or two for each card."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, false, func, literal, or_, select

from services.admin.dashboards.cards import Bars, Card, Curve, Dashboard, Figure, Loads, Rows
from services.admin.dashboards.own import own_figures
from services.admin.dashboards.seen import Seen
from services.admin.fields import Choice, Use
from services.admin.grouping import GROUP_LIMIT, groups_of
from services.admin.inference import Bound
from services.admin.kinds import rule_of
from services.admin.listing import ListQuery
from services.admin.policy import can, visible_fields
from services.admin.query import COUNT_LIMIT, count_of, list_page
from services.admin.references import target_of
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.sought import sought
from services.admin.statement import conditions
from services.admin.sums import summed
from services.admin.values import plain
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, ValidationFailed

LOOKED_AT = 100
"""Records among which a card of loads finds the highest."""
MOST_BARS = 12
FULL = 100
_WORD = re.compile(r"\{(me|today)([+-]\d{1,4})?\}")


def read_dashboard(uow: UnitOfWork, dashboard: Dashboard) -> dict[str, Any]:
    """All that the reader may see of it, plain: ``{"workspace", "figures", "own", "cards", "begins"}``.

    A figure is ``{name, label, resource, params, value, over, kind, note, tone}``, ``over`` when counting stopped at
    ``value``. Cards are ``{type: "bars", …, bars}``, ``{type: "rows", …, columns, rows, more}``,
    ``{type: "loads", …, full, loads, over}`` and ``{type: "curve", …, points, lines}``. ``begins`` is the resource of
    which the reader may begin a new record there, or None. Raises :class:`Forbidden` when nothing of it is for them.
    """
    figures = [seen for one in dashboard.figures if (seen := see(one, uow.actor))]
    cards = [seen for one in dashboard.cards if (seen := see(one, uow.actor))]
    if not figures and not cards:
        raise Forbidden
    counted = _figures(uow, [*figures, *own_figures(uow, dashboard.workspace)])
    return {
        "workspace": dashboard.workspace,
        "figures": counted[: len(figures)],
        "own": counted[len(figures) :],
        "cards": [_card(uow, seen) for seen in cards],
        "begins": dashboard.begins if _may_begin(dashboard, uow.actor) else None,
    }


def _may_begin(dashboard: Dashboard, actor: Actor) -> bool:
    return bool(dashboard.begins) and can(registry.get(dashboard.begins), actor, "create")


def has_dashboard(workspace: str, actor: Actor) -> bool:
    """Whether the workspace declares a dashboard, and something of it is for this actor."""
    dashboard = registry.dashboard(workspace)
    return dashboard is not None and any(see(part, actor) for part in dashboard.parts)


def see(part: Figure | Card, actor: Actor) -> Seen | None:
    """The part with its list, or None where the reader may not see what it is about."""
    resource = registry.get(part.resource)
    if not can(resource, actor, "view"):
        return None
    fields: list[Bound] = []
    for use, name in wanted(part):
        bound = next((b for b in visible_fields(resource, actor, use) if b.key == name), None)
        if bound is not None:
            fields.append(bound)
        elif not isinstance(part, Rows):
            return None
    try:
        return Seen(part, resource, query_of(part, resource, actor), tuple(fields))
    except ValidationFailed:
        return None


def query_of(part: Figure | Card, resource: Resource, actor: Actor) -> ListQuery:
    """The list a part is about; raises ``ValidationFailed`` for what this actor can't ask."""
    return ListQuery.parse(resource, actor, _params(part, actor))


def wanted(part: Figure | Card) -> list[tuple[Use, str]]:
    """The fields a part is about, and what it uses them for."""
    if isinstance(part, Rows):
        return [(Use.LIST, name) for name in part.fields]
    if isinstance(part, Loads):
        return [(Use.LIST, name) for name in (part.value, part.note) if name]
    if isinstance(part, Curve):
        return [(Use.LIST, name) for name in part.about]
    named = [(Use.TOTAL, part.sum)] if part.sum else []
    return [(Use.FILTER, part.by), *named] if isinstance(part, Bars) else named


def _card(uow: UnitOfWork, seen: Seen) -> dict[str, Any]:
    match seen.part:
        case Rows() as part:
            return _rows(uow, seen, part)
        case Loads() as part:
            return _loads(uow, seen, part)
        case Curve() as part:
            return _curve(uow, seen, part)
        case _:
            return _bars(uow, seen)


def _params(part: Figure | Card, actor: Actor) -> dict[str, str]:
    today = datetime.now(zone_of(actor)).date()

    def meant(word: re.Match[str]) -> str:
        return str(actor.user_id or "") if word[1] == "me" else (today + timedelta(days=int(word[2] or 0))).isoformat()

    params = {name: _WORD.sub(meant, value) for name, value in part.where.items()}
    return params | ({"group": part.by} if isinstance(part, Bars) else {})


def _figures(uow: UnitOfWork, figures: Sequence[Seen]) -> list[dict[str, Any]]:
    if not figures:
        return []
    numbers = [part for one in figures for part in _number(uow, one)]
    found = uow.session.execute(select(*(part.label(f"n{k}") for k, part in enumerate(numbers)))).one()
    pairs = zip(found[::2], found[1::2], strict=True)
    return [_figure(one, value, partial=partial) for one, (value, partial) in zip(figures, pairs, strict=True)]


def _number(uow: UnitOfWork, seen: Seen) -> tuple[ColumnElement[Any], ColumnElement[bool]]:
    """The figure as values of the one statement: a count up to a limit, or a sum; and whether there may be more."""
    columns = seen.resource.table.c
    if seen.fields:
        rows = conditions(uow, seen.query)
        total: ColumnElement[Any] = select(summed(columns, seen.fields[0])).where(*rows).scalar_subquery()
        return total, false()
    seek = sought(uow, seen.query)
    some = seek.rows([columns.id], most=COUNT_LIMIT + 1).subquery()
    counted: ColumnElement[Any] = select(func.count()).select_from(some).scalar_subquery()
    return counted, or_(literal(seek.partial), seek.stopped())


def _figure(seen: Seen, value: Any, *, partial: bool) -> dict[str, Any]:
    part, counts = seen.part, not seen.fields
    note, tone = (part.note, part.tone) if isinstance(part, Figure) else (None, "")
    return seen.about() | {
        "value": min(value, COUNT_LIMIT) if counts else plain(value),
        "over": counts and (partial or value > COUNT_LIMIT),
        "kind": "number" if counts else seen.fields[0].kind,
        "note": note.plain() if note else None,
        "tone": tone if value else "",
    }


def _bars(uow: UnitOfWork, seen: Seen) -> dict[str, Any]:
    by, *sums = seen.fields
    wanted_rows = conditions(uow, seen.query)
    too_long = count_of(uow, seen.query, wanted_rows, GROUP_LIMIT).over
    groups = [] if too_long else groups_of(uow, seen.query, wanted_rows)
    sized = [(group, Decimal(group["sums"][sums[0].key] or 0) if sums else Decimal(group["count"])) for group in groups]
    found = {group["value"]: (group, size) for group, size in sized}
    order = [choice.value for choice in by.choices] if by.kind == "choice" else []
    if not order:
        order = [group["value"] for group, _size in sorted(sized, key=lambda one: -one[1])]
    longest = max((size for _group, size in sized), default=Decimal(0)) or Decimal(1)
    bars = []
    for value in order[:MOST_BARS]:
        group, size = found.get(value, ({}, Decimal(0)))
        choice = by.choice(value) if by.kind == "choice" else None
        bars.append(
            _bar(by, value, group, choice) | {"size": plain(size), "share": round(float(size / longest) * FULL)}
        )
    about = seen.about(group="")
    return about | {
        "type": "bars",
        "by": by.key,
        "kind": sums[0].kind if sums else "number",
        "bars": [] if too_long else bars,
        "too_long": too_long,
    }


def _bar(by: Bound, value: Any, group: dict[str, Any], choice: Choice | None) -> dict[str, Any]:
    named = choice.label.plain() if choice else None
    params = {f"f.{by.key}": str(value)} if value is not None else {f"f.{by.key}.is_empty": "1"}
    return {"label": named, "title": group.get("title"), "tone": choice.tone if choice else "", "params": params}


def _rows(uow: UnitOfWork, seen: Seen, part: Rows) -> dict[str, Any]:
    page = list_page(uow, seen.resource, replace(seen.query, size=part.limit), count=False, fields=seen.fields)
    columns = [
        {
            "key": bound.key,
            "label": bound.label.msgid,
            "kind": bound.kind,
            "align": rule_of(bound.kind).align,
            "choices": [{"value": c.value, "label": c.label.msgid, "tone": c.tone} for c in bound.choices],
            "ref": target.key if (target := target_of(bound)) and can(target, uow.actor, "view") else None,
        }
        for bound in seen.fields
    ]
    return seen.about() | {
        "type": "rows",
        "label_one": seen.resource.label_one.msgid,
        "columns": columns,
        "rows": page.rows,
        "more": page.next is not None,
        "empty": part.empty.plain() if part.empty else None,
    }


def _loads(uow: UnitOfWork, seen: Seen, part: Loads) -> dict[str, Any]:
    value, *note = seen.fields
    page = list_page(uow, seen.resource, replace(seen.query, size=LOOKED_AT), count=False, fields=seen.fields)
    rows = sorted(page.rows, key=lambda row: -Decimal(row[value.key] or 0))
    loads = [
        {
            "id": row["_id"],
            "title": row["_title"],
            "value": row[value.key],
            "share": round(float(Decimal(row[value.key] or 0) / part.full) * FULL),
            "note": row[note[0].key] if note else None,
        }
        for row in rows
    ]
    return seen.about() | {
        "type": "loads",
        "kind": value.kind,
        "loads": loads[: part.limit],
        "over": sum(load["share"] > FULL for load in loads),
        "more": len(loads) > part.limit,
        "empty": part.empty.plain() if part.empty else None,
    }


def _curve(uow: UnitOfWork, seen: Seen, part: Curve) -> dict[str, Any]:
    today = datetime.now(zone_of(uow.actor)).date()
    days = [today - timedelta(weeks=part.weeks - n) for n in range(part.weeks + 1)]
    lines = part.of(uow, days)
    return seen.about() | {
        "type": "curve",
        "points": [day.isoformat() for day in days] if any(any(line.values) for line in lines) else [],
        "lines": [
            {"label": line.label.plain(), "values": [plain(value) for value in line.values], "area": line.area}
            for line in lines
        ],
        "empty": part.empty.plain() if part.empty else None,
    }
