"""Taking back what was done in one go: each record as it was before, unless it was changed again since."""

from sqlalchemy import select

from models.platform import HistoryEntry
from services.admin import versions
from services.admin.bulk.change import why
from services.admin.bulk.run import AT_ONCE, Line, Outcome, Result
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import AppError, NotFound, RuleBroken
from services.core.i18n import _


def undo(uow: UnitOfWork, resource: Resource, correlation_id: str) -> Outcome:
    """Take back, record by record, all that has this number in history; what can't be is told with its reason.

    Only one's own doing, and of no more records than are changed at once. Raises ``NotFound`` and ``RuleBroken``.
    """
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    mine = select(entry.id, entry.record_id).where(
        entry.tenant_id == uow.tenant_id, entry.correlation_id == correlation_id,
        entry.entity == resource.entity, entry.created_by == uow.actor.user_id,
    )  # fmt: skip
    found = uow.session.execute(mine.order_by(entry.id.desc()).limit(AT_ONCE + 1)).all()
    if not found:
        raise NotFound
    if len(found) > AT_ONCE:
        raise RuleBroken(_("So many records can't be taken back at once"))
    outcome = Outcome()
    for one in found:
        try:
            with uow.session.begin_nested():
                versions.undo(uow, resource, one.id)
        except AppError as error:
            outcome.add(Line(one.record_id, str(one.record_id), Result.REFUSED, why(resource, error)))
        else:
            outcome.add(Line(one.record_id, "", Result.DONE))
    return outcome
