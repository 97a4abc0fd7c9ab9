"""Where a record stands in its workflow, and how it came there."""

from typing import Any

from sqlalchemy import select

from models.platform import HistoryEntry
from services.admin.people import called
from services.admin.policy import may_see
from services.admin.resource import Resource
from services.admin.values import plain
from services.admin.workflow import stated
from services.core.database import UnitOfWork
from services.core.permissions import Permission


def course_of(uow: UnitOfWork, resource: Resource, row: Any) -> list[dict[str, Any]]:
    """The states of a record's workflow: ``{"value", "label", "tone", "now", "been", "at", "by", "note"}`` each.

    When it came there, by whom and why is for those who see history; empty without a workflow.
    """
    flow = resource.workflow
    if flow is None or not may_see(resource, uow.actor, resource.bound[flow.field]):
        return []
    reached = _reached(uow, resource, row) if uow.actor.can(Permission.SEE_HISTORY) else {}
    now = stated(getattr(row, flow.field))
    return [
        {
            "value": choice.value,
            "label": choice.label.msgid,
            "tone": choice.tone,
            "now": choice.value == now,
            "been": choice.value in reached and choice.value != now,
            **_when(reached.get(choice.value)),
        }
        for choice in resource.bound[flow.field].choices
    ]


def _reached(uow: UnitOfWork, resource: Resource, row: Any) -> dict[str, HistoryEntry]:
    """The last time that each state was reached."""
    flow = resource.workflow
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    field = flow.field if flow else ""
    wanted = (
        select(HistoryEntry)
        .where(
            entry.tenant_id == uow.tenant_id, entry.entity == resource.entity, entry.record_id == row.id,
            entry.changes.has_key(field),
        )
        .order_by(entry.id)
    )  # fmt: skip
    return {str(one.changes[field][1]): one for one in uow.session.scalars(wanted)}


def _when(entry: HistoryEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"at": None, "by": "", "note": ""}
    return {"at": plain(entry.created_at), "by": called(entry.actor_name), "note": entry.note}
