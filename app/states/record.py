"""The record of any resource: its facts, what belongs to it, its history; trash and restore."""

from typing import Any
from uuid import UUID

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.session import SessionState
from services.admin.commands import act, restore, trash
from services.admin.describe import describe
from services.admin.history import history_of
from services.admin.listing import ListQuery
from services.admin.policy import can, require
from services.admin.query import list_page
from services.admin.record import get_record
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError, Forbidden, NotFound
from services.core.i18n import _
from services.core.permissions import Permission
from services.platform.resources import ACTIONS

Json = dict[str, Any]
NO_PLACE = {"key": "", "label": "", "label_one": "", "icon": ""}


class RecordState(rx.State):
    """One record, as plain values."""

    loaded: str = ""
    about: dict[str, str] = NO_PLACE
    title: Json = {"text": ""}
    code: str = ""
    deleted: bool = False
    verbs: dict[str, bool] = {}
    sections: list[Json] = []
    assay: dict[str, str] = {}
    picture: str = ""
    fineness: str = ""
    steps: list[Json] = []
    related: list[Json] = []
    history: list[Json] = []
    receipts: list[Json] = []
    actions: list[Json] = []
    asking: Json = {}
    denied: bool = False
    missing: bool = False

    _version: int | None = None
    _id: str = ""

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Read the record that the address names."""
        session = await self.get_state(SessionState)
        await session._enter()
        await self._read()

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Read it again, when something has changed elsewhere."""
        await self._read()

    async def _read(self) -> None:
        key, given, *_rest = [*place.parts(self), "", ""]
        self.denied = self.missing = False
        try:
            found = await work.run(_read, actor(), key, _uuid(given))
        except Forbidden:
            self.denied, self.loaded = True, f"{key}/{given}"
            return
        except NotFound:
            self.missing, self.loaded = True, f"{key}/{given}"
            return
        place.assign(self, found)

    @rx.event
    @signed_in
    async def trash(self) -> None:
        """Put the record in the trash; the toast can bring it back."""
        await self._change(trash, _("It is in the trash now"))

    @rx.event
    @signed_in
    async def restore(self) -> None:
        """Bring it back."""
        await self._change(restore, _("It is back"))

    @rx.event
    @signed_in
    async def ask(self, name: str) -> None:
        """Ask before an action that says what it does; any other is done at once."""
        action = next((one for one in self.actions if one["name"] == name), {})
        self.asking = action if action.get("confirm") else {}
        if action and not self.asking:
            await self._act(name)

    @rx.event
    @signed_in
    async def cancel(self) -> None:
        """Not after all."""
        self.asking = {}

    @rx.event
    @signed_in
    async def confirm(self) -> None:
        """Do what was asked."""
        name, self.asking = str(self.asking.get("name", "")), {}
        await self._act(name)

    async def _act(self, name: str) -> None:
        session = await self.get_state(SessionState)
        try:
            await work.run(_run, actor(), self.about["key"], name, _uuid(self._id))
        except AppError as error:
            session._tell(error)
            return
        session._tell(_("Done"))
        await self._read()

    async def _change(self, command: Any, done: Any) -> None:
        session = await self.get_state(SessionState)
        try:
            await work.run(_command, actor(), command, self.about["key"], _uuid(self._id), self._version)
        except AppError as error:
            session._tell(error)
            return
        session._tell(done)
        await self._read()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _command(who: Actor, command: Any, key: str, record_id: UUID, version: int | None) -> None:
    with unit_of_work(who) as uow:
        command(uow, registry.get(key), record_id, version)


def _run(who: Actor, key: str, name: str, record_id: UUID) -> None:
    with unit_of_work(who) as uow:
        act(uow, registry.get(key), name, [record_id])


def _read(who: Actor, key: str, record_id: UUID) -> Json:
    resource = registry.get(key)
    require(resource, who, "view")
    meta = describe(resource, who)
    with unit_of_work(who, read_only=True) as uow:
        values = get_record(uow, resource, record_id)
        related = [_related(uow, other, column, record_id) for other, column in _referring(resource, who)]
        entries = history_of(uow, resource, record_id) if who.can(Permission.SEE_HISTORY) else []
    columns = {item["key"]: renderers.column(item) for section in meta["detail"] for item in section["fields"]}
    kinds = {item["key"]: item["kind"] for section in meta["detail"] for item in section["fields"]}
    picture = next((values.get(k) for k, kind in kinds.items() if kind == "picture"), "")
    steps: list[Json] = next((values.get(k) or [] for k, kind in kinds.items() if kind == "steps"), [])
    return {
        "loaded": f"{key}/{record_id}",
        "about": {name: meta[name] or "" for name in NO_PLACE},
        "title": {"text": values["_title"] or ""},
        "code": str(values.get(meta["code"] or "") or "") if meta["code"] != meta["title"] else "",
        "deleted": bool(values.get("_deleted")),
        "verbs": meta["verbs"],
        "sections": renderers.detail(meta, values),
        "assay": _assay(values),
        "picture": picture or "",
        "fineness": str(values.get("fineness") or ""),
        "steps": steps,
        "related": [each for each in related if each["rows"]],
        "history": [_entry(entry, columns) for entry in entries],
        "receipts": _receipts(resource, record_id),
        "actions": [one for one in meta["actions"] if one["name"] in values.get("_actions", [])],
        "_version": values.get("_version"),
        "_id": str(record_id),
    }


def _assay(values: Json) -> dict[str, str]:
    """Weight, fineness and fine gold, where a record has the first two."""
    net, fineness = values.get("net_weight"), values.get("fineness")
    if not net or not fineness:
        return {}
    from decimal import Decimal  # noqa: PLC0415

    from services.shop.metal import fine_weight  # noqa: PLC0415

    return {"net": net, "fineness": fineness, "fine": format(fine_weight(Decimal(net), Decimal(fineness)), "f")}


def _referring(resource: Resource, who: Actor) -> list[tuple[Resource, str]]:
    """Lists that can be filtered by this record: what belongs to it."""
    return [
        (other, bound.key)
        for other in registry.all()
        if can(other, who, "view")
        for bound in other.bound.values()
        if bound.kind == "ref" and bound.declared.filter and _points_to(bound, resource)
    ]


def _points_to(bound: Any, resource: Resource) -> bool:
    from services.admin.references import target_of  # noqa: PLC0415

    return target_of(bound) is resource


def _related(uow: UnitOfWork, other: Resource, column: str, record_id: UUID) -> Json:
    meta = describe(other, uow.actor)
    given = {f"f.{column}": str(record_id), "size": "25"}
    page = list_page(uow, other, ListQuery.parse(other, uow.actor, given), count=False)
    columns, hidden = renderers.columns(meta)
    return {
        "key": other.key,
        "label": meta["label"],
        "href": place.address(other.key, {f"f.{column}": str(record_id)}),
        "columns": [c for c in columns if c["key"] != column],
        "hidden": hidden,
        "rows": [renderers.row(meta, values) for values in page.rows[:10]],
        "more": page.next is not None or len(page.rows) > 10,  # noqa: PLR2004 - as many as the card shows
    }


def _entry(entry: Json, columns: dict[str, Json]) -> Json:
    """A change as it is drawn: its fields in the order of the record, those without a value left out."""
    changed = {change["key"]: change for change in entry["changes"]}
    changes = [
        {
            **column,
            "had": _has(changed[key]["before"]),
            "has": _has(changed[key]["after"]),
            "before": _shown(changed[key]["before"]),
            "after": _shown(changed[key]["after"]),
        }
        for key, column in columns.items()
        if key in changed and (_has(changed[key]["before"]) or _has(changed[key]["after"]))
    ]
    action = ACTIONS.get(entry["verb"])
    return {
        "id": entry["id"],
        "at": entry["at"],
        "by": (entry["by"] or {}).get("title") or "",
        "action": action.msgid if action else entry["verb"],
        "first": entry["verb"] == "create",
        "changes": changes,
    }


def _has(value: Any) -> bool:
    return value not in (None, "", {}, [])


def _shown(value: Any) -> Any:
    return {"label": value["title"]} if isinstance(value, dict) and "title" in value else value


def _receipts(resource: Resource, record_id: UUID) -> list[Json]:
    if resource.entity != "shop_sale":
        return []
    return [
        {"label": label.msgid, "href": f"/api/sales/{record_id}/receipt.pdf?paper={paper}"}
        for paper, label in (("a5", _("Receipt, A5")), ("80mm", _("Receipt, 80 mm")))
    ]
