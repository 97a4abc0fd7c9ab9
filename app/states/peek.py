"""A record beside its list: what it is, at a glance, while one walks the rows."""

from collections.abc import Iterator
from typing import Any

import reflex as rx

from app import renderers, work
from app.guard import actor, signed_in
from app.states import place
from app.states.list import ListState
from app.states.session import SessionState
from services.admin.bulk.acts import acts_of
from services.admin.bulk.change import DELETE, RESTORE, TAG
from services.admin.describe import describe
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError

Json = dict[str, Any]
NOTHING = {"id": "", "href": "", "edit": "", "title": "", "code": "", "picture": "", "fineness": "", "deleted": False}
MOST_FACTS = 12
"""What is looked at in passing; all of it stands on the record's page."""


class PeekState(rx.State):
    """The record shown; ``seen["id"]`` empty is none. ``more`` facts stand on its page alone."""

    seen: Json = NOTHING
    badges: list[Json] = []
    stamp: list[Json] = []
    made: list[Json] = []
    sections: list[Json] = []
    more: int = 0
    documents: list[Json] = []
    acts: list[Json] = []

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
    stamp: list[Json] = next((one["data"] for one in values["_panels"] if one["kind"] == "measures"), [])
    made = next((one for one in values["_panels"] if one["kind"] == "steps"), None)
    stamped = {one["label"] for one in stamp}
    said = {meta["title"], meta["code"], *(fact["key"] for fact in facts if fact["label"] in stamped)}
    told = [(section, [fact for fact in section["facts"] if _told(fact, said)]) for section in sections]
    gone, may = values["_deleted"], values["_verbs"]
    return {
        "seen": {
            "id": record,
            "href": f"/r/{key}/{record}",
            "edit": f"/r/{key}/{record}/edit" if "update" in may and not gone else "",
            "title": values["_title"] or "",
            "code": str(values.get(meta["code"] or "") or "") if meta["code"] != meta["title"] else "",
            "picture": renderers.first_of(meta, values, "picture") or "",
            "fineness": str(renderers.first_of(meta, values, "fineness") or ""),
            "deleted": gone,
        },
        "badges": [fact for fact in facts if _is_state(fact)],
        "stamp": stamp,
        "made": [_in_short(made)] if made else [],
        "sections": list(_shortened(told)),
        "more": max(0, sum(len(some) for _section, some in told) - MOST_FACTS),
        "documents": values["_documents"],
        "acts": [one for one in acts_of(resource, who, trash=gone) if _possible(one["name"], values)],
    }


def _in_short(made: Json) -> Json:
    """How an amount came about, in one list: its steps, then what they make."""
    steps = [{**one, "last": False} for one in made["data"]["steps"]]
    total = {**made["data"]["total"], "terms": [], "last": True}
    return {"label": made["label"], "steps": [{**one, "terms": _operands(one["terms"])} for one in (*steps, total)]}


def _operands(terms: list[Any]) -> list[Json]:
    """The signs of a formula and what stands between them, each with its kind."""
    return [{"kind": "text", "value": one} if isinstance(one, str) else one for one in terms]


def _shortened(told: list[tuple[Json, list[Json]]]) -> Iterator[Json]:
    """The first facts, under the heads of their sections."""
    left = MOST_FACTS
    for section, facts in told:
        if facts[:left]:
            yield {**section, "facts": facts[:left]}
        left = max(0, left - len(facts))


def _possible(name: str, values: Json) -> bool:
    """Whether an act can be done with this record now; editing has a button of its own."""
    verbs = {DELETE: "delete", RESTORE: "restore", TAG: "update"}
    if name in verbs:
        return verbs[name] in values["_verbs"]
    return name in values["_actions"] and name not in values["_hindered"]


def _told(fact: Json, said: set[Any]) -> bool:
    """Whether a fact is worth its line: not said above already, and not empty."""
    return fact["key"] not in said and not _is_state(fact) and fact["value"] not in (None, "", [], {})


def _is_state(fact: Json) -> bool:
    """Whether a fact is a state that is told in colours."""
    return bool(fact["kind"] == "choice" and fact["value"] and any(one["tone"] != "plain" for one in fact["choices"]))
