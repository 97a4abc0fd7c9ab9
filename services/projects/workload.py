"""How much of people's time projects take, and where that is more than they have.

Only projects that are planned or under way take time. A person's load on a day is the sum of the parts that hold on
that day; it changes only where a part begins or ends, so its highest point lies at the beginning of one of them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, case, func, select

from models.identity import User
from models.projects import Project, ProjectMember, ProjectStatus
from services.admin.planning import Load, Step
from services.core.database import UnitOfWork
from services.core.i18n import _
from services.projects.progress import today_of
from services.projects.seen import own_projects, people_at_work

WHOLE = Decimal(100)
LIVE = (ProjectStatus.PLANNED, ProjectStatus.ACTIVE)
"""The states in which a project takes people's time."""
_member: Table = ProjectMember.__table__  # type: ignore[attr-defined]
_project: Table = Project.__table__  # type: ignore[attr-defined]
_people: Table = User.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Part:
    """A person's part in a project: ``capacity`` percent from a day to another, both included."""

    id: UUID
    person: UUID
    project: UUID
    title: str | None
    capacity: Decimal
    first: date
    last: date


@dataclass(frozen=True)
class Peak:
    """The highest load in a stretch of time, and the parts that make it."""

    share: Decimal = Decimal(0)
    parts: tuple[Part, ...] = ()


def parts_of(uow: UnitOfWork, people: Collection[UUID] | Select[tuple[UUID]] | None = None) -> dict[UUID, list[Part]]:
    """What these people (or all) carry in live projects, by person; one query.

    All of it counts, whoever asks; a project that the actor may not see keeps its title to itself.
    """
    seen = own_projects(select(_project.c.id), uow.actor).whereclause
    title = _project.c.title if seen is None else case((seen, _project.c.title))
    first = func.coalesce(_member.c.from_on, _project.c.starts_on, date.min)
    last = func.coalesce(_member.c.to_on, _project.c.due_on, date.max)
    statement = (
        select(_member.c.id, _member.c.person_id, _project.c.id, title, _member.c.capacity, first, last)
        .join(_project, (_project.c.tenant_id == _member.c.tenant_id) & (_project.c.id == _member.c.project_id))
        .where(_member.c.tenant_id == uow.tenant_id, _project.c.status.in_(LIVE))
        .where(_member.c.deleted_at.is_(None), _project.c.deleted_at.is_(None))
        .order_by(_member.c.id)
    )
    if people is not None:
        statement = statement.where(_member.c.person_id.in_(people))
    found: dict[UUID, list[Part]] = {}
    for row in uow.session.execute(statement):
        part = Part(*row)
        found.setdefault(part.person, []).append(part)
    return found


def peak(parts: Iterable[Part], first: date = date.min, last: date = date.max) -> Peak:
    """The highest load between two days, both included."""
    here = [part for part in parts if part.first <= last and part.last >= first and part.first <= part.last]
    highest = Peak()
    for day in sorted({max(part.first, first) for part in here}):
        on_day = tuple(part for part in here if part.first <= day <= part.last)
        share = sum((part.capacity for part in on_day), Decimal(0))
        if share > highest.share:
            highest = Peak(share, on_day)
    return highest


def sentence(found: Peak, part: Part | None = None) -> dict[str, Any] | None:
    """The over-allocation in words, or nothing; beside one part the others are named."""
    if found.share <= WHOLE:
        return None
    others = [one.title for one in found.parts if part is None or one.project != part.project]
    named, share = " · ".join(dict.fromkeys(title for title in others if title)), int(found.share)
    if not named:
        return _("{n} % at once", n=share).plain()
    if part is None:
        return _("{n} % at once: {projects}", n=share, projects=named).plain()
    return _("{n} % at once, with {projects}", n=share, projects=named).plain()


def load_of_members(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, Decimal]:
    """The highest load each member carries over all projects while this part lasts."""
    return {row: found.share for row, (_part, found) in _peaks(uow, rows).items()}


def overload_of_members(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, dict[str, Any] | None]:
    """Where that is more than the person has, in words."""
    return {row: sentence(found, part) for row, (part, found) in _peaks(uow, rows).items()}


def load_of_people(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, Decimal]:
    """The highest load each person carries from today on."""
    return {row.id: found.share for row, found in _people_peaks(uow, rows)}


def overload_of_people(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, dict[str, Any] | None]:
    """Where that is more than the person has, in words."""
    return {row.id: sentence(found) for row, found in _people_peaks(uow, rows)}


def overload_of_projects(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, int]:
    """How many people of each project carry too much while they work on it."""
    ids = {row.id for row in rows}
    over: dict[UUID, set[UUID]] = {row.id: set() for row in rows}
    team = select(_member.c.person_id).where(_member.c.tenant_id == uow.tenant_id, _member.c.project_id.in_(ids))
    for person, parts in parts_of(uow, team).items():
        for part in parts:
            if part.project in ids and peak(parts, part.first, part.last).share > WHOLE:
                over[part.project].add(person)
    return {project: len(people) for project, people in over.items()}


def load_by_step(uow: UnitOfWork, steps: Sequence[Step]) -> list[Load]:
    """What each person carries in each stretch of a timeline, by the highest day in it."""
    names = people_at_work(select(_people.c.id, _people.c.name), uow.actor)
    people = uow.session.execute(names.where(_people.c.tenant_id == uow.tenant_id).order_by(_people.c.username)).all()
    parts = parts_of(uow, [one for one, _name in people])
    return [
        Load(name, tuple(int(peak(parts[one], *step).share) for step in steps)) for one, name in people if one in parts
    ]


def _peaks(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, tuple[Part, Peak]]:
    wanted = {row.id for row in rows}
    found: dict[UUID, tuple[Part, Peak]] = {}
    for parts in parts_of(uow, {row.person_id for row in rows}).values():
        own = (part for part in parts if part.id in wanted)
        found |= {part.id: (part, peak(parts, part.first, part.last)) for part in own}
    return found


def _people_peaks(uow: UnitOfWork, rows: Sequence[Any]) -> list[tuple[Any, Peak]]:
    parts = parts_of(uow, [row.id for row in rows])
    return [(row, peak(parts.get(row.id, ()), today_of(uow))) for row in rows]
