"""Files beside a record: put there by ``POST /api/files/{resource}/{id}?name=…``, the body being the file.

They are read by ``GET /api/files/{file}`` and ``…/picture``, by those who may see the record, and never shown as a page
of ours: a file comes to be saved, its small picture as the picture that we made.
"""

from typing import Any

from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute

from app.api.edge import SIGNED_IN, Call, route, saved_as, shop_of, upload
from services.admin import attachments
from services.admin.registry import registry
from services.core import files
from services.core.database import unit_of_work

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Whatever is in a file, a browser runs none of it."""


def add(call: Call, stored: str) -> dict[str, Any]:
    """Put a file beside a record."""
    resource, tenant_id = registry.get(str(call.path["resource"])), shop_of(call.actor)
    content = files.path_of(tenant_id, stored).read_bytes()
    name = call.query.get("name", "")
    with unit_of_work(call.actor) as uow:
        made = attachments.attach(uow, resource, str(call.path["id"]), name, content, call.key())
    files.remove(tenant_id, stored)
    return {"id": str(made.id), "name": made.name}


def take_away(call: Call) -> dict[str, Any]:
    """Take a file away from its record."""
    with unit_of_work(call.actor) as uow:
        attachments.detach(uow, str(call.path["file"]))
    return {}


def read(call: Call) -> Response:
    """The file, to be saved."""
    with unit_of_work(call.actor, read_only=True) as uow:
        found, path = attachments.stored(uow, str(call.path["file"]))
        return FileResponse(path, media_type=found.media_type, headers=SAFE | saved_as(found.name))


def picture(call: Call) -> Response:
    """The small picture of a picture."""
    with unit_of_work(call.actor, read_only=True) as uow:
        _found, path = attachments.stored(uow, str(call.path["file"]), small=True)
    headers = SAFE | {"Content-Disposition": "inline", "Cache-Control": "private, max-age=3600"}
    return FileResponse(path, media_type="image/webp", headers=headers)


routes: list[BaseRoute] = [
    upload("/api/files/{resource}/{id}", add, largest=attachments.LARGEST, permission=SIGNED_IN),
    route("/api/files/{file}", read, permission=SIGNED_IN),
    route("/api/files/{file}/picture", picture, permission=SIGNED_IN),
    route("/api/files/{file}", take_away, permission=SIGNED_IN, method="POST"),
]
