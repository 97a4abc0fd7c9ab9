"""What makes a project, its milestones and its members sound."""

from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from models.projects import Project, ProjectMilestone
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _

WHOLE = Decimal(100)


def check_project(_uow: UnitOfWork, values: dict[str, Any], row: Any) -> None:
    """It is due after it starts."""
    _in_order(values, row, "starts_on", "due_on", _("It is due before it starts"))


def check_member(_uow: UnitOfWork, values: dict[str, Any], row: Any) -> None:
    """Some time is given, from a day to a later one."""
    _in_order(values, row, "from_on", "to_on", _("The end is before the start"))
    if "capacity" in values and not values["capacity"]:
        raise ValidationFailed(fields={"capacity": _("Must be above zero")})


def check_milestone(_uow: UnitOfWork, values: dict[str, Any], _row: Any) -> None:
    """It counts for something."""
    if "weight" in values and (values["weight"] or 0) < 1:
        raise ValidationFailed(fields={"weight": _("Must be above zero")})


def finish_milestone(_uow: UnitOfWork, row: ProjectMilestone) -> None:
    """Say that it is done."""
    row.progress = WHOLE


def nothing_open(uow: UnitOfWork, project: Project) -> Message | None:
    """Why a project can't be finished: steps of it are still to be done."""
    n = uow.session.scalar(
        select(func.count()).where(
            col(ProjectMilestone.tenant_id) == uow.tenant_id, col(ProjectMilestone.project_id) == project.id,
            ~col(ProjectMilestone.done), col(ProjectMilestone.deleted_at).is_(None),
        )
    )  # fmt: skip
    return _("{n} of its milestones are not done", n=n) if n else None


def _in_order(values: dict[str, Any], row: Any, start: str, end: str, sentence: Message) -> None:
    first, last = (values[name] if name in values else getattr(row, name, None) for name in (start, end))
    if first and last and last < first:
        raise ValidationFailed(fields={end: sentence})
