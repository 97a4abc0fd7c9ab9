"""Files to be brought into a list: received, and what was wrong with their rows handed out."""

from typing import Any

from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from app.api.edge import SIGNED_IN, Call, route, saved_as, upload
from services.admin import importing
from services.admin.importing.faults import as_csv
from services.admin.registry import registry
from services.core import files
from services.core.database import unit_of_work
from services.core.errors import NotFound
from services.core.i18n import LANGUAGES, _

LARGEST = 512 * 1024 * 1024
"""Bytes of a file; a million rows of twenty columns are about 200 MB."""


def receive(call: Call, stored: str) -> dict[str, Any]:
    """Take a file in; its name is for people alone."""
    resource = registry.get(str(call.path["resource"]))
    with unit_of_work(call.actor) as uow:
        batch = importing.receive(uow, resource, call.query.get("name", ""), stored)
        return {"batch": str(batch.id)}


def faults(call: Call) -> Response:
    """The rows that were not taken, each with what is wrong, as a file in the reader's language."""
    language = call.query.get("lang", call.actor.language)
    language = language if language in LANGUAGES else "en"
    with unit_of_work(call.actor, read_only=True) as uow:
        batch, _resource = importing.get_batch(uow, str(call.path["batch"]))
        if batch.errors_stored is None:
            raise NotFound
        path = files.path_of(uow.tenant_id, batch.errors_stored)
        name = _("Rows of {name} to mend", name=batch.file_name).text(language)
    headers = saved_as(f"{name}.csv")
    return StreamingResponse(as_csv(path, language), media_type="text/csv; charset=utf-8", headers=headers)


routes: list[BaseRoute] = [
    upload("/api/imports/{resource}", receive, largest=LARGEST),
    route("/api/imports/{batch:uuid}/faults", faults, permission=SIGNED_IN),
]
