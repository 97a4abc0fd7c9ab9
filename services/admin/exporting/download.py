"""How an export is asked for: streamed at once, or as a job that carries who asked and what, never the rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.base import now
from services.admin.exporting.csv_file import csv_chunks
from services.admin.exporting.table import ExportTable
from services.admin.exporting.xlsx_file import xlsx_chunks
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.query import count_of
from services.admin.resource import Resource
from services.admin.statement import conditions
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import ValidationFailed
from services.core.i18n import _
from services.core.tasks import enqueue

EXPORT_LIMIT = 5_000
"""Up to so many rows an export is streamed; a longer one is a job."""
TASK = "export"


class Format(StrEnum):
    """The kinds of file."""

    CSV = "csv"
    XLSX = "xlsx"

    @classmethod
    def read(cls, text: str) -> "Format":
        """The format of this name; raises ``ValidationFailed``."""
        try:
            return cls(text)
        except ValueError:
            raise ValidationFailed(_("A list is exported as CSV or Excel"), fields={"format": _("Unknown")}) from None


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITERS: dict[Format, Callable[[ExportTable], Iterator[bytes]]] = {Format.CSV: csv_chunks, Format.XLSX: xlsx_chunks}


@dataclass(frozen=True)
class Export:
    """How an export goes on: ``inline``, to be streamed, or by the job ``job_id``."""

    inline: bool
    rows: int
    job_id: UUID | None = None


@dataclass(frozen=True)
class Download:
    """A file to hand out: its name, its type, and its bytes as they are made."""

    name: str
    media_type: str
    chunks: Iterator[bytes]


def start_export(uow: UnitOfWork, resource: Resource, query: ListQuery, kind: str, language: str) -> Export:
    """Decide how to export: says "stream it", or enqueues a job in this transaction. Raises ``Forbidden``."""
    require(resource, uow.actor, "view")
    require(resource, uow.actor, "export")
    wanted = Format.read(kind)
    count = count_of(uow, query, conditions(uow, query), EXPORT_LIMIT)
    if not count.over:
        return Export(inline=True, rows=count.n)
    payload = {
        "resource": resource.key,
        "params": query.first().to_params(),
        "format": str(wanted),
        "language": language,
        "time_zone": uow.actor.time_zone,
    }
    return Export(inline=False, rows=count.n, job_id=enqueue(uow, TASK, payload).id)


def export_stream(actor: Actor, resource: Resource, query: ListQuery, kind: str, language: str) -> Download:
    """The file of a list, made while it is read, in a transaction of its own. Raises ``Forbidden`` at once."""
    require(resource, actor, "view")
    require(resource, actor, "export")
    wanted = Format.read(kind)
    return Download(
        file_name(resource, actor, wanted, language),
        MEDIA_TYPES[wanted],
        _chunks(actor, query.first(), wanted, language),
    )


def _chunks(actor: Actor, query: ListQuery, wanted: Format, language: str) -> Iterator[bytes]:
    with unit_of_work(actor, read_only=True) as uow:
        yield from WRITERS[wanted](ExportTable(uow, query, language))


def file_name(resource: Resource, actor: Actor, wanted: Format, language: str) -> str:
    """What the file is called: the list's name in the reader's language, and the day."""
    label = resource.label.text(language).replace("/", "-").replace('"', "")
    return f"{label} {now().astimezone(zone_of(actor)):%Y-%m-%d}.{wanted}"
