"""The example houses' projects, with the history that would have led here; written in the shop's own language."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from models.base import Entity
from models.platform import HistoryEntry
from models.projects import (
    Health,
    MemberRole,
    Priority,
    Project,
    ProjectMember,
    ProjectMilestone,
    ProjectStatus,
)
from models.records import Comment, RecordTag, Tag
from services.core.database import UnitOfWork
from services.core.history import changes, snapshot
from services.core.text import fold
from services.demo.house import House
from services.demo.names import Both
from services.demo.writing import id_at
from services.projects.demo.plans import PLANS, TAGS, Plan

COURSE = {
    ProjectStatus.PLANNED: (), ProjectStatus.ACTIVE: ("start",), ProjectStatus.ON_HOLD: ("start", "hold"),
    ProjectStatus.DONE: ("start", "finish"), ProjectStatus.CANCELLED: ("start", "cancel"),
}  # fmt: skip
"""The steps by which a project came to its state."""
REACHED = {"start": "active", "hold": "on_hold", "finish": "done", "cancel": "cancelled"}
REASONS: dict[str, Both] = {
    "cancel": ("The insurer would not cover the nights.", "بیمه شب‌ها را پوشش نمی‌داد."),
}


def fill(uow: UnitOfWork, house: House) -> None:
    """Write the house's projects."""
    _Projects(uow, house).write()


class _Projects:
    """One house's projects on their way into the database."""

    def __init__(self, uow: UnitOfWork, house: House) -> None:
        shop, today = house.shop, house.today
        self.uow, self.shop, self.today = uow, shop, today
        self.zone = ZoneInfo(house.tenant.timezone)
        self.staff = [house.people[person.username] for person in shop.staff]
        self.names = [self.said(person.name) for person in shop.staff]
        self.chance = random.Random(f"{shop.slug} projects {today.isoformat()}")  # noqa: S311 - a drawing, not a secret

    def said(self, text: Both) -> str:
        """A text in the shop's language."""
        english, persian = text
        return persian if self.shop.language == "fa" else english

    def at(self, offset: int, hour: int = 10) -> datetime:
        """A moment so many days from today, by the shop's clock; never later than last night."""
        return datetime.combine(self.today + timedelta(days=min(offset, -1)), time(hour, 0), self.zone)

    def day(self, offset: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=offset)

    def write(self) -> None:
        """All of them, their tags first."""
        self._make_tags()
        for plan in PLANS:
            self._plan(plan)

    def _plan(self, plan: Plan) -> None:
        begun = self.at(plan.starts - 7)
        project = Project(
            id=id_at(begun, self.chance), title=self.said(plan.title), description=self.said(plan.about),
            owner_id=self.staff[plan.owner], status=ProjectStatus(plan.status), health=Health(plan.health),
            priority=Priority(plan.priority), starts_on=self.day(plan.starts), due_on=self.day(plan.due),
            **self._made(begun, plan.owner),
        )  # fmt: skip
        self.uow.session.add(project)
        self.uow.session.flush()
        self._created(project, plan.owner, status="planned")
        for step in plan.steps:
            milestone = ProjectMilestone(
                id=id_at(begun, self.chance), project_id=project.id, title=self.said(step.title),
                due_on=self.day(step.due), progress=Decimal(step.progress), weight=step.weight,
                **self._made(begun, plan.owner),
            )  # fmt: skip
            self.uow.session.add(milestone)
            self._created(milestone, plan.owner, progress="0")
            if step.progress:
                change = {"progress": ["0", str(step.progress)]}
                self._entry(milestone, "update", self.at(step.due - 2, 15), plan.team[0].person, change)
        for part in plan.team:
            member = ProjectMember(
                id=id_at(begun, self.chance), project_id=project.id, person_id=self.staff[part.person],
                role=MemberRole(part.role), capacity=Decimal(part.capacity), **self._made(begun, plan.owner),
            )  # fmt: skip
            self.uow.session.add(member)
            self._created(member, plan.owner)
        self._course(project, plan)
        if plan.said:
            self._comment(project, *plan.said)
        for name in plan.tags:
            self.uow.session.add(
                RecordTag(id=id_at(begun, self.chance), entity="project", record_id=project.id,
                          tag_id=self.tags[name], created_at=begun)
            )  # fmt: skip

    def _make_tags(self) -> None:
        """The tags of the plans, each once; one that the house has already is used as it is."""
        there = self.uow.session.scalars(select(Tag).where(col(Tag.deleted_at).is_(None)))
        known = {fold(tag.name): tag.id for tag in there}
        begun = self.at(min(plan.starts for plan in PLANS) - 7)
        self.tags = {}
        for key, (name, tone) in TAGS.items():
            said = self.said(name)
            if fold(said) not in known:
                tag = Tag(id=id_at(begun, self.chance), name=said, tone=tone, created_at=begun, updated_at=begun)
                self.uow.session.add(tag)
                known[fold(said)] = tag.id
            self.tags[key] = known[fold(said)]
        self.uow.session.flush()

    def _course(self, project: Project, plan: Plan) -> None:
        state, days = "planned", (plan.starts, min(plan.due, -3))
        for step, offset in zip(COURSE[project.status], days, strict=False):
            note = self.said(REASONS.get(step, ("", "")))
            self._entry(project, step, self.at(offset, 11), plan.owner, {"status": [state, REACHED[step]]}, note)
            state = REACHED[step]

    def _comment(self, project: Project, person: int, text: Both) -> None:
        made = self._made(self.at(-2, 16), person)
        self.uow.session.add(
            Comment(id=id_at(made["created_at"], self.chance), entity="project", record_id=project.id,
                    body=self.said(text), author_name=self.names[person], **made)
        )  # fmt: skip

    def _made(self, at: datetime, person: int) -> dict[str, Any]:
        return {"created_at": at, "updated_at": at, "created_by": self.staff[person]}

    def _created(self, row: Entity, person: int, **then: str) -> None:
        """What was written down at the beginning, some values being other ones then."""
        first = {name: value for name, value in snapshot(row).items() if value is not None} | then
        self._entry(row, "create", row.created_at, person, changes({}, first))

    def _entry(
        self, row: Entity, action: str, at: datetime, person: int, changed: dict[str, list[Any]], note: str = ""
    ) -> None:
        self.uow.session.add(
            HistoryEntry(id=id_at(at, self.chance), created_at=at, created_by=self.staff[person], note=note,
                         actor_name=self.names[person], entity=str(row.__tablename__), record_id=row.id,
                         action=action, changes=changed)
        )  # fmt: skip
