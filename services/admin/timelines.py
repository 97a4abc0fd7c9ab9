"""A list along time: the records that touch a range of days, as bars, and how much people carry in it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.planning import Step
from services.admin.policy import may_see, require
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.admin.statement import conditions
from services.admin.values import plain
from services.admin.views import changeable, fields_of, move, parted_by, refused_rows, span_fields
from services.admin.zones import zone_of
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _

MOST_DAYS = 2_000
"""Five years and a little."""
MOST_STEPS = 60
BARS = 200
"""Bars at most; what is beyond is counted, up to 1,000."""
COUNT_LIMIT = 1_000


def timeline(
    uow: UnitOfWork, resource: Resource, query: ListQuery, first: date, last: date, steps: Sequence[Step] = ()
) -> dict[str, Any]:
    """The records that last into the range, earliest start first, and the load of people in its ``steps``.

    Answers ``{"start", "end", "progress", "today", "count", "over", "movable", "rows", "load"}``, a load being
    ``{"title", "shares"}``. A row is plain, with ``_from`` and ``_to`` (ISO days, both inclusive), ``_share``
    (progress, 0 to 100 or None) and ``_movable``.
    """
    require(resource, uow.actor, "view")
    start, end = _span(uow, resource)
    if not first <= last < first + timedelta(days=MOST_DAYS) or len(steps) > MOST_STEPS:
        raise ValidationFailed(fields={"to": _("At most {n} days are possible here", n=MOST_DAYS)})
    plan, progress = resource.planned, _progress(uow, resource)
    wanted = [*conditions(uow, query), _touches(uow, start, end, first, last)]
    reader = Reader(uow, resource, fields_of(query, uow.actor, start, end, progress, parted_by(query)))
    identity, when = resource.table.c.id, resource.table.c[start.key]
    page = select(*reader.columns()).where(*wanted).order_by(when, identity).limit(BARS)
    rows = reader.plain(uow.session.execute(reader.around(page)).all())
    movable = not query.trash and changeable(resource, uow.actor, *dict.fromkeys((start, end)))
    fixed = refused_rows(uow, resource, rows) if movable else set()
    for row in rows:
        row["_from"] = _day(uow, row[start.key])
        row["_to"] = _day(uow, row[end.key]) or row["_from"]
        row["_share"] = None if progress is None else row[progress.key]
        row["_movable"] = movable and row["_id"] not in fixed
    rows.sort(key=lambda row: (row["_from"], row["_to"], row["_id"]))
    n = len(rows) if len(rows) < BARS else _count(uow, resource, wanted)
    loads = plan.load(uow, steps) if plan and plan.load and steps else ()
    return {
        "start": start.key,
        "end": end.key,
        "progress": progress.key if progress else "",
        "today": datetime.now(zone_of(uow.actor)).date().isoformat(),
        "count": min(n, COUNT_LIMIT),
        "over": n > COUNT_LIMIT,
        "movable": movable,
        "rows": rows,
        "load": [{"title": plain(one.title), "shares": list(one.shares)} for one in loads],
    }


def put(uow: UnitOfWork, resource: Resource, identity: str, start: date, end: date, version: int) -> Any:
    """Give a record another span. Raises what a change raises."""
    require(resource, uow.actor, "view")
    begins, ends = _span(uow, resource)
    if end < start:
        raise ValidationFailed(fields={ends.key: _("The end is before the start")})
    return move(uow, resource, identity, {begins.key: start, ends.key: end}, version)


def _span(uow: UnitOfWork, resource: Resource) -> tuple[Bound, Bound]:
    found = span_fields(resource, uow.actor)
    if not found:
        raise ValidationFailed(_("The list can't be shown this way"), fields={"view": _("Not possible")})
    return found[0], found[1]


def _progress(uow: UnitOfWork, resource: Resource) -> Bound | None:
    named = resource.planned.progress if resource.planned else ""
    found = resource.field(named) if named else None
    return found if found and may_see(resource, uow.actor, found) else None


def _touches(uow: UnitOfWork, start: Bound, end: Bound, first: date, last: date) -> ColumnElement[bool]:
    """The record has begun by the last day and isn't over before the first one; without an end it is one day."""
    begins: Any = start.column
    over: Any = func.coalesce(end.column, begins)
    low, high = first, last + timedelta(days=1)
    if start.kind == "datetime":
        zone = zone_of(uow.actor)
        low, high = (datetime.combine(day, datetime.min.time(), zone) for day in (low, high))
    return and_(begins < high, over >= low)


def _day(uow: UnitOfWork, value: str | None) -> str | None:
    """The ISO day of a plain date or instant, in the reader's zone."""
    if value is None or len(value) == len("2026-11-21"):
        return value
    return datetime.fromisoformat(value).astimezone(zone_of(uow.actor)).date().isoformat()


def _count(uow: UnitOfWork, resource: Resource, wanted: Sequence[ColumnElement[bool]]) -> int:
    some = select(resource.table.c.id).where(*wanted).limit(COUNT_LIMIT + 1).subquery()
    return int(uow.session.scalar(select(func.count()).select_from(some)) or 0)
