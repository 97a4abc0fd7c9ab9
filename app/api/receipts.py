"""``GET /api/sales/{id}/receipt.pdf?paper=a5|80mm&lang=en|fa``: the receipt of a sale one may see."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from app.api.edge import Call, route
from services.core.database import unit_of_work
from services.core.errors import NotFound, ValidationFailed
from services.core.i18n import LANGUAGES, _
from services.core.permissions import Verb, permission
from services.shop import receipts

PAPERS = ("a5", "80mm")


def receipt(call: Call) -> Any:
    """The PDF, to be shown in the browser and printed from there."""
    paper, language = (
        call.query.get("paper", "a5"),
        call.query.get("lang", call.actor.language),
    )
    if paper not in PAPERS:
        raise ValidationFailed(fields={"paper": _("Papers are {names}", names=", ".join(PAPERS))})
    if language not in LANGUAGES:
        raise ValidationFailed(fields={"lang": _("Languages are {names}", names=", ".join(LANGUAGES))})
    try:
        sale_id = UUID(call.path["id"])
    except ValueError:
        raise NotFound from None
    with unit_of_work(call.actor, read_only=True) as uow:
        made = receipts.pdf(uow, sale_id, paper, language)
    headers = {
        "Content-Disposition": f'inline; filename="{made.name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(made.content, media_type="application/pdf", headers=headers)


routes = [
    route(
        "/api/sales/{id}/receipt.pdf",
        receipt,
        permission=permission("sales", Verb.VIEW),
    )
]
