"""Who else is editing the record that is open, on its page and in its form."""

from typing import Any

import reflex as rx

from app import live, presence, work
from app.guard import actor, signed_in
from app.states import place
from services.admin.people import names_of
from services.admin.policy import require
from services.admin.record import as_id, load
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError, NotFound
from services.core.presence import Place, editors

Json = dict[str, Any]
PARTS = 2
"""How many parts the address of a record has after ``/r/``."""


class PresenceState(rx.State):
    """``others``: those who edit this record besides the reader, ``[{id, name}]``; names in every language."""

    others: list[Json] = []

    _place: Place | None = None

    @rx.event
    @signed_in
    async def arrive(self) -> None:
        """Look at the record that the address names; in its form, edit it."""
        who, here = actor(), self._named()
        if self._place and self._place != here:
            await self._leave()
        try:
            found = await work.run(_read, who, here, bool(place.edited(self))) if here else []
        except AppError:  # the page itself says so
            here, found = None, []
        place.assign(self, {"others": found})
        if here is None:
            return
        self._place = here
        presence.watch(who, here)
        await live.look_at(self, here)
        if place.edited(self):
            await presence.begin(who, self.router.session.session_id, here)

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Somebody came or went; whoever has left the record meanwhile hears no more of it."""
        here = self._named()
        if here is None or here != self._place:
            await self._leave()
            return
        try:
            place.assign(self, {"others": await work.run(_read, actor(), here, False)})
        except AppError:
            await self._leave()

    async def _leave(self) -> None:
        if self._place:
            await live.look_at(self, self._place, no_more=True)
        self._place, self.others = None, []

    def _named(self) -> Place | None:
        """The record of the address, whether it is there or not."""
        parts, tenant_id = place.parts(self), actor().tenant_id
        known = self.router.url.path.startswith("/r/") and (len(parts) == PARTS or bool(place.edited(self)))
        if tenant_id is None or not known:
            return None
        try:
            return Place(tenant_id, f"{parts[0]}/{as_id(parts[1])}")
        except NotFound:
            return None


def _read(who: Actor, here: Place, edits: bool) -> list[Json]:
    """Those who edit there, for somebody who may see the record; ``edits`` asks whether they may change it."""
    key, given = here.what.split("/")
    with unit_of_work(who, read_only=True) as uow:
        _require(uow, key, given, edits)
        ids = editors(here) - {who.user_id}
        names = names_of(uow, ids)
    return [{"id": str(one), "name": names[one]} for one in sorted(names)]


def _require(uow: UnitOfWork, key: str, given: str, edits: bool) -> None:
    resource = registry.get(key)
    require(resource, uow.actor, "view")
    row = load(uow, resource, given)
    require(resource, uow.actor, "update" if edits else "view", row)
