"""Whose projects somebody sees: all of them, or those they own or have a part in."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select

from models.identity import User
from models.platform import HistoryEntry
from models.projects import Project, ProjectMember, ProjectMilestone
from services.admin.resource import Scope
from services.core.actor import Actor

VIEW_ALL = "projects:view-all"
"""The permission to see every project of the house."""
_project: Table = Project.__table__  # type: ignore[attr-defined]
_member: Table = ProjectMember.__table__  # type: ignore[attr-defined]
_milestone: Table = ProjectMilestone.__table__  # type: ignore[attr-defined]
_people: Table = User.__table__  # type: ignore[attr-defined]
_entry: Table = HistoryEntry.__table__  # type: ignore[attr-defined]


def _own(actor: Actor, owner: ColumnElement[Any], project: ColumnElement[Any]) -> ColumnElement[bool]:
    part = _member.alias("own_part")
    parts = select(part.c.project_id).where(part.c.person_id == actor.user_id, part.c.deleted_at.is_(None))
    return or_(owner == actor.user_id, project.in_(parts))


def own_projects(statement: Select[Any], actor: Actor) -> Select[Any]:
    """The projects an actor may see."""
    if actor.can(VIEW_ALL):
        return statement
    return statement.where(_own(actor, _project.c.owner_id, _project.c.id))


def _of_own_projects(table: Table) -> Scope:
    def scope(statement: Select[Any], actor: Actor) -> Select[Any]:
        if actor.can(VIEW_ALL):
            return statement
        seen = _project.alias("own_project")
        mine = select(seen.c.id).where(_own(actor, seen.c.owner_id, seen.c.id))
        return statement.where(table.c.project_id.in_(mine))

    return scope


own_milestones, own_members = _of_own_projects(_milestone), _of_own_projects(_member)


def people_at_work(statement: Select[Any], actor: Actor) -> Select[Any]:
    """The people who have a part in a project that the actor sees."""
    part = own_members(select(_member.c.person_id).where(_member.c.deleted_at.is_(None)), actor)
    return statement.where(_people.c.id.in_(part))


def activity_of_projects(statement: Select[Any], actor: Actor) -> Select[Any]:
    """What happened to projects, to their milestones and to their teams."""
    statement = statement.where(_entry.c.entity.in_([table.name for table in (_project, _milestone, _member)]))
    if actor.can(VIEW_ALL):
        return statement
    mine = (own_projects(select(_project.c.id), actor), *(
        scope(select(table.c.id), actor) for table, scope in ((_milestone, own_milestones), (_member, own_members))
    ))  # fmt: skip
    return statement.where(or_(*(_entry.c.record_id.in_(ids) for ids in mine)))
