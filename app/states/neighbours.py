"""From a record to the one before or after it, in the order of the list one came from."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states import place
from app.states.list import ListState
from app.states.listed import PAGING
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.query import neighbours
from services.admin.record import as_id
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError

NOWHERE = {"previous": "", "next": "", "list": ""}


class NeighboursState(rx.State):
    """The addresses of the neighbours and of the list itself; empty at an end, or where no list was seen."""

    to: dict[str, str] = NOWHERE

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Find them for the record that the address names."""
        key, given, *_rest = [*place.parts(self), "", ""]
        here = await self.get_state(ListState)
        if here.loaded != key or here.failed:
            self.to = NOWHERE
            return
        asked = {name: value for name, value in here._params.items() if name not in PAGING}
        try:
            before, after = await work.run(_neighbours, actor(), key, asked, given)
        except AppError:
            self.to = NOWHERE
            return
        self.to = {
            "previous": f"/r/{key}/{before}" if before else "",
            "next": f"/r/{key}/{after}" if after else "",
            "list": place.address(key, {**here._params, **here._page, "saved": here.saved}),
        }


def _neighbours(who: Actor, key: str, asked: dict[str, str], given: str) -> tuple[Any, Any]:
    resource = registry.get(key)
    require(resource, who, "view")
    query = ListQuery.parse(resource, who, asked)
    with unit_of_work(who, read_only=True) as uow:
        return neighbours(uow, resource, query, as_id(given))
