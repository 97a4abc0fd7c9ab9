"""A file on its way into a list: matched, tried, run, taken back. The batch in the database is the truth of it."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states import place
from app.states.session import SessionState
from services.admin import importing
from services.admin.describe import describe
from services.admin.policy import require
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError, Forbidden, NotFound
from services.core.i18n import Message, _

Json = dict[str, Any]
NO_PLACE = {"key": "", "label": "", "label_one": "", "icon": ""}
NO_BATCH: Json = {
    "id": "", "file": "", "size": 0, "status": "", "mode": "", "modes": [], "key": "", "keys": [], "columns": [],
    "targets": [], "lacking": [], "counts": {}, "job": {}, "faults": [], "offers": [], "mends": 0,
    "undoable": False, "continuable": False, "undo_days": 0,
}  # fmt: skip
MATCH, TRY, RUN = 2, 3, 4
FILE = 1
BUSY = ("queued", "running")
MODES: dict[str, Message] = {
    "create": _("Add new records only"),
    "update": _("Change known records only"),
    "upsert": _("Change the known, add the rest"),
}


class ImportState(rx.State):
    """One import as its page shows it."""

    loaded: str = ""
    about: dict[str, str] = NO_PLACE
    batch: Json = NO_BATCH
    modes: list[Json] = []
    keys: list[Json] = []
    step: int = FILE
    busy: bool = False
    denied: bool = False
    missing: bool = False

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Read what the address names: a list, and perhaps a batch."""
        session = await self.get_state(SessionState)
        await session._enter()
        key = [*place.parts(self), ""][0]
        self.denied = self.missing = False
        try:
            found = await work.run(_read, actor(), key, place.params(self).get("batch", ""))
        except Forbidden:
            self.denied, self.loaded = True, key
            return
        except NotFound:
            self.missing, self.loaded = True, key
            return
        place.assign(self, found)
        self.loaded = key

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """How it stands now."""
        if self.batch["id"] and not self.missing:
            await self._do(None)

    @rx.event
    @signed_in
    async def received(self, answer: dict[str, Any]) -> Any:
        """A file has arrived."""
        await self._do(None, str(answer.get("batch", "")))
        if not self.batch["id"]:
            return None
        return rx.redirect(f"/r/{self.about['key']}/import?batch={self.batch['id']}", replace=True)

    @rx.event
    @signed_in
    async def match(self, number: str, key: str) -> None:
        """Let a column fill a field, or nothing; a field filled by another column is taken from that."""
        mapping = self._mapping()
        if number not in mapping:
            return
        if key:
            mapping = {n: one for n, one in mapping.items() if one != key}
        mapping[number] = key
        await self._arrange(mapping, self.batch["mode"], self.batch["key"])

    @rx.event
    @signed_in
    async def choose_mode(self, mode: str) -> None:
        """Make, change, or both."""
        first = self.batch["keys"][0]["key"] if self.batch["keys"] else ""
        await self._arrange(self._mapping(), mode, self.batch["key"] or first)

    @rx.event
    @signed_in
    async def choose_key(self, key: str) -> None:
        """By what a row finds its record."""
        await self._arrange(self._mapping(), self.batch["mode"], key)

    @rx.event
    @signed_in
    async def check(self) -> None:
        """Begin the dry run."""
        await self._do(importing.start_check)

    @rx.event
    @signed_in
    async def back(self) -> None:
        """From the dry run to the columns."""
        if self.batch["status"] in ("uploaded", "checked"):
            await self._arrange(self._mapping(), self.batch["mode"], self.batch["key"])

    @rx.event
    @signed_in
    async def mend(self, target: str, value: str, to: str) -> None:
        """Read another word wherever this one stands, and try again."""
        await self._do(lambda uow, batch: importing.mend(uow, batch, target, value, to))

    @rx.event
    @signed_in
    async def run(self) -> None:
        """Begin the import itself, or go on with it."""
        await self._do(importing.start_run)

    @rx.event
    @signed_in
    async def stop(self) -> None:
        """Stop what is going on."""
        await self._do(importing.stop)

    @rx.event
    @signed_in
    async def undo(self) -> None:
        """Take the import back."""
        await self._do(importing.start_undo)

    def _mapping(self) -> dict[str, str]:
        return {str(column["number"]): column["target"] for column in self.batch["columns"]}

    async def _arrange(self, mapping: dict[str, str], mode: str, key: str) -> None:
        numbers = {int(number): target for number, target in mapping.items()}
        await self._do(lambda uow, batch: importing.arrange(uow, batch, numbers, mode, key))

    async def _do(self, what: Callable[[UnitOfWork, str], Any] | None, batch: str = "") -> None:
        """Do something with the batch, and show how it stands after; a refusal becomes a toast."""
        try:
            place.assign(self, await work.run(_done, actor(), self.about["key"], batch or self.batch["id"], what))
        except AppError as error:
            session = await self.get_state(SessionState)
            session._tell(error)


def _read(who: Actor, key: str, batch: str) -> Json:
    resource = registry.get(key)
    require(resource, who, "import")
    meta = describe(resource, who)
    about = {name: meta[name] or "" for name in NO_PLACE}
    if not batch:
        return {"about": about, "batch": NO_BATCH, "step": FILE, "busy": False, "modes": [], "keys": []}
    return {"about": about, **_done(who, key, batch, None)}


def _done(who: Actor, key: str, batch: str, what: Callable[[UnitOfWork, str], Any] | None) -> Json:
    if what is not None:
        with unit_of_work(who) as uow:
            what(uow, batch)
    with unit_of_work(who, read_only=True) as uow:
        found = importing.show(uow, batch)
    if found["resource"] != key:
        raise NotFound
    job = found["job"].get("status", "")
    return {
        "batch": found,
        "step": _step(found),
        "busy": job in BUSY,
        "modes": [{"value": mode, "label": MODES[mode].msgid} for mode in found["modes"]],
        "keys": [{"value": one["key"], "label": one["labels"][0]} for one in found["keys"]],
    }


def _step(found: Json) -> int:
    if found["status"] not in ("uploaded", "checked"):
        return RUN
    return TRY if found["job"] and found["job"]["status"] != "cancelled" else MATCH
