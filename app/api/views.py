"""Routes of the other views of a list: what each of them draws, moving a record, and acting on one where it stands.

They take the address of the list as it is; what they add to it (a range, a column) is theirs alone.
"""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, Field
from starlette.routing import BaseRoute

from app import renderers
from app.api.edge import SIGNED_IN, Call, route
from services.admin import boards, calendars, timelines
from services.admin.commands import act
from services.admin.describe import describe
from services.admin.gallery import gallery
from services.admin.listing import ListQuery
from services.admin.planning import Step
from services.admin.policy import require
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.saved_views import laid_open
from services.admin.views import day_of
from services.admin.working import queue
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import NotFound

OWN = frozenset({"from", "to", "column", "cards", "steps", "per_day"})
"""Parameters that are these routes' alone."""
CARRIED = ("version", "moves", "movable", "from", "to", "share", "open", "comments", "files", "piece", "acts", "papers")
"""What a card has besides its record, where its view says so."""
Json = dict[str, Any]
Read = Callable[[UnitOfWork, Resource, ListQuery, dict[str, str]], Json]


class Moved(BaseModel):
    """Where a record goes: into a column, onto a day, or over a span; ``version`` is the one that was seen."""

    id: str = Field(max_length=64)
    version: int
    by: str = Field("", max_length=100)
    column: str | None = Field(None, max_length=200)
    reason: str = Field("", max_length=2000)
    day: date | None = None
    start: date | None = None
    end: date | None = None


class Asked(BaseModel):
    """An action by its name, and the record it is done with."""

    id: str = Field(max_length=64)
    name: str = Field(max_length=100)


def read(call: Call) -> Json:
    """One view of a list: its data, its fields, and rows as cards."""
    resource = registry.get(str(call.path["resource"]))
    reader = READERS.get(str(call.path["view"]))
    if reader is None:
        raise NotFound
    require(resource, call.actor, "view")
    own = {name: value for name, value in call.query.items() if name in OWN}
    meta = describe(resource, call.actor)
    with unit_of_work(call.actor, read_only=True) as uow:
        given = {k: v for k, v in call.query.items() if k not in OWN} | {"view": str(call.path["view"])}
        meant = laid_open(uow, resource, given)
        query = ListQuery.parse(resource, call.actor, meant)
        found = reader(uow, resource, query, meant | own)
    drawn: Json = {"fields": _fields(meta, query), "group": _parted(meta, query), "plan": _plan(resource, meta)}
    drawn |= {"label": meta["label_one"]}
    return {**_cards(meta, found), **drawn, "creates": meta["verbs"]["create"] and not query.trash}


def moved(call: Call) -> Json:
    """Move a record; answers its new version, and of a card where it may go now."""
    resource = registry.get(str(call.path["resource"]))
    asked = call.read(Moved)
    with unit_of_work(call.actor) as uow:
        row = _put(uow, resource, asked)
        uow.session.flush()
        open_ = {} if asked.column is None else {"moves": boards.places(uow, resource, asked.by, row)}
        return {"version": row.version, **open_}


def acted(call: Call) -> Json:
    """Do an action with one record that needs no question asked first; what it became is read again by the view."""
    resource = registry.get(str(call.path["resource"]))
    asked = call.read(Asked)
    with unit_of_work(call.actor) as uow:
        act(uow, resource, asked.name, [asked.id])
    return {}


def _put(uow: UnitOfWork, resource: Resource, asked: Moved) -> Any:
    if asked.column is not None:
        return boards.put(uow, resource, asked.by, asked.id, asked.column, asked.version, asked.reason)
    if asked.day is not None:
        return calendars.put(uow, resource, asked.by, asked.id, asked.day, asked.version)
    if asked.start is not None and asked.end is not None:
        return timelines.put(uow, resource, asked.id, asked.start, asked.end, asked.version)
    raise NotFound


def _board(uow: UnitOfWork, resource: Resource, query: ListQuery, asked: dict[str, str]) -> Json:
    cards = _number(asked, "cards", boards.CARDS)
    return boards.board(uow, resource, query, asked.get("by", ""), asked.get("column"), cards)


def _calendar(uow: UnitOfWork, resource: Resource, query: ListQuery, asked: dict[str, str]) -> Json:
    first, last = _range(asked)
    per_day = _number(asked, "per_day", calendars.PER_DAY)
    return calendars.calendar(uow, resource, query, first, last, by=asked.get("by", ""), per_day=per_day)


def _timeline(uow: UnitOfWork, resource: Resource, query: ListQuery, asked: dict[str, str]) -> Json:
    first, last = _range(asked)
    edges = [day_of(text, "steps") for text in asked.get("steps", "").split(",") if text]
    steps: list[Step] = list(pairwise(edges))
    return timelines.timeline(uow, resource, query, first, last, steps)


def _gallery(uow: UnitOfWork, resource: Resource, query: ListQuery, _asked: dict[str, str]) -> Json:
    return gallery(uow, resource, query)


def _queue(uow: UnitOfWork, resource: Resource, query: ListQuery, _asked: dict[str, str]) -> Json:
    return queue(uow, resource, query)


READERS: dict[str, Read] = {
    "board": _board, "calendar": _calendar, "timeline": _timeline, "gallery": _gallery, "queue": _queue,
}  # fmt: skip


def _range(asked: dict[str, str]) -> tuple[date, date]:
    return day_of(asked.get("from", ""), "from"), day_of(asked.get("to", ""), "to")


def _number(asked: dict[str, str], name: str, usual: int) -> int:
    text = asked.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 1000 else usual  # noqa: PLR2004


def _cards(meta: Json, found: Json) -> Json:
    """The same with every plain row as a card."""
    if "rows" in found:
        return {**found, "rows": [_card(meta, row) for row in found["rows"]]}
    key = "columns" if "columns" in found else "days"
    inner = found[key]
    if isinstance(inner, dict):
        return {**found, key: {name: _cards(meta, one) for name, one in inner.items()}}
    return {**found, key: [_cards(meta, one) for one in inner]}


def _card(meta: Json, values: Json) -> Json:
    """A record as the kit draws it: ``{id, href, version, title, code, picture, values, moves | movable, …}``."""
    row = renderers.row(meta, values)
    own = {name.removeprefix("_"): value for name, value in values.items() if name.startswith("_")}
    picture = next((item["key"] for item in meta["columns"] if item["kind"] == "picture"), "")
    return {
        **{name: own[name] for name in CARRIED if name in own},
        **({"_group": values["_group"]} if "_group" in values else {}),
        "id": row["id"],
        "href": row["href"],
        "title": own["title"],
        "code": values.get(meta["code"]) if meta["code"] != meta["title"] else None,
        "picture": values.get(picture),
        "values": {key: value for key, value in row.items() if key not in ("id", "href")},
    }


def _fields(meta: Json, query: ListQuery) -> list[Json]:
    """What a card shows besides title, code and picture: the columns of the list, in order."""
    usual = [item["key"] for item in meta["columns"] if not item.get("wide")]
    known = {item["key"]: item for item in meta["columns"]}
    own = {meta["title"], meta["code"]}
    shown = [known[key] for key in (query.cols or usual) if key in known and key not in own]
    dated = {by["key"] for view in meta["views"] if view["key"] == "calendar" for by in view["by"]}
    return [{**_field(item), "dated": item["key"] in dated} for item in shown if item["kind"] != "picture"]


def _plan(resource: Resource, meta: Json) -> Json | None:
    """The fields from which to which a record lasts, and how far it is, where the list shows them."""
    plan, seen = resource.planned, {item["key"] for item in meta["columns"]}
    if plan is None or plan.start not in seen or plan.end not in seen:
        return None
    return {"start": plan.start, "end": plan.end, "progress": plan.progress if plan.progress in seen else ""}


def _parted(meta: Json, query: ListQuery) -> Json | None:
    """The field that parts the list, as a field of a card."""
    by = query.group.field.key if query.group else ""
    return next((_field(item) for item in meta["columns"] if item["key"] == by), None)


def _field(item: Json) -> Json:
    """A field of a card: a column, with where its currency stands and whether it names a person."""
    own = {"currency_from": item["currency_from"], "person": item["kind"] == "user"}
    return {**renderers.column(item), **own}


routes: list[BaseRoute] = [
    route("/api/views/{resource}/move", moved, permission=SIGNED_IN, method="POST"),
    route("/api/views/{resource}/act", acted, permission=SIGNED_IN, method="POST"),
    route("/api/views/{resource}/{view}", read, permission=SIGNED_IN),
]
