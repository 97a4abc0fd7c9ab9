"""A long export as a job: its file is written by a worker, under the rights its asker has by then."""

from dataclasses import replace

from services.admin.exporting.download import TASK, file_name
from services.admin.exporting.formats import Format
from services.admin.exporting.table import ExportTable
from services.admin.listing import ListQuery
from services.admin.query import count_of
from services.admin.registry import registry
from services.admin.statement import conditions
from services.core import files
from services.core.database import unit_of_work
from services.core.i18n import _
from services.core.tasks import JobContext, task

ESTIMATE_LIMIT = 1_000_000
"""Counting for the progress bar goes no further."""


@task(TASK)
def export_list(job: JobContext) -> None:
    """Write the file of a long list. Who asked and what for is read again here, under today's rights.

    The result holds ``file`` (its private name), ``name`` (for the reader), ``media_type`` and ``rows``.
    """
    wanted, language = Format.read(job.payload["format"]), str(job.payload["language"])
    actor = replace(job.actor, language=language, time_zone=str(job.payload["time_zone"]))
    resource = registry.get(str(job.payload["resource"]))
    query = ListQuery.parse(resource, actor, dict(job.payload["params"]))
    with unit_of_work(actor, read_only=True, snapshot=True) as uow:
        expected = max(count_of(uow, query, conditions(uow, query), ESTIMATE_LIMIT).n, 1)
        table = ExportTable(uow, query, language, spreadsheet=wanted.way.spreadsheet)
        table.watch = lambda written: job.progress(min(written / expected, 0.99), _("{n} rows written", n=written))
        with files.create(uow.tenant_id, str(wanted)) as (stored, file):
            for chunk in wanted.way.write(table):
                file.write(chunk)
    job.result.update(
        file=stored,
        name=file_name(resource, actor, wanted, language),
        media_type=wanted.way.media_type,
        rows=table.written,
    )
