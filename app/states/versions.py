"""Versions of the open record: any two beside each other, and one brought back."""

from typing import Any

import reflex as rx

from app import changes, work
from app.guard import actor, signed_in
from app.states.session import SessionState
from app.states.undo import UndoState
from services.admin import versions
from services.admin.describe import describe
from services.admin.record import as_id
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError
from services.core.i18n import _

Json = dict[str, Any]


class VersionsState(rx.State):
    """Two versions by the entries of history they follow (``""`` is now), and what differs between them."""

    open: bool = False
    left: str = ""
    right: str = ""
    differences: list[Json] = []
    restorable: bool = False

    @rx.event
    @signed_in
    async def compare(self, left: str, right: str) -> None:
        """Show what differs between two versions of the open record."""
        from app.states.record import RecordState  # noqa: PLC0415 - the record's page shows both

        here = await self.get_state(RecordState)
        try:
            found, restorable = await work.run(_compare, actor(), here.about["key"], here._id, left, right)
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)
            return
        self.open, self.left, self.right, self.differences = True, left, right, found
        self.restorable = restorable and bool(left) and here.verbs.get("update", False) and not here.deleted

    @rx.event
    @signed_in
    async def close(self) -> None:
        """Look at the record alone."""
        self.open = False

    @rx.event
    @signed_in
    async def bring_back(self) -> None:
        """Make the record what it was in the left version."""
        from app.states.record import RecordState  # noqa: PLC0415 - the record's page shows both

        here = await self.get_state(RecordState)
        session, undo = await self.get_state(SessionState), await self.get_state(UndoState)
        key, identity = here.about["key"], here._id
        try:
            entry, version = await work.run(_bring_back, actor(), key, identity, self.left, here._version)
        except AppError as error:
            session._tell(error)
            return
        self.open = False
        undo._offer(session, _("The earlier version is back"), key, entry, version)
        await here._read()


def _compare(who: Actor, key: str, identity: str, left: str, right: str) -> tuple[list[Json], bool]:
    """What differs, and whether any of it could be written again."""
    resource = registry.get(key)
    meta = describe(resource, who)
    with unit_of_work(who, read_only=True) as uow:
        found = versions.compare(uow, resource, identity, left or None, right or None)
    inputs = [field for section in meta["sections"] for field in section["fields"]]
    writable = {field["key"] for field in inputs if not field["read_only"] and not field["once"]}
    return changes.drawn(found, changes.facts(meta)), any(one["key"] in writable for one in found)


def _bring_back(who: Actor, key: str, identity: str, left: str, version: int | None) -> tuple[str, int | None]:
    resource = registry.get(key)
    with unit_of_work(who) as uow:
        row = versions.restore_version(uow, resource, identity, left, version)
        return versions.newest(uow, resource, as_id(identity)) or "", row.version
