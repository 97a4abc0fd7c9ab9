"""A list as a calendar: the records of each day of a range, few of a day at first, with the count of the rest.

Each day is a short walk along the date's index (a lateral join over the days), so a month of a million sales costs
what a month of ten does. Where a search finds common words, so many records of each day are asked for them. Days are
those of the reader's zone; which calendar writes them is the browser's matter.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, DateTime, Select, and_, column, func, select, true, values
from sqlalchemy.sql.selectable import Values

from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.record import load
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.admin.sought import Sought, sought
from services.admin.statement import LOOKED_AT
from services.admin.views import changeable, chosen, date_fields, fields_of, move, refused_rows
from services.admin.zones import zone_of
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _

MOST_DAYS = 62
PER_DAY = 4
MOST_PER_DAY = 100
DAY = "_day"


def calendar(
    uow: UnitOfWork,
    resource: Resource,
    query: ListQuery,
    first: date,
    last: date,
    *,
    by: str = "",
    per_day: int = PER_DAY,
) -> dict[str, Any]:
    """The records whose date lies from ``first`` to ``last``, both inclusive.

    Answers ``{"by", "kind": "date" or "datetime", "today", "movable", "partial", "days": {iso: {"count", "over",
    "rows"}}}``, with at most ``per_day`` rows a day; counting a day stops at 100. ``partial``: only the first records
    of a day were asked for the words of a search. A row is plain, with ``_movable``.
    """
    require(resource, uow.actor, "view")
    bound = chosen(date_fields(resource, uow.actor), by)
    if not first <= last < first + timedelta(days=MOST_DAYS):
        raise ValidationFailed(fields={"to": _("At most {n} days are possible here", n=MOST_DAYS)})
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    spans = _spans(uow, bound, days)
    seek, reach = sought(uow, query), LOOKED_AT // len(days)
    rows = _rows(uow, query, bound, spans, seek, min(per_day, MOST_PER_DAY), reach)
    counts = _counts(uow, query, bound, spans, seek, reach) if seek.finds or _may_be_more(rows, per_day) else {}
    movable = not query.trash and changeable(resource, uow.actor, bound)
    fixed = refused_rows(uow, resource, rows) if movable else set()
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        row["_movable"] = movable and row["_id"] not in fixed
        found.setdefault(row.pop(DAY), {"count": 0, "over": False, "rows": []})["rows"].append(row)
    for iso, one in found.items():
        n, stopped = counts.get(iso, (len(one["rows"]), False))
        one |= {"count": min(n, MOST_PER_DAY), "over": stopped or n > MOST_PER_DAY}
    partial = seek.partial or any(stopped for _n, stopped in counts.values())
    today = datetime.now(zone_of(uow.actor)).date().isoformat()
    about = {"by": bound.key, "kind": bound.kind, "today": today, "movable": movable, "partial": partial}
    return about | {"days": found}


def put(uow: UnitOfWork, resource: Resource, by: str, identity: str, day: date, version: int) -> Any:
    """Move a record to another day; an instant keeps its time of day. Raises what a change raises."""
    require(resource, uow.actor, "view")
    bound = chosen(date_fields(resource, uow.actor), by)
    value: date | datetime = day
    if bound.kind == "datetime":
        stored = getattr(load(uow, resource, identity), bound.key)
        zone = zone_of(uow.actor)
        value = datetime.combine(day, stored.astimezone(zone).time() if stored else time(), zone)
    return move(uow, resource, identity, {bound.key: value}, version)


def _spans(uow: UnitOfWork, bound: Bound, days: list[date]) -> Values:
    """The days as a small table: the day, where it begins and where the next one does."""
    zone = zone_of(uow.actor)
    edges: list[tuple[Any, ...]]
    if bound.kind == "datetime":
        begins = [datetime.combine(day, time(), zone) for day in (*days, days[-1] + timedelta(days=1))]
        edges = list(zip(days, begins, begins[1:], strict=False))
    else:
        edges = [(day, day, day + timedelta(days=1)) for day in days]
    kind = DateTime(timezone=True) if bound.kind == "datetime" else Date()
    made = values(column("day", Date()), column("begins", kind), column("ends", kind), name="days")
    return made.data(edges)


def _on(bound: Bound, spans: Values) -> ColumnElement[bool]:
    when: Any = bound.column
    return and_(when >= spans.c.begins, when < spans.c.ends)


def _rows(
    uow: UnitOfWork, query: ListQuery, bound: Bound, spans: Values, seek: Sought, per_day: int, reach: int
) -> list[dict[str, Any]]:
    reader = Reader(uow, query.resource, fields_of(query, uow.actor, bound))
    order = [(bound.key, False), ("id", False)]
    of_day = seek.rows(reader.columns(), _on(bound, spans), most=per_day, reach=reach, order=order, beside=spans)
    walk = of_day.correlate(spans).lateral("of_day")
    day: ColumnElement[Any] = spans.c.day.label(DAY)
    page: Select[Any] = select(walk, day).select_from(spans.join(walk, true()))
    found = uow.session.execute(reader.around(page, day)).all()
    rows = reader.plain(found)
    for raw, row in zip(found, rows, strict=True):
        row[DAY] = raw._mapping[DAY].isoformat()
    return sorted(rows, key=lambda row: (row[DAY], str(row[bound.key]), row["_id"]))


def _may_be_more(rows: list[dict[str, Any]], per_day: int) -> bool:
    return any(n >= per_day for n in Counter(row[DAY] for row in rows).values())


def _counts(
    uow: UnitOfWork, query: ListQuery, bound: Bound, spans: Values, seek: Sought, reach: int
) -> dict[str, tuple[int, bool]]:
    """How many records each day has, and whether there may be more of them than were looked at."""
    on = _on(bound, spans)
    some = seek.rows([query.resource.table.c.id], on, most=MOST_PER_DAY + 1, reach=reach, beside=spans)
    few = some.correlate(spans).subquery()
    counted = select(func.count().label("n")).select_from(few).lateral("counted")
    stopped = seek.stopped(on, reach=reach, beside=spans).label("stopped")
    statement = select(spans.c.day, counted.c.n, stopped).select_from(spans.join(counted, true()))
    return {row.day.isoformat(): (row.n, row.stopped) for row in uow.session.execute(statement)}
