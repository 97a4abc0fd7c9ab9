"""The record of any resource: its facts, what belongs to it, its history; its actions, trash and restore."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from app import changes, renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.discussion import SILENT, DiscussionState, talk
from app.states.related import related
from app.states.session import SessionState
from app.states.undo import UndoState
from app.states.versions import VersionsState
from models.platform import HistoryEntry
from services.admin import followers, versions
from services.admin.commands import act, restore, trash
from services.admin.describe import describe
from services.admin.history import history_of, told
from services.admin.policy import require
from services.admin.purge import delete_forever, goes_with
from services.admin.record import as_id, get_record
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError, Forbidden, NotFound
from services.core.i18n import Message, _
from services.core.permissions import Permission
from services.core.text import fold

Json = dict[str, Any]
Command = Callable[[UnitOfWork, Resource], Any]
HISTORY = 50
"""Entries of history that are read for a page."""
MOMENTS = {"date": "date", "datetime": "datetime"}
"""Titles that are written as their kind is."""
NO_END: Json = {"name": "", "parts": []}
NO_PLACE = {"key": "", "label": "", "label_one": "", "icon": ""}


class RecordState(rx.State):
    """One record, as plain values."""

    loaded: str = ""
    about: dict[str, str] = NO_PLACE
    title: Json = {"text": "", "kind": "text"}
    code: str = ""
    deleted: bool = False
    forever: bool = False
    verbs: dict[str, bool] = {}
    sections: list[Json] = []
    stamp: list[Json] = []
    panels: list[Json] = []
    picture: str = ""
    fineness: str = ""
    bars: list[Json] = []
    made: list[Json] = []
    course: list[Json] = []
    related: list[Json] = []
    tabs: list[Json] = []
    history: list[Json] = []
    changes: list[Json] = []
    documents: list[Json] = []
    actions: list[Json] = []
    asking: Json = {}
    ending: Json = NO_END
    denied: bool = False
    missing: bool = False

    _version: int | None = None
    _id: str = ""

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Read the record that the address names; its news has been looked at with it."""
        session = await self.get_state(SessionState)
        await session._enter()
        self.asking, self.ending = {}, NO_END
        (await self.get_state(VersionsState)).open = False
        await self._read()
        if session.alerts and not (self.denied or self.missing):
            await work.run(_look, actor(), self.about["key"], self._id)

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Read it again, when something has changed elsewhere."""
        await self._read()

    async def _read(self) -> None:
        key, given, *_rest = [*place.parts(self), "", ""]
        self.denied = self.missing = False
        try:
            found, said = await work.run(_read, actor(), key, given)
        except Forbidden:
            self.denied, self.loaded = True, f"{key}/{given}"
            return
        except NotFound:
            self.missing, self.loaded = True, f"{key}/{given}"
            return
        place.assign(self, found)
        place.assign(await self.get_state(DiscussionState), said)

    @rx.event
    @signed_in
    async def trash(self) -> None:
        """Put the record in the trash; the toast can bring it back."""
        identity, version = self._id, self._version
        await self._do(_("It is in the trash now"), lambda uow, resource: trash(uow, resource, identity, version))

    @rx.event
    @signed_in
    async def restore(self) -> None:
        """Bring it back."""
        identity, version = self._id, self._version
        await self._do(_("It is back"), lambda uow, resource: restore(uow, resource, identity, version))

    @rx.event
    @signed_in
    async def ask(self, name: str) -> None:
        """Ask before an action that says what it does or wants a reason; any other is done at once."""
        action = next((one for one in self.actions if one["name"] == name), {})
        if action.get("why"):
            (await self.get_state(SessionState))._tell(Message(**action["why"]), "error")
        elif action.get("confirm") or action.get("reason"):
            self.asking = action
        elif action:
            await self._act(action, "")

    @rx.event
    @signed_in
    async def ask_forever(self) -> None:
        """Say what goes with the record, and ask for its name before it is deleted for good."""
        try:
            parts = await work.run(_goes_with, actor(), self.about["key"], self._id)
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)
            return
        name = renderers.said(self.title["text"], actor().language) or self.code or self._id
        self.ending = {"name": name, "parts": parts}

    @rx.event
    @signed_in
    async def cancel(self) -> None:
        """Not after all."""
        self.asking, self.ending = {}, NO_END

    @rx.event
    @signed_in
    async def confirm(self, answer: dict[str, Any]) -> None:
        """Do what was asked; ``answer`` holds the reason as ``note``."""
        action, self.asking = self.asking, {}
        if action:
            await self._act(action, str(answer.get("note", "")))

    async def _act(self, action: Json, note: str) -> None:
        identity, version, name = self._id, self._version, action["name"]
        done = _("Done") if not action["to"] else _("Done: {step}", step=Message(action["label"]))
        await self._do(done, lambda uow, resource: act(uow, resource, name, [identity], note, version))

    @rx.event
    @signed_in
    async def delete_forever(self, typed: str) -> Any:
        """Delete it for good, once its name was typed."""
        session, identity = await self.get_state(SessionState), self._id
        name, self.ending = self.ending["name"], NO_END
        if not name or (typed.strip() != name.strip() and (fold(typed) or typed) != fold(name)):
            return None
        try:
            await work.run(_change, actor(), self.about["key"], identity,
                           lambda uow, resource: delete_forever(uow, resource, identity))  # fmt: skip
        except AppError as error:
            session._tell(error)
            return None
        session._tell(_("It is deleted for good"))
        return rx.redirect(place.address(self.about["key"], {"trash": "1"}))

    async def _do(self, done: Message, command: Command) -> None:
        """Change the record, tell of it with the way back, and show what it is now."""
        session, undo = await self.get_state(SessionState), await self.get_state(UndoState)
        key = self.about["key"]
        try:
            entry, version, why = await work.run(_change, actor(), key, self._id, command)
        except AppError as error:
            session._tell(error.fields.get("note") or error)
            return
        if entry and not why:
            undo._offer(session, done, key, entry, version)
        else:
            session._tell(done, detail=why)
        await self._read()


def _change(who: Actor, key: str, identity: str, command: Command) -> tuple[str, int | None, Message | None]:
    """Do it; answers the new entry of history, the record's version after it, and why it can't be undone, if so."""
    resource = registry.get(key)
    with unit_of_work(who) as uow:
        record_id = as_id(identity)
        before = versions.newest(uow, resource, record_id)
        command(uow, resource)
        after = versions.newest(uow, resource, record_id)
        row = uow.session.get(resource.model, (uow.tenant_id, record_id))
        made = after if after != before and resource.trashable and row is not None else None
        why = versions.hindrance(resource, versions.verb_of(uow, made)) if made else None
        return made or "", getattr(row, "version", None), why


def _goes_with(who: Actor, key: str, identity: str) -> list[Json]:
    with unit_of_work(who, read_only=True) as uow:
        return [{"label": label.msgid, "n": n} for label, n in goes_with(uow, registry.get(key), identity)]


def _tabs(found: Json, said: Json) -> list[Json]:
    """The parts that can be looked at by themselves, each with how much it holds where that is known."""
    parts = [{"value": one["tab"], "label": one["label"], "count": one["count"]} for one in found["related"]]
    if said["talks"]:
        parts.append({"value": "files", "label": _("Files").msgid, "count": len(said["files"])})
    if found["history"]:
        count = len(found["history"]) if len(found["history"]) < HISTORY else None
        parts.append({"value": "history", "label": _("History").msgid, "count": count})
    return [{"value": "record", "label": _("Overview").msgid}, *parts]


def _look(who: Actor, key: str, identity: str) -> None:
    with unit_of_work(who) as uow:
        followers.look(uow, registry.get(key), as_id(identity))


def _read(who: Actor, key: str, given: str) -> tuple[Json, Json]:
    """The record's own part of the page, and the talk about it."""
    resource = registry.get(key)
    require(resource, who, "view")
    meta = describe(resource, who)
    with unit_of_work(who, read_only=True) as uow:
        record_id = as_id(given)
        values = get_record(uow, resource, record_id)
        belonging = related(uow, resource, record_id)
        one = told(uow, record_id) if resource.model is HistoryEntry else None
        entries = history_of(uow, resource, record_id, limit=HISTORY) if who.can(Permission.SEE_HISTORY) else []
        said = SILENT | talk(uow, resource, given)
    columns = changes.facts(meta)
    offered, why = values["_actions"], values["_hindered"]
    found = {
        "loaded": f"{key}/{given}",
        "about": {name: meta[name] or "" for name in NO_PLACE},
        "title": {"text": values["_title"] or "", "kind": MOMENTS.get(resource.titled.kind, "text")},
        "code": str(values.get(meta["code"] or "") or "") if meta["code"] != meta["title"] else "",
        "deleted": bool(values.get("_deleted")),
        "forever": values["_forever"],
        "verbs": meta["verbs"],
        "sections": renderers.detail(meta, values),
        "stamp": next((one["data"] for one in values["_panels"] if one["kind"] == "measures"), []),
        "panels": [one for one in values["_panels"] if one["kind"] == "facts"],
        "picture": renderers.first_of(meta, values, "picture") or "",
        "fineness": str(renderers.first_of(meta, values, "fineness") or ""),
        "bars": [one["data"] for one in values["_panels"] if one["kind"] == "parts"],
        "made": [one for one in values["_panels"] if one["kind"] == "steps"],
        "course": renderers.choices(values["_course"]),
        "related": belonging,
        "changes": [],
        "history": [changes.entry(one, columns) for one in entries],
        "documents": values["_documents"],
        "actions": [one | {"why": why.get(one["name"])} for one in meta["actions"] if one["name"] in offered],
        "_version": values.get("_version"),
        "_id": given,
    }
    found["tabs"] = _tabs(found, said)
    if one:
        about = registry.get(one["resource"]) if one["resource"] else resource
        found |= changes.page_of(found, one, describe(about, who))
    return found, said
