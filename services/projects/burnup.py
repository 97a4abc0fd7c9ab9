"""Work planned and work done over time: what the milestones of a house's projects count for, day by day.

A milestone counts with its present weight from the day it was made; how far it was on a day is what history says.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

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
Steps = list[tuple[date, Decimal]]
"""How far a milestone was from which day on, in the order of time."""


def burn_up(uow: UnitOfWork, days: Sequence[date]) -> list[Line]:
    """At the end of each day the weights of all milestones, and of what was done of them; two queries.

    Given up projects don't count, nor those that were due before the first of the days.
    """
    counted = own_milestones(select(_milestone.c.id), uow.actor).where(
        _milestone.c.tenant_id == uow.tenant_id, _milestone.c.deleted_at.is_(None), _milestone.c.project_id.in_(
            select(_project.c.id).where(
                _project.c.tenant_id == uow.tenant_id, _project.c.deleted_at.is_(None),
                _project.c.status != ProjectStatus.CANCELLED,
                _project.c.due_on.is_(None) | (_project.c.due_on >= days[0]),
            )
        ),
    )  # fmt: skip
    columns = (_milestone.c.id, _milestone.c.weight, _milestone.c.progress, _milestone.c.created_at)
    milestones = uow.session.execute(counted.with_only_columns(*columns)).all()
    steps = _steps(uow, counted)
    planned = tuple(sum((one.weight for one in milestones if _day(uow, one.created_at) <= day), 0) for day in days)
    done = tuple(sum((_done(one, steps, day, days[-1]) for one in milestones), Decimal(0)) for day in days)
    return [Line(_("Work done"), done, area=True), Line(_("Work planned"), tuple(map(Decimal, planned)))]


def _steps(uow: UnitOfWork, counted: Any) -> Mapping[UUID, Steps]:
    progress = _entry.c.changes["progress"][1].astext
    entries = (
        select(_entry.c.record_id, _entry.c.created_at, progress)
        .where(_entry.c.tenant_id == uow.tenant_id, _entry.c.entity == _milestone.name, progress.is_not(None))
        .where(_entry.c.record_id.in_(counted))
        .order_by(_entry.c.created_at, _entry.c.id)
    )
    found: dict[UUID, Steps] = {}
    for record, at, value in uow.session.execute(entries):
        found.setdefault(record, []).append((_day(uow, at), Decimal(value)))
    return found


def _done(milestone: Any, steps: Mapping[UUID, Steps], day: date, today: date) -> Decimal:
    """What counts as done of a milestone on a day: its weight by its progress then."""
    known = [share for since, share in steps.get(milestone.id, ()) if since <= day]
    share = milestone.progress if day >= today else known[-1] if known else Decimal(0)
    return Decimal(milestone.weight * share / WHOLE)


def _day(uow: UnitOfWork, at: datetime) -> date:
    return at.astimezone(zone_of(uow.actor)).date()
