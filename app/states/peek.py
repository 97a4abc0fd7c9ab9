"""A record beside its list: what it is, at a glance, while one walks the rows."""

from typing import Any

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.list import ListState
from app.states.session import SessionState
from services.admin.describe import describe
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError

Json = dict[str, Any]
NOTHING = {"id": "", "href": "", "title": "", "code": "", "picture": "", "fineness": ""}


class PeekState(rx.State):
    """The record shown; ``seen["id"]`` empty is none."""

    seen: Json = NOTHING
    badges: list[Json] = []
    sections: list[Json] = []

    @rx.event
    @signed_in
    async def arrive(self) -> None:
        """Show what the address names, if it names any."""
        await self._show(place.params(self).get("peek", ""))

    @rx.event
    @signed_in
    async def show(self, record: str) -> None:
        """Show a record of the list; the same one again closes it."""
        await self._show("" if record == self.seen["id"] else record)

    async def _show(self, record: str) -> None:
        here = await self.get_state(ListState)
        if not record:
            self.seen = NOTHING
            return
        try:
            place.assign(self, await work.run(_read, actor(), here.about["key"], record))
        except AppError as error:
            self.seen = NOTHING
            (await self.get_state(SessionState))._tell(error)

    @rx.event
    @signed_in
    async def step(self, by: int) -> None:
        """Show the row before or after on this page of the list."""
        here = await self.get_state(ListState)
        ids = [row["id"] for row in here.rows]
        at = ids.index(self.seen["id"]) + by if self.seen["id"] in ids else -1
        if 0 <= at < len(ids):
            await self._show(ids[at])

    @rx.event
    @signed_in
    async def close(self) -> None:
        """Show the list alone."""
        self.seen = NOTHING


def _read(who: Actor, key: str, record: str) -> Json:
    resource = registry.get(key)
    meta = describe(resource, who)
    with unit_of_work(who, read_only=True) as uow:
        values = get_record(uow, resource, record)
    sections = renderers.detail(meta, values)
    facts = [fact for section in sections for fact in section["facts"]]
    kinds = {item["key"]: item["kind"] for section in meta["detail"] for item in section["fields"]}
    picture = next((values.get(name) for name, kind in kinds.items() if kind == "picture"), "")
    apart = {meta["title"], meta["code"]}
    return {
        "seen": {
            "id": record,
            "href": f"/r/{key}/{record}",
            "title": values["_title"] or "",
            "code": str(values.get(meta["code"] or "") or "") if meta["code"] != meta["title"] else "",
            "picture": picture or "",
            "fineness": str(values.get("fineness") or ""),
        },
        "badges": [fact for fact in facts if _is_state(fact)],
        "sections": [
            {**section, "facts": [fact for fact in section["facts"] if _told(fact, apart)]} for section in sections
        ],
    }


def _told(fact: Json, apart: set[Any]) -> bool:
    """Whether a fact is worth its line: not said above already, and not empty."""
    return fact["key"] not in apart and not _is_state(fact) and fact["value"] not in (None, "", [], {})


def _is_state(fact: Json) -> bool:
    """Whether a fact is a state that is told in colours."""
    return bool(fact["kind"] == "choice" and fact["value"] and any(one["tone"] != "plain" for one in fact["choices"]))
