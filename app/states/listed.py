"""What the page of a list shows, read for one person and one address: everything at arrival, the rows alone after."""

from dataclasses import dataclass
from typing import Any

from app import renderers
from app.states import filter_words, place
from services.admin.bulk.acts import acts_of
from services.admin.describe import describe
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.policy import require, visible_fields
from services.admin.query import ListPage, list_page
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.saved_views import PAGE_PARAMS, current, look_of, may_share, opened, views_of
from services.admin.views import usual
from services.core.actor import Actor
from services.core.database import unit_of_work

Json = dict[str, Any]
PAGING = ("after", "before")
ABOUT = ("key", "label", "label_one", "icon", "help")


@dataclass(frozen=True)
class Shape:
    """What of a list does not change with its rows: the keys that are read, and where references lead."""

    keys: tuple[str, ...]
    links: dict[str, str | None]


def read(who: Actor, key: str, given: dict[str, str]) -> Json:
    """All that the page shows. Raises ``Forbidden``, ``NotFound``, and ``ValidationFailed`` for the address."""
    resource = registry.get(key)
    require(resource, who, "view")
    meta = describe(resource, who)
    with unit_of_work(who, read_only=True) as uow:
        views = views_of(uow, resource)
        view = current(views, given)
        meant = opened(view, given)
        query = ListQuery.parse(resource, who, meant)
        columns, hidden = renderers.columns(meta, query.cols)
        shape = Shape(_keys(meta, columns, hidden), renderers.links(meta))
        page = list_page(uow, resource, query, fields=_fields(resource, who, shape))
        tree = filter_words.tree(uow, query)
    params, page_params = query.to_params(), {name: meant[name] for name in (*PAGE_PARAMS, "on") if name in meant}
    bare = {name: value for name, value in params.items() if name not in PAGING}
    named = view or next((one for one in views if one["id"] == given.get("saved")), None)
    return _rows(key, page, shape, {**bare, **page_params, "saved": named["id"] if named else ""}) | {
        "loaded": key,
        "about": {name: meta[name] or "" for name in ABOUT},
        "verbs": meta["verbs"],
        "columns": columns,
        "hidden": hidden,
        "widths": dict(query.widths),
        "density": query.density,
        "sort": query.sort.key,
        "direction": "desc" if query.sort.descending else "asc",
        "q": query.q,
        "searchable": meta["searchable"],
        "tree": tree,
        "filters": [filter_words.field_of(item, key) for item in meta["filters"]],
        "group": _group_column(query, columns),
        "groupable": meta["groupable"],
        "trash": query.trash,
        "summable": bool(meta["totals"]),
        "acts": acts_of(resource, who, trash=query.trash),
        "views": meta["views"],
        "shown_as": view["params"].get("view", "") if view else usual(resource, who),
        "look": look_of(view),
        "saved_views": [_tab(one) for one in views],
        "saved": named["id"] if named else "",
        "changed": named is not None and bare | _kept(page_params) != named["params"],
        "may_share": may_share(who),
        "address": bare,
        "failed": "",
        "_params": params,
        "_page": page_params,
        "_usual": any(one["default"] for one in views),
        "_shape": shape,
    }


def read_rows(who: Actor, key: str, params: dict[str, str], shape: Shape, kept: dict[str, str]) -> Json:
    """The rows of the same list again, with their count and the addresses of the neighbouring pages."""
    resource = registry.get(key)
    query = ListQuery.parse(resource, who, params)
    with unit_of_work(who, read_only=True) as uow:
        page = list_page(uow, resource, query, fields=_fields(resource, who, shape))
    return _rows(key, page, shape, {name: v for name, v in params.items() if name not in PAGING} | kept)


def _rows(key: str, page: ListPage, shape: Shape, kept: dict[str, str]) -> Json:
    """What changes when a row does."""
    count = page.count.plain() if page.count else {"n": 0, "over": False}
    return {
        "rows": [renderers.drawn(key, shape.links, values) for values in page.rows],
        "groups": list(page.groups),
        "_unparted": page.unparted,
        "count": count["n"],
        "over": count["over"],
        "next_href": place.address(key, {**kept, "after": page.next}) if page.next else "",
        "previous_href": place.address(key, {**kept, "before": page.previous}) if page.previous else "",
    }


def _keys(meta: Json, columns: list[Json], hidden: list[str]) -> tuple[str, ...]:
    """The fields to read: what is shown, and what stands beside the title."""
    beside = (str(item.get(slot)) for item in columns for slot in ("key", "thumb", "sub"))
    known = {item["key"] for item in meta["columns"]}
    return tuple(dict.fromkeys(key for key in beside if key in known and key not in hidden))


def _fields(resource: Resource, who: Actor, shape: Shape) -> tuple[Bound, ...]:
    seen = {bound.key: bound for bound in visible_fields(resource, who, Use.LIST)}
    return tuple(seen[key] for key in shape.keys if key in seen)


def _group_column(query: ListQuery, columns: list[Json]) -> Json:
    """The field that parts the list, as its heads draw it."""
    if query.group is None:
        return {}
    field = query.group.field
    drawn = next((column for column in columns if column["key"] == field.key), {})
    return {"key": field.key, "label": field.label.msgid, "kind": field.kind, "choices": drawn.get("choices", [])}


def _tab(view: Json) -> Json:
    """A saved view for the browser; what it keeps stays here, but for how it is looked at."""
    return {name: view[name] for name in ("id", "name", "mine", "default", "may_change")} | {"look": look_of(view)}


def _kept(page_params: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in page_params.items() if name in PAGE_PARAMS}
