"""What is said about a record: comments are posted with a key, so that each stands once; people to name, as one types.

``POST /api/comments/{resource}/{id}`` with ``{body}``; ``…/{comment}`` with ``{body}`` or ``{remove: true}``.
"""

from typing import Any

from pydantic import BaseModel
from starlette.routing import BaseRoute

from app.api.edge import SIGNED_IN, Call, route
from services.admin import discussion
from services.admin.registry import registry
from services.core.database import unit_of_work


class Said(BaseModel):
    """A comment as it was typed."""

    body: str = ""
    remove: bool = False


def write(call: Call) -> dict[str, Any]:
    """Say something about a record."""
    resource, said = registry.get(str(call.path["resource"])), call.read(Said)
    with unit_of_work(call.actor) as uow:
        made = discussion.write(uow, resource, str(call.path["id"]), said.body, call.key())
        return {"id": str(made.id)}


def change(call: Call) -> dict[str, Any]:
    """Say it differently, or take it back."""
    resource, said = registry.get(str(call.path["resource"])), call.read(Said)
    with unit_of_work(call.actor) as uow:
        if said.remove:
            discussion.remove(uow, resource, str(call.path["comment"]))
        else:
            discussion.rewrite(uow, resource, str(call.path["comment"]), said.body)
    return {"id": str(call.path["comment"])}


def people(call: Call) -> list[dict[str, Any]]:
    """Who could be named."""
    resource = registry.get(str(call.path["resource"]))
    with unit_of_work(call.actor, read_only=True) as uow:
        return discussion.candidates(uow, resource, str(call.path["id"]), call.query.get("q", ""))


routes: list[BaseRoute] = [
    route("/api/comments/{resource}/{id}", write, permission=SIGNED_IN, method="POST"),
    route("/api/comments/{resource}/{id}/people", people, permission=SIGNED_IN),
    route("/api/comments/{resource}/{id}/{comment}", change, permission=SIGNED_IN, method="POST"),
]
