"""Routes of every resource: autocomplete, search over all of them, exports, results of jobs."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import BaseRoute

from app.api.edge import SIGNED_IN, Call, route, saved_as
from models.platform import Job
from services.admin.everywhere import search_everywhere
from services.admin.exporting.download import export_stream
from services.admin.listing import MAX_SEARCH, ListQuery
from services.admin.record import lookup
from services.admin.registry import registry
from services.admin.saved_views import laid_open
from services.core import files
from services.core.database import unit_of_work
from services.core.errors import NotFound

PAGE = ("format", "lang")


def look_up(call: Call) -> list[dict[str, Any]]:
    """Candidates for a reference, as one types."""
    resource = registry.get(str(call.path["resource"]))
    with unit_of_work(call.actor, read_only=True) as uow:
        found = lookup(uow, resource, str(call.path["field"]), call.query.get("q", ""))
    return [{"value": one["id"], "label": _named(one["title"], call), "note": one.get("code") or ""} for one in found]


def search(call: Call) -> list[dict[str, Any]]:
    """Records of every resource, for the palette; ``all`` is the address of a list that has further ones."""
    typed = call.query.get("q", "")
    with unit_of_work(call.actor, read_only=True) as uow:
        groups = search_everywhere(uow, typed)
    return [
        {
            "label": group["label"],
            "icon": group["icon"],
            "all": f"/r/{group['resource']}?q={quote(typed.strip()[:MAX_SEARCH])}" if group["more"] else "",
            "items": [
                {
                    "label": _named(row["title"], call),
                    "href": f"/r/{group['resource']}/{row['id']}",
                    "code": row.get("code") or "",
                    "icon": group["icon"],
                }
                for row in group["rows"]
            ],
        }
        for group in groups
    ]


def export(call: Call) -> Response:
    """The file of a list, streamed while it is read."""
    resource = registry.get(str(call.path["resource"]))
    given = {name: value for name, value in call.query.items() if name not in PAGE}
    if given.get("saved"):
        with unit_of_work(call.actor, read_only=True) as uow:
            given = laid_open(uow, resource, given)
    query = ListQuery.parse(resource, call.actor, given)
    language = call.query.get("lang") or call.actor.language
    ready = export_stream(call.actor, resource, query, call.query.get("format", "csv"), language)
    return StreamingResponse(ready.chunks, media_type=ready.media_type, headers=saved_as(ready.name))


def result(call: Call) -> Response:
    """The file a job has made, for who asked for it."""
    with unit_of_work(call.actor, read_only=True) as uow:
        job = uow.session.get(Job, (uow.tenant_id, UUID(str(call.path["job"]))))
        if job is None or job.created_by != call.actor.user_id or not job.result.get("file"):
            raise NotFound
        name, shown = str(job.result["file"]), str(job.result.get("name") or job.result["file"])
        return FileResponse(files.path_of(uow.tenant_id, name), headers=saved_as(shown))


def _named(title: Any, call: Call) -> str:
    if isinstance(title, dict):
        return str(title.get(call.actor.language) or next(iter(title.values()), ""))
    return str(title or "")


routes: list[BaseRoute] = [
    route("/api/lookup/{resource}/{field}", look_up, permission=SIGNED_IN),
    route("/api/search", search, permission=SIGNED_IN),
    route("/api/exports/{resource}", export, permission=SIGNED_IN),
    route("/api/jobs/{job:uuid}/file", result, permission=SIGNED_IN),
]
