"""The engine's slow work, for the worker to know: long exports, changes of many records, imports, old trash."""

from datetime import timedelta
from uuid import UUID

from models.base import now
from services.admin.bulk.job import change_many, take_back_many
from services.admin.exporting.job import export_list
from services.admin.importing.job import check_import, run_import
from services.admin.importing.tidy import tidy_imports
from services.admin.importing.undo import undo_import
from services.admin.leftovers import tidy_files
from services.admin.purge import Purged, purge, purge_beside
from services.admin.registry import registry
from services.core.config import settings
from services.core.tasks import JobContext, periodic

__all__ = [
    "change_many", "check_import", "export_list", "purge_trash", "run_import", "take_back_many", "tidy_files",
    "tidy_imports", "undo_import",
]  # fmt: skip


@periodic("admin.purge-trash", every=timedelta(days=1))
def purge_trash(context: JobContext) -> None:
    """Delete what has been in the trash for too long, list by list; the result counts what went and what stays."""
    before, done = now() - timedelta(days=settings().trash_days), Purged()
    known = {resource.entity: resource for resource in registry.all() if resource.trashable and resource.deletable}
    for resource in known.values():
        last: UUID | None = None
        while True:
            with context.work() as uow:
                last = purge(uow, resource, before, last, done)
            if last is None:
                break
    with context.work() as uow:
        purge_beside(uow, before)
    context.result.update(done.plain())
