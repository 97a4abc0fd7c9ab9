"""The first page of a workspace: its declared dashboard, read anew whenever something of the shop has changed."""

from typing import Any

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.session import SessionState
from services.admin.dashboards.read import read_dashboard
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, NotFound

Json = dict[str, Any]


class OverviewState(rx.State):
    """The figures and cards of the workspace ``loaded``; ``label`` is its name, a msgid.

    ``own`` are figures of the reader's saved views; ``begins`` is what one may make there, ``{label, href}``.
    """

    loaded: str = ""
    label: str = ""
    figures: list[Json] = []
    own: list[Json] = []
    cards: list[Json] = []
    begins: dict[str, str] = {}
    denied: bool = False
    missing: bool = False

    @rx.event
    @signed_in
    async def load(self) -> None:
        """Read the dashboard that the address names."""
        who = await (await self.get_state(SessionState))._enter()
        await self._read(who, next(iter(place.parts(self)), ""))

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Read it again."""
        if self.loaded:
            await self._read(actor(), self.loaded)

    async def _read(self, who: Actor, workspace: str) -> None:
        found: Json = {"loaded": workspace, "denied": False, "missing": False}
        try:
            found |= await work.run(_shown, who, workspace)
        except Forbidden:
            found |= {"denied": True, "figures": [], "own": [], "cards": []}
        except NotFound:
            found |= {"missing": True, "figures": [], "own": [], "cards": []}
        place.assign(self, found)


def _shown(who: Actor, workspace: str) -> Json:
    dashboard = registry.dashboard(workspace)
    if dashboard is None:
        raise NotFound
    with unit_of_work(who, read_only=True) as uow:
        found = read_dashboard(uow, dashboard)
    label = next(one.label.msgid for one in registry.workspaces() if one.key == workspace)
    return {
        "label": label,
        "figures": [_figure(figure) for figure in found["figures"]],
        "own": [_figure(figure) for figure in found["own"]],
        "cards": [_CARDS[card["type"]](card) for card in found["cards"]],
        "begins": _begins(found["begins"]),
    }


def _begins(key: str | None) -> dict[str, str]:
    return {"label": registry.get(key).label_one.msgid, "href": f"/r/{key}/new"} if key else {}


def _figure(part: Json) -> Json:
    return _linked(part) | {"kind": renderers.kind(part["kind"])}


def _linked(part: Json) -> Json:
    """The part with the address of its list in place of the list's parameters."""
    kept = {name: value for name, value in part.items() if name not in ("resource", "params")}
    return kept | {"href": place.address(part["resource"], part["params"])}


def _bars(card: Json) -> Json:
    def bar(one: Json) -> Json:
        href = place.address(card["resource"], card["params"] | one["params"])
        return {**one, "tone": renderers.TONES.get(one["tone"], ""), "href": href} | {"params": None}

    return _linked(card) | {"kind": renderers.kind(card["kind"]), "bars": [bar(one) for one in card["bars"]]}


def _rows(card: Json) -> Json:
    linked = {column["key"]: column["ref"] for column in card["columns"]}
    rows = [{**renderers.drawn(card["resource"], linked, row), "title": row["_title"]} for row in card["rows"]]
    return _linked(card) | {"columns": [renderers.column(column) for column in card["columns"]], "rows": rows}


def _loads(card: Json) -> Json:
    loads = [{**one, "href": f"/r/{card['resource']}/{one['id']}"} for one in card["loads"]]
    return _linked(card) | {"kind": renderers.kind(card["kind"]), "loads": loads}


def _curve(card: Json) -> Json:
    series = [{**line, "style": "area" if line["area"] else "line"} for line in card["lines"]]
    return _linked(card) | {"lines": series}


_CARDS = {"bars": _bars, "rows": _rows, "loads": _loads, "curve": _curve}
