"""Imports as a list: those into lists that one may import into, with what can still be done about them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col

from models.records import ImportBatch
from services.admin import importing
from services.admin.policy import can
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.i18n import Message, _

STATUSES: dict[str, Message] = {
    "uploaded": _("Not begun"),
    "checked": _("Tried"),
    "running": _("Running"),
    "done": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Stopped"),
    "undone": _("Taken back"),
}
TONES = {"running": "info", "done": "pos", "failed": "neg", "cancelled": "warn"}


def open_imports(statement: Select[Any], actor: Actor) -> Select[Any]:
    """The imports an actor may know of."""
    keys = [resource.key for resource in registry.all() if can(resource, actor, "import")]
    return statement.where(col(ImportBatch.resource).in_(keys))


def lists_of(_uow: UnitOfWork, rows: Sequence[Any]) -> Mapping[UUID, Any]:
    """Into which list each of these imports went."""
    labels = {resource.key: resource.label.plain() for resource in registry.all()}
    return {row.id: labels.get(row.resource) for row in rows}


def may_undo(batch: ImportBatch) -> bool:
    """Whether an import can still be taken back."""
    return importing.undoable(batch)


def undo(uow: UnitOfWork, batch: ImportBatch) -> None:
    """Begin to take an import back."""
    importing.start_undo(uow, batch.id)


def stop(uow: UnitOfWork, batch: ImportBatch) -> None:
    """Stop an import; the rows that are in stay in."""
    importing.stop(uow, batch.id)
