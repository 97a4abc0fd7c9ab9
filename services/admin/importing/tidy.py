"""Files that were brought in long ago go: once an import can't be taken back, nobody needs what it was made from."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from models.base import now
from models.records import ImportBatch
from services.admin.importing.batches import UNDO_DAYS
from services.core import files
from services.core.tasks import JobContext, periodic

GONE = ""
AT_ONCE = 200


@periodic("import-tidy", every=timedelta(days=1))
def tidy_imports(job: JobContext) -> None:
    """Delete the files of imports that nobody has touched for as long as they could be taken back."""
    removed = 0
    while True:
        with job.work() as uow:
            statement = select(ImportBatch).where(
                col(ImportBatch.tenant_id) == uow.tenant_id,
                col(ImportBatch.stored) != GONE,
                col(ImportBatch.status) != "running",
                col(ImportBatch.updated_at) < now() - timedelta(days=UNDO_DAYS),
            )
            old = uow.session.scalars(statement.limit(AT_ONCE)).all()
            for batch in old:
                files.remove(uow.tenant_id, batch.stored)
                if batch.errors_stored:
                    files.remove(uow.tenant_id, batch.errors_stored)
                batch.stored, batch.errors_stored = GONE, None
            removed += len(old)
        if len(old) < AT_ONCE:
            break
    job.result["removed"] = removed
