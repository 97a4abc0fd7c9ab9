"""The route of facets: how many rows of a list each choice of a field has, asked when somebody opens the choices."""

from typing import Any

from starlette.routing import BaseRoute

from app.api.edge import SIGNED_IN, Call, route
from services.admin.facets import facets
from services.admin.listing import ListQuery
from services.admin.registry import registry
from services.admin.saved_views import laid_open
from services.core.database import unit_of_work


def counted(call: Call) -> dict[str, Any]:
    """Takes the address of the list as it is."""
    resource = registry.get(str(call.path["resource"]))
    with unit_of_work(call.actor, read_only=True) as uow:
        query = ListQuery.parse(resource, call.actor, laid_open(uow, resource, dict(call.query)))
        return facets(uow, resource, query, str(call.path["field"]))


routes: list[BaseRoute] = [route("/api/facets/{resource}/{field}", counted, permission=SIGNED_IN)]
