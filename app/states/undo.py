"""Undo right after a change: the toast that tells of it can take it back."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states.session import SessionState
from services.admin.registry import registry
from services.admin.undoing import undo_together
from services.admin.versions import undo
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError
from services.core.i18n import Message, _

Json = dict[str, Any]
MOST = 5
"""So many changes can be undone: as many as there are toasts."""


class UndoState(rx.State):
    """The last changes, each by the id of the toast that tells of it."""

    _changes: dict[str, Json] = {}

    def _offer(self, session: SessionState, done: Message, resource: str, entry: str, version: int | None) -> None:
        """Tell of a change to a record, now of this version, that undoing this entry of its history takes back."""
        self._remember(session, done, {"resource": resource, "entry": entry, "version": version})

    def _offer_together(
        self, session: SessionState, done: Message, resource: str, record: str, number: str, version: int | None
    ) -> None:
        """Tell of a save of a record with its lines, which have this number in history."""
        self._remember(session, done, {"resource": resource, "record": record, "together": number, "version": version})

    def _remember(self, session: SessionState, done: Message, change: Json) -> None:
        session._tell(done)
        toast = session.toasts[-1]
        session.toasts = [*session.toasts[:-1], {**toast, "action": _("Undo").plain()}]
        kept = list(self._changes.items())[-MOST + 1 :]
        self._changes = {**dict(kept), toast["id"]: change}

    @rx.event
    @signed_in
    async def undo(self, toast_id: str) -> Any:
        """Put back what the change of this toast replaced."""
        from app.states.live import LiveState  # noqa: PLC0415 - it names every page's state

        change = self._changes.get(toast_id)
        if change is None:
            return None
        self._changes = {key: value for key, value in self._changes.items() if key != toast_id}
        session = await self.get_state(SessionState)
        try:
            await work.run(_undo, actor(), change)
        except AppError as error:
            session._tell(error)
            return None
        session._tell(_("It is as it was"))
        return LiveState.changed


def _undo(who: Actor, change: Json) -> None:
    with unit_of_work(who) as uow:
        resource, version = registry.get(change["resource"]), change["version"]
        if "together" in change:
            undo_together(uow, resource, change["record"], change["together"], version)
        else:
            undo(uow, resource, change["entry"], version)
