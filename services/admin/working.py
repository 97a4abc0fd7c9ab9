"""A list of work as its usual view shows it: the lanes, and a page of pieces with what may be done with each."""

from dataclasses import replace
from typing import Any

from services.admin.listing import ListQuery
from services.admin.panels import documents_of
from services.admin.policy import can_act
from services.admin.query import list_page
from services.admin.resource import Resource
from services.admin.views import fields_of, queue_fields, stored
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _


def queue(uow: UnitOfWork, resource: Resource, query: ListQuery) -> dict[str, Any]:
    """One page of work: ``{"title", "lanes", "workers", "state", "busy", "by", "at", "rows", …}``, as a list's page.

    Each row has its ``_piece``, the actions it allows now (``_acts``) and its papers (``_papers``).
    """
    plan, fields = resource.queue, queue_fields(resource, uow.actor)
    if plan is None or not fields:
        raise ValidationFailed(_("The list can't be shown this way"), fields={"view": _("Not possible")})
    page = list_page(uow, resource, replace(query, group=None), fields=fields_of(query, uow.actor, *fields))
    rows = {str(row.id): row for row in stored(uow, resource, page.rows)}
    pieces = plan.pieces(uow, list(rows.values()))
    for shown in page.rows:
        row = rows[shown["_id"]]
        shown["_piece"] = pieces[row.id].plain()
        shown["_acts"] = [
            {"name": act.name, "label": act.label.msgid, "icon": act.icon, "asks": bool(act.confirm or act.reason)}
            for act in resource.acts
            if act.in_row and can_act(resource, uow.actor, act, row)
        ]
        shown["_papers"] = documents_of(uow.actor, resource, row)
    return {
        "title": resource.label.msgid,
        "lanes": [lane.plain() for lane in plan.lanes(uow)],
        "workers": plan.workers(),
        "busy": list(plan.busy),
        "state": plan.state,
        "by": plan.by,
        "at": plan.at,
        **page.plain(),
    }
