"""The form of any resource, to create and to edit. What is typed stays in the browser until it is sent."""

from typing import Any

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.session import SessionState
from services.admin.commands import create, update
from services.admin.describe import describe
from services.admin.policy import require
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, Forbidden, NotFound, StaleVersion, ValidationFailed
from services.core.i18n import _

Json = dict[str, Any]
NEW = "new"
NO_PLACE = {"key": "", "label": "", "label_one": "", "icon": ""}


class FormState(rx.State):
    """What a form asks for, and what was wrong with it."""

    loaded: str = ""
    about: dict[str, str] = NO_PLACE
    creating: bool = True
    title: Json = {"text": ""}
    sections: list[Json] = []
    values: Json = {}
    errors: Json = {}
    error_count: int = 0
    conflict: list[Json] = []
    _changes: int = 0
    denied: bool = False
    missing: bool = False

    _version: int = 0
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
        self.errors, self.error_count, self.conflict, self._changes = {}, 0, [], 0
        try:
            found = await work.run(_read, actor(), key, given)
        except Forbidden:
            self.denied, self.loaded = True, here
            return
        except (NotFound, ValueError):
            self.missing, self.loaded = True, here
            return
        self.loaded = here
        place.assign(self, found)

    @rx.event
    @signed_in
    async def typed(self, count: int) -> None:
        """How many fields differ from what was loaded; the browser counts."""
        self._changes = count

    @rx.event
    @signed_in
    async def save(self, form: dict[str, Any]) -> Any:
        """Write it: then the record's page, or the errors beside their fields."""
        session = await self.get_state(SessionState)
        self.errors, self.error_count, self.conflict = {}, 0, []
        try:
            record_id = await work.run(_save, actor(), self.about["key"], self._id, self._version, form)
        except StaleVersion as error:
            self.conflict = await work.run(_conflict, actor(), self.about["key"], error, form)
            self._version = error.version
            return None
        except ValidationFailed as error:
            meta = await work.run(_meta, actor(), self.about["key"])
            plain = {key: message.plain() for key, message in error.fields.items()}
            self.errors = renderers.error_keys(meta, plain)
            self.error_count = len(self.errors)
            if not self.errors:
                session._tell(error)
            return None
        except AppError as error:
            session._tell(error)
            return None
        self._changes, self.loaded = 0, ""
        session._tell(_("Saved"))
        return rx.redirect(f"/r/{self.about['key']}/{record_id}", replace=True)

    @rx.event
    @signed_in
    async def take_theirs(self) -> Any:
        """Give up what was typed, and edit what is stored now."""
        self._changes, self.loaded = 0, ""
        return FormState.load

    @rx.event
    @signed_in
    async def keep_mine(self) -> None:
        """Go on with what was typed: the next save writes over what is stored, in these fields."""
        self.conflict = []


def _meta(who: Actor, key: str) -> Json:
    return describe(registry.get(key), who)


def _read(who: Actor, key: str, given: str) -> Json:
    resource = registry.get(key)
    creating = given == NEW
    require(resource, who, "create" if creating else "update")
    meta = describe(resource, who)
    values: Json = {}
    if not creating:
        with unit_of_work(who, read_only=True) as uow:
            values = get_record(uow, resource, given)
    else:
        values = {f["key"]: f["default"] for s in meta["sections"] for f in s["fields"] if f["default"] is not None}
    return {
        "about": {name: meta[name] or "" for name in NO_PLACE},
        "creating": creating,
        "title": {"text": values.get("_title") or ""},
        "sections": [
            {
                "key": section["key"],
                "label": section["label"] or meta["label_one"],
                "fields": renderers.fields(meta, section, creating=creating),
            }
            for section in meta["sections"]
        ],
        "values": renderers.form_values(meta, values, who.language),
        "_version": values.get("_version") or 0,
        "_id": "" if creating else given,
    }


def _save(who: Actor, key: str, record_id: str, version: int, form: Json) -> str:
    resource = registry.get(key)
    values = renderers.posted(describe(resource, who), form)
    with unit_of_work(who) as uow:
        edited = update(uow, resource, record_id, values, version) if record_id else None
        row = edited or create(uow, resource, values)
        uow.session.flush()
        return str(row.id)


def _conflict(who: Actor, key: str, error: StaleVersion, form: Json) -> list[Json]:
    """Field by field, where what is stored now differs from what was typed."""
    meta = describe(registry.get(key), who)
    mine = renderers.posted(meta, form)
    rows: list[Json] = []
    for section in meta["sections"]:
        for item in section["fields"]:
            name = item["key"]
            theirs = error.theirs.get(name)
            if name in mine and name in error.theirs and _text(theirs) != _text(mine[name]):
                rows.append(
                    {
                        "label": item["label"],
                        "kind": renderers.kind(item["kind"]),
                        "theirs": _shown(theirs),
                        "mine": mine[name],
                    }
                )
    return rows


def _shown(value: Any) -> Any:
    return renderers.reference(value, None) if isinstance(value, dict) and "title" in value else value


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("id", sorted(value.items())))
    return "" if value is None else str(value)
