"""Making a record from a field that needs it: what is asked, and the making itself."""

from typing import Any

from pydantic import BaseModel, Field
from starlette.routing import BaseRoute

from app import renderers
from app.api.edge import SIGNED_IN, Call, route
from services.admin.describe import describe
from services.admin.quick import quick_create, quick_fields
from services.admin.registry import registry
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed

Json = dict[str, Any]


class Asked(BaseModel):
    """What was typed, by input."""

    values: dict[str, str] = Field(max_length=100)


def _meta(call: Call) -> Json:
    """The description of the resource, cut down to what is asked for on the way."""
    resource = registry.get(str(call.path["resource"]))
    wanted = {bound.key for bound in quick_fields(resource, call.actor)}
    meta = describe(resource, call.actor)
    items = [item for section in meta["sections"] for item in section["fields"] if item["key"] in wanted]
    return {**meta, "sections": [{"fields": items}]}


def asked(call: Call) -> Json:
    """The fields to show; the name begins with what was typed in the field that needs the record."""
    meta, words = _meta(call), call.query.get("q", "")[:200]
    [section] = meta["sections"]
    defaults = {item["key"]: item["default"] for item in section["fields"]}
    values = renderers.form_values(meta, defaults, call.actor.language)
    title = meta["title"]
    values[f"{title}.{call.actor.language}" if f"{title}.{call.actor.language}" in values else title] = words
    return {"label": meta["label_one"], "fields": renderers.fields(meta, section, creating=True), "values": values}


def made(call: Call) -> Json:
    """Make it; answers it as a choice, ``{value, label}``."""
    meta, typed = _meta(call), call.read(Asked).values
    try:
        with unit_of_work(call.actor) as uow:
            row = quick_create(uow, registry.get(meta["key"]), renderers.posted(meta, typed))
    except ValidationFailed as error:
        fields = renderers.error_keys(meta, dict(error.fields))
        raise ValidationFailed(error.message, fields=fields) from error
    return {"value": row["id"], "label": renderers.said(row["title"], call.actor.language)}


routes: list[BaseRoute] = [
    route("/api/quick/{resource}", asked, permission=SIGNED_IN),
    route("/api/quick/{resource}", made, permission=SIGNED_IN, method="POST"),
]
"""Beside the lookup of references."""
