"""Cells that are typed in where they stand: one field of one record at a time, on the road of every change."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states.list import ListState
from app.states.session import SessionState
from app.states.undo import UndoState
from services.admin.commands import update
from services.admin.registry import registry
from services.admin.versions import newest
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, StaleVersion
from services.core.i18n import Message, _

Json = dict[str, Any]


class CellState(rx.State):
    """What became of the last change: ``{turn, error}``, by the turn the browser gave it; no error when it is kept."""

    answer: Json = {}

    @rx.event
    @signed_in
    async def change(self, turn: str, record: str, version: int, field: str, value: Any) -> Any:
        """Write one field. Raises nothing: an error stands beside the cell."""
        here = await self.get_state(ListState)
        try:
            entry, now = await work.run(_change, actor(), here.about["key"], record, version, field, value)
        except AppError as error:
            message = error.fields.get(field) or next(iter(error.fields.values()), error.message)
            self.answer = {"turn": turn, "error": message.plain()}
            return ListState.refresh if isinstance(error, StaleVersion) else None
        self.answer = {"turn": turn, "error": None}
        session, undo = await self.get_state(SessionState), await self.get_state(UndoState)
        label = next((column["label"] for column in here.columns if column["key"] == field), field)
        done = _("{field} is changed", field=Message(label))
        undo._offer(session, done, here.about["key"], entry, now)
        return ListState.refresh


def _change(who: Actor, key: str, record: str, version: int, field: str, value: Any) -> tuple[str, int]:
    """Write it; gives the entry of history that can be taken back, and the version there is now."""
    resource = registry.get(key)
    with unit_of_work(who) as uow:
        row = update(uow, resource, record, {field: value}, version)
        return newest(uow, resource, row.id) or "", int(row.version)
