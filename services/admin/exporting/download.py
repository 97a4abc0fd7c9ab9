"""How an export is asked for: streamed at once, or as a job that carries who asked and what, never the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from models.base import now
from services.admin.exporting.formats import Format
from services.admin.exporting.table import ExportTable, columns_of
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
    columns_of(query, uow.actor)
    count = count_of(uow, query, conditions(uow, query), EXPORT_LIMIT)
    _refuse_too_many(uow, query, wanted)
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
    columns_of(query, actor)
    if wanted.way.limit:
        with unit_of_work(actor, read_only=True) as uow:
            _refuse_too_many(uow, query, wanted)
    return Download(
        file_name(resource, actor, wanted, language),
        wanted.way.media_type,
        _chunks(actor, query.first(), wanted, language),
    )


def _chunks(actor: Actor, query: ListQuery, wanted: Format, language: str) -> Iterator[bytes]:
    with unit_of_work(actor, read_only=True, snapshot=True) as uow:
        yield from wanted.way.write(ExportTable(uow, query, language, spreadsheet=wanted.way.spreadsheet))


def _refuse_too_many(uow: UnitOfWork, query: ListQuery, wanted: Format) -> None:
    limit = wanted.way.limit
    if limit and count_of(uow, query, conditions(uow, query), limit).over:
        raise ValidationFailed(
            _("A PDF holds at most {n} rows: narrow the list, or choose a spreadsheet", n=limit),
            fields={"format": _("Not possible")},
        )


def file_name(resource: Resource, actor: Actor, wanted: Format, language: str) -> str:
    """What the file is called: the list's name in the reader's language, and the day.

    A half-space is a space there, since browsers make an underscore of it.
    """
    label = resource.label.text(language).replace("/", "-").replace('"', "").replace("\u200c", " ")
    return f"{label} {now().astimezone(zone_of(actor)):%Y-%m-%d}.{wanted}"
