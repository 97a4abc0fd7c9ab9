"""How far projects are, by their milestones: one query for a page of them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, func, select

from models.projects import ProjectMilestone
from services.admin.zones import zone_of
from services.core.database import UnitOfWork

_milestone: Table = ProjectMilestone.__table__  # type: ignore[attr-defined]


def today_of(uow: UnitOfWork) -> date:
    """The present day in the reader's zone."""
    return datetime.now(zone_of(uow.actor)).date()


def progress_of(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, Decimal]:
    """Percent done of each project: its milestones' progress, each counting by its weight; none without milestones."""
    weight = _milestone.c.weight
    share = func.round(func.sum(weight * _milestone.c.progress) / func.sum(weight))
    return {row[0]: row[1] for row in uow.session.execute(_by_project(uow, rows, share))}


def overdue_of(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, int]:
    """How many milestones of each project should be done by now and aren't."""
    late = _by_project(uow, rows, func.count()).where(~_milestone.c.done, _milestone.c.due_on < today_of(uow))
    found: dict[UUID, int] = {row[0]: row[1] for row in uow.session.execute(late)}
    return {row.id: found.get(row.id, 0) for row in rows}


def lateness_of(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, str]:
    """Of each milestone whether it is done, late, or still to come."""
    today = today_of(uow)
    late = {row.id: "late" for row in rows if not row.done and row.due_on and row.due_on < today}
    return {row.id: "done" if row.done else late.get(row.id, "open") for row in rows}


def _by_project(uow: UnitOfWork, rows: Sequence[Any], value: Any) -> Select[Any]:
    project = _milestone.c.project_id
    return (
        select(project, value)
        .where(_milestone.c.tenant_id == uow.tenant_id, project.in_([row.id for row in rows]))
        .where(_milestone.c.deleted_at.is_(None))
        .group_by(project)
    )
