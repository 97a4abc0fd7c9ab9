"""Projects: what a house undertakes beside its daily trade, the steps it takes, and who works on it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Column, Computed, Index, String
from sqlmodel import Field

from models.base import Entity
from models.types import LongText, Name, Ref, decimal_kind

Share = Annotated[Decimal, decimal_kind("percent", 5, 2, "0", "100")]
"""A part of a whole, in percent."""


class ProjectStatus(StrEnum):
    """Where a project stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"


class Health(StrEnum):
    """How a project fares, as those who carry it see it."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Priority(StrEnum):
    """How much a project matters against others."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class MemberRole(StrEnum):
    """What somebody does in a project."""

    LEAD = "lead"
    DEVELOPER = "developer"
    DESIGNER = "designer"
    QA = "qa"
    MANAGER = "manager"
    STAKEHOLDER = "stakeholder"


class Project(Entity, table=True):
    """An undertaking with an owner, a state and two dates; how far it is follows from its milestones."""

    __tablename__ = "project"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "title", "id"),
        Index(None, "tenant_id", "status", "id"),
        Index(None, "tenant_id", "health", "id"),
        Index(None, "tenant_id", "starts_on", "id"),
        Index(None, "tenant_id", "due_on", "id"),
        CheckConstraint("due_on >= starts_on", name="dates"),
    )

    title: Name
    description: LongText = ""
    owner_id: Annotated[UUID | None, Ref("user_account")] = None
    status: ProjectStatus = Field(default=ProjectStatus.PLANNED, sa_type=String(16))
    health: Health = Field(default=Health.ON_TRACK, sa_type=String(16))
    priority: Priority = Field(default=Priority.NORMAL, sa_type=String(16))
    starts_on: date | None = None
    due_on: date | None = None


class ProjectMilestone(Entity, table=True):
    """A step of a project. ``weight`` is what it counts for beside the others; at 100 percent it is ``done``."""

    __tablename__ = "project_milestone"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        Index(None, "tenant_id", "due_on", "id"),
        CheckConstraint("progress between 0 and 100", name="progress"),
        CheckConstraint("weight > 0", name="weight"),
    )

    project_id: Annotated[UUID, Ref("project")]
    title: Name
    due_on: date | None = None
    progress: Share = Decimal(0)
    weight: int = 1
    done: bool = Field(default=None, sa_column=Column(Boolean, Computed("progress = 100", persisted=True)))


class ProjectMember(Entity, table=True):
    """Somebody's part in a project: ``capacity`` of their time from one day to another.

    Both days are included; where one is empty the project's own start or due date holds, else the part is open.
    """

    __tablename__ = "project_member"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("capacity > 0 and capacity <= 100", name="capacity"),
        CheckConstraint("to_on >= from_on", name="days"),
    )

    project_id: Annotated[UUID, Ref("project")]
    person_id: Annotated[UUID, Ref("user_account")]
    role: MemberRole = Field(default=MemberRole.DEVELOPER, sa_type=String(16))
    capacity: Share = Decimal(100)
    from_on: date | None = None
    to_on: date | None = None
