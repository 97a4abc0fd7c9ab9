"""What happened to projects, in words: which project each entry of history is about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select

from models.identity import User
from models.projects import Project, ProjectMember, ProjectMilestone
from services.core.database import UnitOfWork

_project: Table = Project.__table__  # type: ignore[attr-defined]
_milestone: Table = ProjectMilestone.__table__  # type: ignore[attr-defined]
_member: Table = ProjectMember.__table__  # type: ignore[attr-defined]
_people: Table = User.__table__  # type: ignore[attr-defined]


def subject_of(uow: UnitOfWork, rows: Sequence[Any]) -> dict[UUID, str]:
    """The project of each entry, and the milestone or the person in it; one query for each of the three."""
    language = uow.actor.language
    found: dict[UUID, str] = {}
    for table, part in ((_project, None), (_milestone, _milestone.c.title), (_member, _people.c.name[language].astext)):
        ids = {row.record_id for row in rows if row.entity == table.name}
        if ids:
            found |= {
                row[0]: " · ".join(filter(None, row[1:])) for row in uow.session.execute(_names(table, part, ids))
            }
    return {row.id: found[row.record_id] for row in rows if row.record_id in found}


def _names(table: Table, part: ColumnElement[Any] | None, ids: set[UUID]) -> Select[Any]:
    """Record, title of its project, and what the part is called."""
    if part is None:
        return select(_project.c.id, _project.c.title).where(_project.c.id.in_(ids))
    project = (_project.c.tenant_id == table.c.tenant_id) & (_project.c.id == table.c.project_id)
    names = select(table.c.id, _project.c.title, part).join_from(table, _project, project)
    if table is _member:
        person = (_people.c.tenant_id == table.c.tenant_id) & (_people.c.id == table.c.person_id)
        names = names.join(_people, person)
    return names.where(table.c.id.in_(ids))
