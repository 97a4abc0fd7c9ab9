"""Who is editing a record, and that somebody saved it: told to those who have it open, under rights of their own."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from reflex.utils.format import format_event_handler

from app import presence
from app.presence import Presence
from app.states.form import FormState
from app.states.presence import PresenceState
from services.admin import commands
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import Role
from services.core.presence import Place, editors
from services.platform.sessions import actor_of
from tests.integration.app.conftest import join
from tests.integration.shop_factory import Shop, make_shop
from tests.support.tabs import Answer, Tab, serving

HANDLERS: list[Any] = [
    PresenceState.arrive, PresenceState.refresh, FormState.load, FormState.look, FormState.typed, FormState.catch_up,
    FormState.save,
]  # fmt: skip
ARRIVE, REFRESH, LOAD, LOOK, TYPED, CATCH_UP, SAVE = map(format_event_handler, HANDLERS)


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture
def project(shop: Shop) -> UUID:
    with unit_of_work(shop.owner) as uow:
        identity: UUID = commands.create(uow, registry.get("projects"), {"title": f"Refit {uuid4().hex[:6]}"}).id
    return identity


def told(answer: Answer, name: str) -> Any:
    """The last value of a variable that was sent."""
    sent = [value for delta in answer.deltas for part in delta.values() for key, value in part.items() if name in key]
    return sent[-1] if sent else None


def person(shop: Shop, role: Role) -> tuple[str, str, Actor]:
    """Somebody new: their name, their session's token, and who they are."""
    name, signed = join(shop, role)
    who = actor_of(signed.token)
    assert who
    return name, signed.token, who


def place(shop: Shop, project: UUID) -> Place:
    return Place(shop.tenant_id, f"projects/{project}")


def test_only_who_may_see_the_record_learns_who_edits_it(shop: Shop, project: UUID) -> None:
    sara, _token, editor = person(shop, Role.MANAGER)
    here, address = place(shop, project), f"/r/projects/{project}"

    async def story() -> dict[str, Any]:
        async with serving() as server:
            seen = {}
            await presence.begin(editor, "a-connection", here)
            for role in (Role.OWNER, Role.EMPLOYEE):
                tab = Tab(server, person(shop, role)[1])
                seen[str(role)] = told(await tab.send(ARRIVE, {}, address), "others")
            stranger = Tab(server, person(make_shop(), Role.OWNER)[1])
            seen["stranger"] = told(await stranger.send(ARRIVE, {}, address), "others")
            tab = Tab(server, person(shop, Role.OWNER)[1])
            await tab.send(ARRIVE, {}, f"{address}/edit")
            await presence.leave("a-connection", unless=here.what)
            seen["still"] = editors(here)
            await presence.leave("a-connection")
            seen["left"] = told(await tab.send(REFRESH, {}, f"{address}/edit"), "others")
            return seen

    seen = asyncio.run(story())
    assert [one["name"] for one in seen["owner"]] == [{"en": sara}]
    assert not seen["employee"]
    assert not seen["stranger"]
    assert seen["still"] == {editor.user_id}
    assert seen["left"] == []


def test_a_connection_that_breaks_ends_its_word(shop: Shop, project: UUID) -> None:
    here, editor = place(shop, project), person(shop, Role.MANAGER)[2]

    class Namespace:
        """What Reflex calls when a socket has gone."""

        def on_disconnect(self, sid: str) -> str:
            """Reflex's own part."""
            return f"{sid} has gone"

    class App:
        """The part of the application that is asked."""

        event_namespace = Namespace()

    async def story() -> tuple[Any, set[UUID], set[UUID]]:
        app: Any = App()
        keeper = Presence(app, lambda _place: True)
        async with keeper.lifespan():
            await presence.begin(editor, "a-socket", here)
            before = editors(here)
            said = app.event_namespace.on_disconnect("a-socket", "transport close")
            await asyncio.gather(*keeper.ending)
        return said, before, editors(here)

    assert asyncio.run(story()) == ("a-socket has gone", {editor.user_id}, set())


def test_an_open_form_is_told_of_a_save_by_somebody_else(shop: Shop, project: UUID) -> None:
    _name, token, _who = person(shop, Role.MANAGER)
    address = f"/r/projects/{project}/edit"

    def saved(title: str, version: int) -> None:
        with unit_of_work(shop.owner) as uow:
            commands.update(uow, registry.get("projects"), project, {"title": title}, version)

    async def story() -> list[Any]:
        async with serving() as server:
            tab = Tab(server, token)
            await tab.send(LOAD, {}, address)
            quiet = await tab.send(LOOK, {}, address)
            saved("Glass", 1)
            shown = await tab.send(LOOK, {}, address)
            late = await tab.send(SAVE, {"form": {"title": "Mine"}, "changed": ["title"], "merged": ""}, address)
            await tab.send(TYPED, {"count": 1}, address)
            saved("Trays", 2)
            kept = await tab.send(LOOK, {}, address)
            taken = await tab.send(CATCH_UP, {}, address)
            return [(told(one, "news"), told(one, "theirs")) for one in (quiet, shown, late, kept, taken)]

    quiet, shown, late, kept, taken = asyncio.run(story())
    assert quiet == (None, None)
    assert (shown[0]["who"]["en"], shown[0]["shown"]) == ("The owner", True)
    assert (shown[1]["values"]["title"], shown[1]["waits"]) == ("Glass", True)
    assert (late[1]["values"]["title"], late[1]["waits"]) == ("Glass", False)
    assert (kept[0]["shown"], kept[1]) == (False, None)
    assert (taken[0]["shown"], taken[1]["values"]["title"]) == (True, "Trays")
