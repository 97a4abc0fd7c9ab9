"""The list of any resource. Its address is the truth: every change is another address, which a link can share."""

from typing import Any
from uuid import UUID

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.session import SessionState
from services.admin.describe import describe
from services.admin.exporting.download import start_export
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.query import list_page
from services.admin.record import get_record
from services.admin.registry import registry
from services.admin.totals import totals
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, Forbidden, NotFound
from services.core.i18n import _

Json = dict[str, Any]
PAGING = ("after", "before")
NO_PLACE = {"key": "", "label": "", "label_one": "", "icon": "", "help": ""}


class ListState(rx.State):
    """One page of rows, and what describes them."""

    loaded: str = ""
    about: dict[str, str] = NO_PLACE
    verbs: dict[str, bool] = {}
    columns: list[Json] = []
    hidden: list[str] = []
    rows: list[Json] = []
    sort: str = ""
    direction: str = "asc"
    count: int = 0
    over: bool = False
    next_href: str = ""
    previous_href: str = ""
    q: str = ""
    searchable: bool = False
    chips: list[Json] = []
    filters: list[Json] = []
    picking: bool = False
    picked: Json = {}
    operator: str = ""
    trash: bool = False
    sums: Json = {}
    summable: bool = False
    denied: bool = False
    failed: str = ""

    _params: dict[str, str] = {}
    _columns: list[str] = []
    _files: dict[str, str] = {}

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Read what the address asks for."""
        session = await self.get_state(SessionState)
        who = await session._enter()
        await self._read(who, session)

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Read the same again, when something has changed elsewhere."""
        await self._read(actor(), await self.get_state(SessionState))

    async def _read(self, who: Actor, session: SessionState) -> None:
        key, *_rest = place.parts(self) or [""]
        given = place.params(self)
        self.denied, self.failed, self.picking, self.sums = False, "", False, {}
        try:
            found = await work.run(_read, who, key, given)
        except Forbidden:
            self.denied, self.loaded, self.rows = True, key, []
            return
        except AppError as error:
            missing = isinstance(error, NotFound)
            if not missing:
                session._tell(error)
            found = {"failed": "404", "loaded": key} if missing else await work.run(_read, who, key, {})
        place.assign(self, found)

    def _go(self, **changes: str) -> Any:
        kept = {k: v for k, v in self._params.items() if k not in PAGING}
        return rx.redirect(place.address(self.about["key"], {**kept, **changes}), replace=True)

    @rx.event
    @signed_in
    async def sort_by(self, key: str) -> Any:
        """Sort by a column, the other way when it is sorted by already."""
        back = self.sort == key and self.direction == "asc"
        return self._go(sort=f"-{key}" if back else key)

    @rx.event
    @signed_in
    async def search(self, form: dict[str, Any]) -> Any:
        """Look for words."""
        return self._go(q=str(form.get("q", "")).strip())

    @rx.event
    @signed_in
    async def clear(self) -> Any:
        """Every row again."""
        return rx.redirect(place.address(self.about["key"], {}), replace=True)

    @rx.event
    @signed_in
    async def pick_filter(self, key: str) -> None:
        """Begin a filter on this field."""
        self.picked = next((item for item in self.filters if item["key"] == key), {})
        self.operator = self.picked["operators"][0]["value"] if self.picked else ""
        self.picking = bool(self.picked)

    @rx.event
    @signed_in
    async def drop_filter(self, param: str) -> Any:
        """Take a filter away."""
        self._params = {k: v for k, v in self._params.items() if k != param}
        return self._go()

    @rx.event
    @signed_in
    async def choose_operator(self, operator: str) -> None:
        """How the filter compares."""
        self.operator = operator

    @rx.event
    @signed_in
    async def cancel_filter(self) -> None:
        """No filter after all; what was picked stays until the dialog has gone."""
        self.picking = False

    @rx.event
    @signed_in
    async def apply_filter(self, form: dict[str, Any]) -> Any:
        """Filter by what was typed."""
        if not self.picking:
            return None
        value, end = str(form.get("value", "")).strip(), str(form.get("end", "")).strip()
        if self.operator == "between":
            value = f"{value}..{end}"
        elif self.operator == "is_empty":
            value = "1"
        if not value.strip("."):
            return None
        return self._go(**{f"f.{self.picked['key']}.{self.operator}": value})

    @rx.event
    @signed_in
    async def choose_columns(self, hidden: list[str]) -> Any:
        """Show other columns."""
        self.hidden = [key for key in hidden if key in self._columns]
        shown = [key for key in self._columns if key not in self.hidden]
        return self._go(cols=",".join(shown))

    @rx.event
    @signed_in
    async def show_trash(self, on: bool) -> Any:
        """Look into the trash, or back."""
        self._params = {}
        return self._go(trash="1" if on else "")

    @rx.event
    @signed_in
    async def add_up(self) -> None:
        """The sums over all rows of the list."""
        session = await self.get_state(SessionState)
        try:
            self.sums = await work.run(_sums, actor(), self.about["key"], self._params)
        except AppError as error:
            session._tell(error)

    @rx.event
    @signed_in
    async def export(self, form: str) -> Any:
        """Hand the list over as a file, or as a job where it is long."""
        session = await self.get_state(SessionState)
        try:
            ready = await work.run(_export, actor(), self.about["key"], self._params, form)
        except AppError as error:
            session._tell(error)
            return None
        if ready:
            return rx.redirect(self._files[form], is_external=True)
        session._tell(_("The list is long: the file is being made. You find it under Jobs."), "info")
        return None


def _read(who: Actor, key: str, given: dict[str, str]) -> Json:
    resource = registry.get(key)
    require(resource, who, "view")
    meta = describe(resource, who)
    query = ListQuery.parse(resource, who, given)
    with unit_of_work(who, read_only=True) as uow:
        page = list_page(uow, resource, query)
        chips = [_chip(uow, meta, item) for item in query.filters]
    params = query.to_params()
    bare = {k: v for k, v in params.items() if k not in PAGING}
    columns, usual = renderers.columns(meta)
    listed = [column["key"] for column in columns]
    return {
        "loaded": key,
        "about": {name: meta[name] or "" for name in NO_PLACE},
        "verbs": meta["verbs"],
        "columns": columns,
        "hidden": [k for k in listed if k not in query.cols] if query.cols else usual,
        "rows": [renderers.row(meta, values) for values in page.rows],
        "sort": query.sort.key,
        "direction": "desc" if query.sort.descending else "asc",
        "count": page.plain()["count"]["n"],
        "over": page.plain()["count"]["over"],
        "next_href": place.address(key, {**bare, "after": page.next or ""}) if page.next else "",
        "previous_href": place.address(key, {**bare, "before": page.previous or ""}) if page.previous else "",
        "q": query.q,
        "searchable": meta["searchable"],
        "chips": chips,
        "filters": [_filter(item, key) for item in meta["filters"]],
        "trash": query.trash,
        "summable": bool(meta["totals"]),
        "_files": {name: _file(key, {**bare, "format": name}) for name in ("csv", "xlsx")},
        "_params": params,
        "_columns": listed,
        "failed": "",
    }


def _file(key: str, asked: dict[str, str]) -> str:
    """The address of the list as a file."""
    return "/api/exports" + place.address(key, asked).removeprefix("/r")


def _filter(item: Json, key: str) -> Json:
    field = renderers.filter_field(item, key)
    return {**item, "field": field, "end": {**field, "key": "end", "label": _("and").msgid}}


def _chip(uow: Any, meta: Json, item: Any) -> Json:
    """A filter as words: its field, how it compares, with what."""
    about = next(each for each in meta["filters"] if each["key"] == item.field.key)
    operator = next(each["label"] for each in about["operators"] if each["value"] == str(item.op))
    return {"param": item.param, "label": about["label"], "operator": operator, "values": _values(uow, about, item)}


def _values(uow: Any, about: Json, item: Any) -> list[Json]:
    made: list[Json] = []
    for raw in item.raw.split("..") if str(item.op) == "between" else item.raw.split(","):
        choice = next((each for each in about["choices"] or [] if each["value"] == raw), None)
        if str(item.op) == "is_empty":
            return []
        if choice:
            made.append({"kind": "message", "value": choice["label"]})
        elif about["ref"]:
            made.append({"kind": "text", "value": _title(uow, about["ref"], raw)})
        elif about["kind"] == "bool":
            made.append({"kind": "boolean", "value": raw in ("1", "true")})
        else:
            made.append(
                {"kind": "date" if about["kind"] == "datetime" else renderers.kind(about["kind"]), "value": raw}
            )
    return made


def _title(uow: Any, key: str, raw: str) -> Any:
    try:
        return get_record(uow, registry.get(key), UUID(raw))["_title"]
    except (AppError, ValueError):
        return raw


def _sums(who: Actor, key: str, given: dict[str, str]) -> Json:
    resource = registry.get(key)
    with unit_of_work(who, read_only=True) as uow:
        return dict(totals(uow, resource, ListQuery.parse(resource, who, given).first()))


def _export(who: Actor, key: str, given: dict[str, str], form: str) -> bool:
    resource = registry.get(key)
    with unit_of_work(who) as uow:
        started = start_export(uow, resource, ListQuery.parse(resource, who, given).first(), form, who.language)
    return started.inline
