"""One change for many records, as the list's selection asks for it: what, a preview, then doing it."""

from typing import Any

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import files, place
from app.states.list import ListState
from app.states.session import SessionState
from services.admin.bulk import undo
from services.admin.bulk.acts import EXPORT, acts_of
from services.admin.bulk.change import DELETE, EDIT, TAG, Change
from services.admin.bulk.fields import editable_fields
from services.admin.bulk.preview import preview
from services.admin.bulk.run import start
from services.admin.bulk.selection import Selection
from services.admin.describe import describe
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.tags import TAGS
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, Forbidden, RuleBroken, ValidationFailed
from services.core.i18n import _

Json = dict[str, Any]
NO_ACT = {"name": "", "label": "", "icon": "", "tone": ""}
FORM, FILE, PLAN, DONE = "form", "file", "plan", "done"


class BulkState(rx.State):
    """The dialog over a list: empty, asking what to set, showing the plan, or what became of it."""

    stage: str = ""
    act: dict[str, str] = NO_ACT
    offered: list[Json] = []
    inputs: list[Json] = []
    errors: Json = {}
    plan: Json = {}
    whole: bool = False
    outcome: Json = {}

    _resource: str = ""
    _selection: Json = {}
    _values: Json = {}
    _note: str = ""

    @rx.event
    @signed_in
    async def arrive(self) -> None:
        """At a list: what was begun in another one is left."""
        if self.stage and place.parts(self)[:1] != [self._resource]:
            self.stage = ""

    @rx.event
    @signed_in
    async def begin(self, resource: str, act: str, selection: dict[str, Any]) -> None:
        """Begin an act on a selection: ``{"ids": […]}``, or ``{"all": true, "params": {…}}``."""
        session = await self.get_state(SessionState)
        try:
            found = await work.run(_begin, actor(), resource, act, selection)
            self.plan, self.outcome, self.errors, self.whole = {}, {}, {}, False
            self._values, self._note = {}, ""
            for name, value in found.items():
                setattr(self, name, value)
            if act == EXPORT:
                self.stage = FILE
            elif act == EDIT or self.inputs:
                self.stage = FORM
            else:
                await self._plan()
        except AppError as error:
            session._tell(error)

    @rx.event
    @signed_in
    async def choose_field(self, key: str) -> None:
        """Set this field too."""
        chosen = [*(item["item"] for item in self.inputs), key]
        self.inputs = await work.run(_inputs, actor(), self._resource, chosen)

    @rx.event
    @signed_in
    async def leave_field(self, key: str) -> None:
        """Leave this field as it is."""
        self.inputs = [item for item in self.inputs if item["item"] != key]

    @rx.event
    @signed_in
    async def show(self, form: dict[str, Any]) -> None:
        """Show what these values would change."""
        if self.stage != FORM:
            return
        chosen = [item["item"] for item in self.inputs]
        try:
            if self.act["name"] == TAG:
                self._values = {name: str(form.get(name, "")) for name in ("add", "remove")}
            elif self.act["name"] == EDIT:
                self._values = await work.run(_values, actor(), self._resource, chosen, form)
            self._note, self.errors = str(form.get("note", "")), {}
            await self._plan()
        except ValidationFailed as error:
            self.errors = await work.run(_errors, actor(), self._resource, error)
            if not error.fields:
                (await self.get_state(SessionState))._tell(error)
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)

    @rx.event
    @signed_in
    async def change_values(self) -> None:
        """Back to the values."""
        self.stage = FORM if self.inputs else ""

    @rx.event
    @signed_in
    async def choose_whole(self, on: bool) -> None:
        """All of them or none, or each for itself."""
        self.whole = on

    @rx.event
    @signed_in
    async def run(self) -> Any:
        """Do what the plan shows."""
        if self.stage != PLAN:
            return None
        session = await self.get_state(SessionState)
        change = Change(self.act["name"], self._values, self._note)
        self.stage = ""
        try:
            self.outcome = await work.run(_run, actor(), self._resource, self._selection, change, self.whole)
        except AppError as error:
            session._tell(error)
            return None
        return await self._done()

    @rx.event
    @signed_in
    async def export(self, form: str) -> Any:
        """The chosen records as a file, with the columns and in the order of the list."""
        if self.stage != FILE:
            return None
        self.stage = ""
        listed = (await self.get_state(ListState))._params
        chosen = self._selection.get("params", {**listed, "ids": ",".join(self._selection.get("ids", []))})
        return await files.hand_over(await self.get_state(SessionState), self._resource, chosen, form)

    @rx.event
    @signed_in
    async def take_back(self) -> Any:
        """Undo what was just done."""
        session = await self.get_state(SessionState)
        number = str(self.outcome.get("correlation_id", ""))
        if not number:
            return None
        self.stage = ""
        try:
            self.outcome = await work.run(_undo, actor(), self._resource, number)
        except AppError as error:
            session._tell(error)
            return None
        self.act = {**NO_ACT, "name": "undo", "label": _("Undo").msgid, "icon": "undo-2"}
        return await self._done()

    @rx.event
    @signed_in
    async def close(self) -> None:
        """Leave everything as it is."""
        self.stage = ""

    async def _plan(self) -> None:
        change = Change(self.act["name"], self._values, self._note)
        self.plan = await work.run(_plan, actor(), self._resource, self._selection, change)
        self.stage = PLAN

    async def _done(self) -> Any:
        """Say what became of it, and read the list anew."""
        self.stage = DONE
        lists = await self.get_state(ListState)
        lists._clear_selection()
        return ListState.refresh


def _begin(who: Actor, key: str, act: str, given: Json) -> Json:
    resource = registry.get(key)
    selection = Selection.read(resource, who, given)
    trash = selection.query is not None and selection.query.trash
    known = [*acts_of(resource, who, trash=trash), *acts_of(resource, who, trash=not trash)]
    found = next((one for one in known if one["name"] == act), None)
    if found is None:
        raise Forbidden
    offered = editable_fields(resource, who) if act == EDIT else ()
    return {
        "act": found,
        "offered": [{"key": bound.key, "label": bound.label.msgid} for bound in offered],
        "inputs": _asked(resource, act),
        "_resource": key,
        "_selection": selection.plain(),
    }


def _asked(resource: Resource, act: str) -> list[Json]:
    """What an act asks for first: the tags, or the reason of a step that wants one."""
    source = f"/api/lookup/{resource.key}/{TAGS}"
    if act == TAG:
        labels = {"add": _("Add these tags").msgid, "remove": _("Take these away").msgid}
        return [_one({"key": key, "label": label, "kind": "tags", "source": source}) for key, label in labels.items()]
    action = next((one for one in resource.acts if one.name == act), None)
    if action is None or action.reason is None:
        return []
    return [_one({"key": "note", "label": action.reason.msgid, "kind": "longtext", "required": True})]


def _one(field: Json) -> Json:
    return {"item": field["key"], "label": field["label"], "fields": [{"choices": [], **field}]}


def _meta(resource: Resource, who: Actor, chosen: list[str]) -> Json:
    """The description of the fields chosen so far, in the order they were chosen."""
    allowed = {bound.key for bound in editable_fields(resource, who)}
    items = {item["key"]: item for section in describe(resource, who)["sections"] for item in section["fields"]}
    fields = [items[key] for key in dict.fromkeys(chosen) if key in allowed and key in items]
    return {"key": resource.key, "sections": [{"fields": fields}]}


def _inputs(who: Actor, key: str, chosen: list[str]) -> list[Json]:
    meta = _meta(registry.get(key), who, chosen)
    made: list[Json] = []
    for item in meta["sections"][0]["fields"]:
        section = {"fields": [{**item, "required": False}]}
        fields = renderers.fields(meta, section, creating=False)
        made.append({"item": item["key"], "label": item["label"], "fields": [{**f, "wide": ""} for f in fields]})
    return made


def _values(who: Actor, key: str, chosen: list[str], form: Json) -> Json:
    meta = _meta(registry.get(key), who, chosen)
    if not meta["sections"][0]["fields"]:
        raise RuleBroken(_("Choose what to change first"))
    return renderers.posted(meta, form)


def _errors(who: Actor, key: str, error: ValidationFailed) -> Json:
    meta = describe(registry.get(key), who)
    return renderers.error_keys(meta, {name: message.plain() for name, message in error.fields.items()})


def _plan(who: Actor, key: str, given: Json, change: Change) -> Json:
    resource = registry.get(key)
    found = preview(who, Selection.read(resource, who, given), change)
    meta = describe(resource, who)
    items = [item for section in (*meta["detail"], *meta["sections"]) for item in section["fields"]]
    columns = {item["key"]: renderers.column(item) for item in items}
    found["rows"] = [_row(row, columns) for row in found["rows"]]
    found["danger"] = change.act == DELETE
    return found


def _row(row: Json, columns: Json) -> Json:
    """A sample record: each changed field with how it is drawn."""
    changes = [
        {**columns[one["key"]], "before": _drawn(one["before"]), "after": _drawn(one["after"])}
        for one in row["changes"]
        if one["key"] in columns
    ]
    return {"id": row["id"], "title": row["title"], "changes": changes}


def _drawn(value: Any) -> Any:
    return renderers.reference(value, None) if isinstance(value, dict) and "title" in value else value


def _run(who: Actor, key: str, given: Json, change: Change, whole: bool) -> Json:
    with unit_of_work(who) as uow:
        started = start(uow, Selection.read(registry.get(key), who, given), change, whole=whole)
    if started.outcome is None:
        return {"job": str(started.job_id)}
    return started.outcome.plain()


def _undo(who: Actor, key: str, number: str) -> Json:
    with unit_of_work(who) as uow:
        started = undo.start(uow, registry.get(key), number)
    if started.outcome is None:
        return {"job": str(started.job_id)}
    return {**started.outcome.plain(), "correlation_id": ""}
