"""A list along time: the records that touch a range of days, as bars, and how much people carry in it.

What begins in the range is a walk along the index of the start. What began before it and still lasts is looked for
among the records that began last before it, :data:`LOOKED_AT` of them and no more, and the answer says where there
are others: so a range costs the same however long the past is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, union_all

from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.planning import Step
from services.admin.policy import may_see, require
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.admin.sought import Sought, sought
from services.admin.statement import LOOKED_AT
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

    Answers ``{"start", "end", "progress", "today", "count", "over", "partial", "movable", "rows", "load"}``, a load
    being ``{"title", "shares"}``; ``partial``: there are records that were not looked at. A row is plain, with
    ``_from`` and ``_to`` (ISO days, both inclusive), ``_open`` where it lasts on without an end (``_to`` is then the
    last day of the range), ``_share`` (progress, 0 to 100 or None) and ``_movable``.
    """
    require(resource, uow.actor, "view")
    start, end = _span(uow, resource)
    if not first <= last < first + timedelta(days=MOST_DAYS) or len(steps) > MOST_STEPS:
        raise ValidationFailed(fields={"to": _("At most {n} days are possible here", n=MOST_DAYS)})
    plan, progress = resource.planned, _progress(uow, resource)
    open_ended = plan is not None and plan.lasts_on
    span = _Span(sought(uow, query), start, end, *_edges(uow, start, first, last), open_ended=open_ended)
    reader = Reader(uow, resource, fields_of(query, uow.actor, start, end, progress, parted_by(query)))
    page = span.touching(reader.columns(), BARS)
    rows = reader.plain(uow.session.execute(reader.around(page)).all())
    movable = not query.trash and changeable(resource, uow.actor, *dict.fromkeys((start, end)))
    fixed = refused_rows(uow, resource, rows) if movable else set()
    for row in rows:
        row["_from"] = _day(uow, row[start.key])
        row["_open"] = open_ended and row[end.key] is None
        row["_to"] = last.isoformat() if row["_open"] else _day(uow, row[end.key]) or row["_from"]
        row["_share"] = None if progress is None else row[progress.key]
        row["_movable"] = movable and row["_id"] not in fixed and not row["_open"]
    rows.sort(key=lambda row: (row["_from"], row["_to"], row["_id"]))
    n, partial = uow.session.execute(select(span.count(), span.partial())).one()
    loads = plan.load(uow, steps) if plan and plan.load and steps else ()
    return {
        "start": start.key,
        "end": end.key,
        "progress": progress.key if progress else "",
        "today": datetime.now(zone_of(uow.actor)).date().isoformat(),
        "count": min(n, COUNT_LIMIT),
        "over": partial or n > COUNT_LIMIT,
        "partial": partial,
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


@dataclass(frozen=True)
class _Span:
    """The records that touch a range from ``low`` to before ``high``.

    Without an end a record is one day, or lasts on where it is ``open_ended``.
    """

    seek: Sought
    start: Bound
    end: Bound
    low: date | datetime
    high: date | datetime
    open_ended: bool = False

    def touching(self, columns: Sequence[ColumnElement[Any]], most: int) -> Select[Any]:
        """These columns of the first ones, the earliest start first."""
        begins, over = self.start.key, self.end.key
        wanted = list({one.name: one for one in (*columns, *self._own)}.values())
        inside = self.seek.rows(
            wanted, *self._inside, most=most, reach=LOOKED_AT, order=[(begins, False), ("id", False)]
        )
        walk = self.seek.rows(
            wanted, *self._before, most=LOOKED_AT, reach=LOOKED_AT, order=[(begins, True), ("id", True)]
        )
        before = walk.subquery("before")
        still = before.c[over] >= self.low
        if self.open_ended:
            still = or_(still, before.c[over].is_(None))
        lasting = select(before).where(still).order_by(before.c[begins], before.c.id).limit(most)
        both = union_all(select(inside.subquery("inside")), select(lasting.subquery("lasting"))).subquery("touching")
        return select(*(both.c[one.name] for one in columns)).order_by(both.c[begins], both.c.id).limit(most)

    def count(self) -> ColumnElement[int]:
        """How many there are, counted up to :data:`COUNT_LIMIT` and one more."""
        found = self.touching([self.seek.table.c.id], COUNT_LIMIT + 1).subquery("found")
        return select(func.count()).select_from(found).scalar_subquery()

    def partial(self) -> ColumnElement[bool]:
        """Whether there are records that were not looked at."""
        last = select(literal(1)).select_from(self.seek.table).where(*self.seek.wanted, *self._before)
        older = exists(last.offset(LOOKED_AT - 1).limit(1))
        return or_(literal(self.seek.partial), older, self.seek.stopped(*self._inside))

    @property
    def _own(self) -> tuple[Any, ...]:
        return self.start.column, self.end.column, self.seek.table.c.id

    @property
    def _inside(self) -> tuple[ColumnElement[bool], ...]:
        begins: Any = self.start.column
        return begins >= self.low, begins < self.high

    @property
    def _before(self) -> tuple[ColumnElement[bool], ...]:
        begins: Any = self.start.column
        return (begins < self.low,)


def _edges(uow: UnitOfWork, start: Bound, first: date, last: date) -> tuple[date | datetime, date | datetime]:
    """Where the range begins and where the day after it does, as the start's column has it."""
    low, high = first, last + timedelta(days=1)
    if start.kind != "datetime":
        return low, high
    zone = zone_of(uow.actor)
    begins, ends = (datetime.combine(day, datetime.min.time(), zone) for day in (low, high))
    return begins, ends


def _day(uow: UnitOfWork, value: str | None) -> str | None:
    """The ISO day of a plain date or instant, in the reader's zone."""
    if value is None or len(value) == len("2026-11-21"):
        return value
    return datetime.fromisoformat(value).astimezone(zone_of(uow.actor)).date().isoformat()
