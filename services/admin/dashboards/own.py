"""A reader's own figures: the views of a workspace's lists that they saved, each with how many records it finds."""

from services.admin.dashboards.cards import Figure
from services.admin.dashboards.seen import Seen
from services.admin.listing import ListQuery
from services.admin.policy import can
from services.admin.registry import registry
from services.admin.saved_views import own_views
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message

MOST = 8
"""So many of them stand on a dashboard, the newest."""


def own_figures(uow: UnitOfWork, workspace: str) -> list[Seen]:
    """A figure for each view, leading to it; one that the reader may no longer ask for is left out."""
    lists = {one.key: one for one in registry.all() if one.workspace == workspace and can(one, uow.actor, "view")}
    found = []
    for view in own_views(uow, lists, MOST):
        resource = lists[view.resource]
        try:
            query = ListQuery.parse(resource, uow.actor, view.params)
        except ValidationFailed:
            continue
        figure = Figure(str(view.id), Message(view.name), resource.key, note=resource.label)
        found.append(Seen(figure, resource, query, (), {"saved": str(view.id)}))
    return found
