"""How much stands beside records: what was said about each, and its files, in one statement for all of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from models.records import Attachment, Comment
from services.admin.resource import Resource
from services.core.database import UnitOfWork

MOST = 100
"""Counting stops here: a card says "over 99"."""


def beside(uow: UnitOfWork, resource: Resource, identities: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The comments and the files of these records by id, each counted up to :data:`MOST`; none without discussion.

    The ids are those of rows that the actor sees: who sees a record sees what stands beside it.
    """
    if not resource.discussion or not identities:
        return {}
    table = resource.table
    counts = (_count(resource, kind) for kind in (Comment, Attachment))
    these = (table.c.tenant_id == uow.tenant_id, table.c.id.in_([UUID(one) for one in identities]))
    found = uow.session.execute(select(table.c.id, *counts).where(*these)).all()
    return {str(identity): (comments, files) for identity, comments, files in found}


def _count(resource: Resource, kind: type[Comment | Attachment]) -> ColumnElement[int]:
    table = resource.table
    some = select(col(kind.id)).where(
        col(kind.tenant_id) == table.c.tenant_id, col(kind.entity) == resource.entity,
        col(kind.record_id) == table.c.id, col(kind.deleted_at).is_(None),
    ).limit(MOST)  # fmt: skip
    return select(func.count()).select_from(some.correlate(table).subquery()).scalar_subquery()
