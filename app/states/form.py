"""The form of any resource, to create and to edit. What is typed stays in the browser until it is sent."""

from collections.abc import Mapping
from time import time_ns
from types import MappingProxyType
from typing import Any
from uuid import UUID

import reflex as rx

from app import form_values, renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.session import SessionState
from app.states.undo import UndoState
from services.admin import lineage, lines, previews
from services.admin.beginnings import begun
from services.admin.describe import describe
from services.admin.latest import last_change
from services.admin.policy import require
from services.admin.record import get_record
from services.admin.registry import registry
from services.admin.undoing import changed_together
from services.admin.warnings import may_warn, warned
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError, Forbidden, NotFound, StaleVersion, ValidationFailed
from services.core.i18n import _

Json = dict[str, Any]
NEW = "new"
NO_PLACE = {"key": "", "label": "", "label_one": "", "icon": ""}


class FormState(rx.State):
    """What a form asks for, and what was wrong with it.

    ``theirs`` is what somebody else has saved meanwhile, to be brought together with what is typed; ``answer`` is what
    the typed values come to. Both carry the ``turn`` in which they were found, so that an old one is known. ``news``
    tells of that save while the form is open: ``{who, at, shown}``, ``shown`` once the form holds it.
    """

    loaded: str = ""
    turn: str = ""
    about: dict[str, str] = NO_PLACE
    creating: bool = True
    title: Json = {"text": ""}
    sections: list[Json] = []
    tables: list[Json] = []
    results: list[Json] = []
    warns: bool = False
    values: Json = {}
    errors: Json = {}
    theirs: Json = {}
    answer: Json = {}
    news: Json = {}
    draft: str = ""
    saved: str = ""
    denied: bool = False
    missing: bool = False

    _changes: int = 0
    _version: int = 0
    _versions: form_values.Versions = {}
    _id: str = ""

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Read what the address names. An open form keeps what was typed, also when the connection came back."""
        session = await self.get_state(SessionState)
        await session._enter()
        key, given, *_rest = [*place.parts(self), "", ""]
        here = f"{key}/{given}"
        if self.loaded == here and self._changes:
            return
        self.denied = self.missing = False
        try:
            found = await work.run(_read, actor(), key, given, place.params(self))
        except Forbidden:
            self.denied, self.loaded = True, here
            return
        except NotFound:
            self.missing, self.loaded = True, here
            return
        if self.loaded == here and all(getattr(self, name) == value for name, value in found.items()):
            return  # the connection came back: the form stands as it is
        self.errors, self.theirs, self.answer, self.news, self.saved, self._changes = {}, {}, {}, {}, "", 0
        self.loaded, self.turn = here, str(time_ns())
        place.assign(self, found)

    @rx.event
    @signed_in
    async def typed(self, count: int) -> None:
        """How many fields differ from what was loaded; the browser counts."""
        self._changes = count

    @rx.event
    @signed_in
    async def save(self, form: dict[str, Any], changed: list[str], merged: str = "") -> Any:
        """Write it: then the record's page, or the errors beside their fields. ``changed`` names what was touched.

        ``merged`` is the turn of ``theirs`` that the browser has brought in: a save that left before is too late.
        """
        session = await self.get_state(SessionState)
        if not self.loaded:
            return None
        if merged != self.theirs.get("turn", ""):
            return await self._fall_behind()
        self.errors = {}
        key, draft = self.about["key"], self.draft
        versions = {} if self.creating else self._versions
        try:
            record_id, number, version = await work.run(
                _save, actor(), key, self._id, self._version, versions, form, changed
            )
        except StaleVersion:
            return await self._fall_behind()
        except ValidationFailed as error:
            meta = await work.run(_meta, actor(), key)
            plain = {name: message.plain() for name, message in error.fields.items()}
            self.errors = form_values.error_keys(meta, plain)
            if not self.errors:
                session._tell(error)
            return None
        except AppError as error:
            session._tell(error)
            return None
        self._changes, self.loaded, self.saved = 0, "", draft
        if number:
            undo = await self.get_state(UndoState)
            undo._offer_together(session, _("Saved"), key, record_id, number, version)
        else:
            session._tell(_("Saved"))
        return rx.redirect(f"/r/{key}/{record_id}", replace=True)

    async def _fall_behind(self) -> None:
        """Somebody was faster: read what is stored now; the browser brings both together."""
        session = await self.get_state(SessionState)
        try:
            found = await work.run(_read, actor(), self.about["key"], self._id)
        except AppError as error:
            session._tell(error)
            return
        self._take(found, waits=False)

    def _take(self, found: Json, *, waits: bool) -> None:
        """Hand what is stored now to the browser; it sends both sides by itself, or ``waits`` for the reader's save."""
        self._version, self._versions = found["_version"], found["_versions"]
        self.theirs = {"turn": str(time_ns()), "values": found["values"], "waits": waits}
        self.news = {**self.news, "shown": True} if self.news else {}

    @rx.event
    @signed_in
    async def look(self) -> None:
        """Something of the shop has changed: tell if it was this record, and show it where nothing was typed."""
        if self.creating or self.denied or self.missing or self.loaded != f"{self.about['key']}/{self._id}":
            return
        try:
            found = await work.run(_read, actor(), self.about["key"], self._id)
            if (found["_version"], found["_versions"]) == (self._version, self._versions):
                return
            rows = (*self._versions.values(), *found["_versions"].values())
            last = await work.run(_last, actor(), self.about["key"], {self._id}.union(*rows))
        except AppError:
            return  # it is gone, or not to be seen any more: the save says so
        self.news = {**last, "shown": False}
        if not self._changes:
            self._take(found, waits=True)

    @rx.event
    @signed_in
    async def catch_up(self) -> None:
        """Bring what somebody else has saved into the form, beside what was typed; nothing is saved."""
        if not self.news:
            return
        try:
            self._take(await work.run(_read, actor(), self.about["key"], self._id), waits=True)
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)

    @rx.event
    @signed_in
    async def ask(self, form: dict[str, Any], changed: list[str], free: list[str], turn: int) -> None:
        """What the fields ``free`` would follow to, and what would come out; nothing is written, nothing is refused."""
        if not self.loaded:
            return
        try:
            found = await work.run(
                _come_to, actor(), self.about["key"], self._id, self._versions, form, changed, free[:100]
            )
        except AppError:
            found = {"suggested": {}, "results": {}, "warnings": {}}
        self.answer = {"turn": turn, **found}


def _meta(who: Actor, key: str) -> Json:
    return describe(registry.get(key), who)


def _read(who: Actor, key: str, given: str, asked: Mapping[str, str] = MappingProxyType({})) -> Json:
    resource = registry.get(key)
    creating = given == NEW
    require(resource, who, "create" if creating else "update")
    meta = describe(resource, who)
    with unit_of_work(who, read_only=True) as uow:
        values = {f["key"]: f["default"] for s in meta["sections"] for f in s["fields"] if f["default"] is not None}
        values = values | begun(uow, resource, asked) if creating else get_record(uow, resource, given)
        rows = {} if creating else _rows(uow, key, values["_id"], {child["key"] for child in meta["children"]})
        more = {} if creating else _unshown(uow, key, values["_id"], rows)
    return {
        "about": {name: meta[name] or "" for name in NO_PLACE},
        "creating": creating,
        "title": {"text": values.get("_title") or ""},
        "sections": [
            {
                "key": section["key"],
                "label": section["label"] or meta["label_one"],
                "help": section["help"],
                "tab": section["tab"],
                "fields": renderers.fields(meta, section, creating=creating),
            }
            for section in meta["sections"]
        ],
        "tables": [{**table, "unshown": more.get(table["key"], 0)} for table in form_values.tables(meta)],
        "results": [renderers.column(item) for item in meta["results"]],
        "warns": may_warn(resource, who),
        "values": form_values.flat(meta, values, rows, who.language),
        "draft": f"{who.tenant_id}/{who.user_id}/{key}/{given}",
        "_version": values.get("_version") or 0,
        "_versions": {name: {row["_id"]: row["_version"] for row in some} for name, some in rows.items()},
        "_id": "" if creating else given,
    }


def _last(who: Actor, key: str, ids: set[str]) -> Json:
    """Who made the newest change of the record or a line of it, and when."""
    resource = registry.get(key)
    kinds = (resource, *(registry.get(child.key) for child in resource.children))
    with unit_of_work(who, read_only=True) as uow:
        return last_change(uow, kinds, {UUID(one) for one in ids})


def _rows(uow: UnitOfWork, key: str, record_id: str, shown: set[str]) -> dict[str, list[Json]]:
    children = (child for child in registry.get(key).children if child.key in shown)
    return {child.key: lines.lines_of(uow, child, UUID(record_id)) for child in children}


def _unshown(uow: UnitOfWork, key: str, record_id: str, rows: dict[str, list[Json]]) -> dict[str, int]:
    """How many lines of each kind the form does not hold, where they are too many for it."""
    full = (child for child in registry.get(key).children if len(rows.get(child.key, ())) == lines.MOST)
    return {child.key: lines.unshown(uow, child, UUID(record_id)) for child in full}


def _save(
    who: Actor, key: str, record_id: str, version: int, versions: form_values.Versions, form: Json, changed: list[str]
) -> tuple[str, str, int | None]:
    """Write it; answers the record's id, the number in history of all that was changed, and the version now.

    There is no number where nothing was changed, or where the record can't go to the trash and hence not be unmade.
    """
    resource = registry.get(key)
    meta = describe(resource, who)
    values = form_values.posted(meta, form, changed, creating=not record_id)
    sent = form_values.posted_lines(meta, form, changed, versions)
    with unit_of_work(who) as uow:
        with lineage.together(uow) as number:
            row = lines.save(uow, resource, record_id or None, values, version if record_id else None, sent)
        done = resource.trashable and changed_together(uow, resource, row.id, number)
        return str(row.id), number if done else "", getattr(row, "version", None)


def _come_to(
    who: Actor,
    key: str,
    record_id: str,
    versions: form_values.Versions,
    form: Json,
    changed: list[str],
    free: list[str],
) -> Json:
    resource = registry.get(key)
    meta = describe(resource, who)
    values = form_values.posted(meta, form, changed, creating=not record_id)
    sent = form_values.posted_lines(meta, form, changed, versions)
    known = {name: value for name, value in values.items() if name not in free}
    suggested = previews.suggested(who, resource, record_id or None, known, free)
    results = previews.previewed(who, resource, record_id or None, known | suggested, sent)
    sentences = warned(who, resource, record_id or None, known | suggested, sent)
    return {
        "suggested": renderers.form_values(meta, suggested, who.language, only=True),
        "results": results,
        "warnings": form_values.error_keys(meta, sentences),
    }
