"""Private files that no row names any more: left by a process that died between a file and its row, or out of date."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from models.base import now
from models.platform import Job
from models.records import Attachment, ImportBatch
from services.core import files
from services.core.database import UnitOfWork
from services.core.tasks import JobContext, periodic

UNDER_WAY = timedelta(days=2)
"""A file younger than that may still get its row."""
RESULTS = timedelta(days=30)
"""For so long the file that a job has made can be fetched."""
AT_ONCE = 500


@periodic("admin.tidy-files", every=timedelta(days=1))
def tidy_files(job: JobContext) -> None:
    """Let go of old results of jobs, then delete each file that nothing names; the result counts them."""
    while True:
        with job.work() as uow:
            if not _let_go(uow):
                break
    with job.work(read_only=True) as uow:
        tenant_id, named = uow.tenant_id, set(_named(uow))
    left = [name for name in files.older_than(tenant_id, UNDER_WAY) if name not in named]
    for name in left:
        files.discard(tenant_id, name)
    job.result["removed"] = len(left)


def _let_go(uow: UnitOfWork) -> int:
    """Forget the files of some jobs that ended long ago; answers how many."""
    old = select(Job).where(
        col(Job.tenant_id) == uow.tenant_id, col(Job.result).has_key("file"),  # type: ignore[attr-defined]
        col(Job.finished_at) < now() - RESULTS,
    )  # fmt: skip
    found = uow.session.scalars(old.limit(AT_ONCE)).all()
    for one in found:
        one.result = {key: value for key, value in one.result.items() if key != "file"}
    return len(found)


def _named(uow: UnitOfWork) -> Iterator[str]:
    """The names of all files that rows of this shop refer to."""
    result = col(Job.result)["file"].astext
    for owner, column in (
        (Attachment, col(Attachment.stored)), (Attachment, col(Attachment.thumbnail)),
        (ImportBatch, col(ImportBatch.stored)), (ImportBatch, col(ImportBatch.errors_stored)), (Job, result),
    ):  # fmt: skip
        tenant_id: UUID = uow.tenant_id
        yield from uow.session.scalars(select(column).where(col(owner.tenant_id) == tenant_id, column.is_not(None)))
