"""What people do with the views of a list: keep it under a name, rename, change, forget it, begin with it."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states import place
from app.states.list import ListState
from app.states.listed import PAGING
from app.states.session import SessionState
from services.admin.registry import registry
from services.admin.saved_views import ALL, change_view, delete_view, save_view
from services.admin.view_counts import view_counts
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError
from services.core.i18n import Message, _


class SavedViewsState(rx.State):
    """Does it, and shows the list again as its address then says.

    ``counts`` are the rows of each view, by its id, where they are known.
    """

    counts: dict[str, int] = {}

    @rx.event
    @signed_in
    async def save(self, name: str, team: bool) -> Any:
        """Keep the list as it is shown, under a name: for oneself, or for the team."""
        here = await self.get_state(ListState)
        return await self._do(_("The view is kept"), _save, name, _kept(here), team)

    @rx.event
    @signed_in
    async def keep(self, identity: str) -> Any:
        """Keep the list as it is shown in the place of what a view was."""
        here = await self.get_state(ListState)
        return await self._do(_("The view is kept"), _change, identity, {"params": _kept(here)})

    @rx.event
    @signed_in
    async def rename(self, identity: str, name: str) -> Any:
        """Give a view another name."""
        return await self._do(_("The view is renamed"), _change, identity, {"name": name})

    @rx.event
    @signed_in
    async def begin_with(self, identity: str, on: bool) -> Any:
        """Begin with this view whenever the list is opened, or no longer."""
        done = _("The list begins with this view now") if on else _("The list begins with all rows now")
        return await self._do(done, _change, identity, {"default": on})

    @rx.event
    @signed_in
    async def forget(self, identity: str) -> Any:
        """Delete a view; the rows stay."""
        return await self._do(_("The view is deleted"), _delete, identity)

    @rx.event
    @signed_in
    async def share(self, identity: str, on: bool) -> Any:
        """Give a view to the team, or take it as one's own."""
        done = _("The whole team has this view now") if on else _("The view is yours alone now")
        return await self._do(done, _change, identity, {"team": on})

    @rx.event
    @signed_in
    async def count_up(self) -> None:
        """Look how many rows the views have, once the rows themselves are there."""
        here = await self.get_state(ListState)
        self.counts = {}
        if here.saved_views and not (here.denied or here.failed):
            self.counts = await work.run(_counts, actor(), here.loaded)

    async def _do(self, done: Message, command: Any, *args: Any) -> Any:
        session, here = await self.get_state(SessionState), await self.get_state(ListState)
        try:
            saved = await work.run(command, actor(), here.about["key"], *args)
        except AppError as error:
            session._tell(error)
            return None
        session._tell(done)
        asked = {"saved": saved, **here._page}
        if place.params(self) == asked:
            return [ListState.load, SavedViewsState.count_up]
        return rx.redirect(place.address(here.about["key"], asked), replace=True)


def _kept(here: ListState) -> dict[str, str]:
    return {name: value for name, value in here._params.items() if name not in PAGING} | here._page


def _counts(who: Actor, key: str) -> dict[str, int]:
    with unit_of_work(who, read_only=True) as uow:
        return view_counts(uow, registry.get(key))


def _save(who: Actor, key: str, name: str, params: dict[str, str], team: bool) -> str:
    with unit_of_work(who) as uow:
        return str(save_view(uow, registry.get(key), name, params, team=team).id)


def _change(who: Actor, key: str, identity: str, changes: dict[str, Any]) -> str:
    with unit_of_work(who) as uow:
        return str(change_view(uow, registry.get(key), identity, **changes).id)


def _delete(who: Actor, key: str, identity: str) -> str:
    with unit_of_work(who) as uow:
        delete_view(uow, registry.get(key), identity)
    return ALL
