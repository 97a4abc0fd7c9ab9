"""Work planned and work done over time: what the milestones of a house's projects count for, day by day.

A milestone counts with its present weight from the day it was made; how far it was on a day is what history says. The
database adds up what each stretch between two days brought, so as many numbers come back as there are days, however
many milestones there are.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, DateTime, Numeric, Select, Table, cast, func, literal, select, union_all

from models.platform import HistoryEntry
from models.projects import Project, ProjectMilestone, ProjectStatus
from services.admin.dashboards import Line
from services.admin.zones import zone_of
from services.core.database import UnitOfWork
from services.core.i18n import _
from services.projects.seen import own_milestones

WHOLE = Decimal(100)
_milestone: Table = ProjectMilestone.__table__  # type: ignore[attr-defined]
_project: Table = Project.__table__  # type: ignore[attr-defined]
_entry: Table = HistoryEntry.__table__  # type: ignore[attr-defined]


def burn_up(uow: UnitOfWork, days: Sequence[date]) -> list[Line]:
    """At the end of each day the weights of all milestones, and of what was done of them; one query.

    The last day is today: then counts how far a milestone is, whatever history knows of it. Given up projects don't
    count, nor those that were due before the first of the days.
    """
    counted = _counted(uow, days[0]).subquery("counted")
    parts = union_all(_planned(uow, counted, days), _done(uow, counted, days)).subquery()
    sums = (func.coalesce(func.sum(parts.c[name]), 0) for name in ("planned", "done", "now"))
    statement = select(parts.c.place, *sums).group_by(parts.c.place)
    found = {place: amounts for place, *amounts in uow.session.execute(statement)}
    steps = [found.get(place, (Decimal(0),) * 3) for place in range(len(days) + 1)]
    planned, done = ([*accumulate(step[n] for step in steps[: len(days)])] for n in (0, 1))
    today = sum((now for *_before, now in steps), Decimal(0))
    shares = tuple(amount / WHOLE for amount in (*done[:-1], today))
    return [Line(_("Work done"), shares, area=True), Line(_("Work planned"), tuple(planned))]


def _counted(uow: UnitOfWork, first: date) -> Select[Any]:
    """The milestones that count: id, weight, progress, and when they were made."""
    projects = select(_project.c.id).where(
        _project.c.tenant_id == uow.tenant_id, _project.c.deleted_at.is_(None),
        _project.c.status != ProjectStatus.CANCELLED, _project.c.due_on.is_(None) | (_project.c.due_on >= first),
    )  # fmt: skip
    columns = (_milestone.c.id, _milestone.c.weight, _milestone.c.progress, _milestone.c.created_at)
    return own_milestones(select(*columns), uow.actor).where(
        _milestone.c.tenant_id == uow.tenant_id, _milestone.c.deleted_at.is_(None),
        _milestone.c.project_id.in_(projects),
    )  # fmt: skip


def _planned(uow: UnitOfWork, counted: Any, days: Sequence[date]) -> Select[Any]:
    """What was planned in each stretch of days, and what of it is done now."""
    weight = cast(counted.c.weight, Numeric)
    return select(
        _place(uow, counted.c.created_at, days).label("place"), func.sum(weight).label("planned"),
        cast(literal(0), Numeric).label("done"), func.sum(weight * counted.c.progress).label("now"),
    ).group_by("place")  # fmt: skip


def _done(uow: UnitOfWork, counted: Any, days: Sequence[date]) -> Select[Any]:
    """What was done in each stretch of days: how much further each milestone came, by its weight."""
    progress = _entry.c.changes["progress"][1].astext
    share = cast(progress, Numeric)
    before = func.lag(share, 1, 0).over(partition_by=_entry.c.record_id, order_by=(_entry.c.created_at, _entry.c.id))
    further = (
        select(_entry.c.created_at, (cast(counted.c.weight, Numeric) * (share - before)).label("done"))
        .join(counted, counted.c.id == _entry.c.record_id)
        .where(_entry.c.tenant_id == uow.tenant_id, _entry.c.entity == _milestone.name, progress.is_not(None))
        .subquery()
    )
    none = cast(literal(0), Numeric)
    return select(
        _place(uow, further.c.created_at, days).label("place"), none.label("planned"),
        func.sum(further.c.done).label("done"), none.label("now"),
    ).group_by("place")  # fmt: skip


def _place(uow: UnitOfWork, at: ColumnElement[Any], days: Sequence[date]) -> ColumnElement[int]:
    """Which of the days an instant first counts for: 0 for all up to the end of the first, ``len(days)`` for none."""
    zone = zone_of(uow.actor)
    ends = [datetime.combine(day + timedelta(days=1), time(), zone) for day in days]
    return func.width_bucket(at, literal(ends, ARRAY(DateTime(timezone=True))))
