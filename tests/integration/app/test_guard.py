"""The guard of events: who is asked for, what is let through, whose state it is."""

import asyncio
import pickle
from pathlib import Path
from typing import Any

import pytest
from reflex.state import State, StateUpdate
from reflex.utils.format import format_event_handler
from reflex_base.event import Event

import app.main
from app.guard import Guard
from app.states.bulk import BulkState
from app.states.dashboard import DashboardState
from app.states.list import ListState
from app.states.record import RecordState
from app.states.session import SessionState
from services.core.i18n import Message
from services.core.permissions import Role
from services.platform.sessions import sign_out
from tests.integration.app.conftest import join
from tests.integration.shop_factory import Shop, make_shop

MOST_BYTES = 64 * 1024


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


class OpenPage:
    """The state behind an open page, and the cookie its socket came with."""

    def __init__(self, token: str | None = None) -> None:
        self.state = State(_reflex_internal_init=True)
        self.use(token)

    def use(self, token: str | None, path: str = "/") -> None:
        """The same page over another socket: with this cookie, at this address."""
        headers = {"cookie": f"zarrin_session={token}", "origin": "http://shop"} if token else {"origin": "http://shop"}
        data = {"headers": headers, "pathname": path, "asPath": path, "query": {}}
        self.state._update_router_vars(data, {})
        self.state.router_data = data

    async def send(self, handler: Any, **payload: Any) -> StateUpdate | None:
        """What the guard answers in the handler's place; None where the handler may run."""
        name = handler if isinstance(handler, str) else format_event_handler(handler)
        return await Guard().preprocess(app.main.app, self.state, Event(name=name, payload=payload))

    async def part(self, of: Any) -> Any:
        return await self.state.get_state(of)


def events(update: StateUpdate | None) -> list[str]:
    return [event.name for event in update.events] if update else []


def test_without_a_session_one_is_led_to_sign_in() -> None:
    page = OpenPage()
    for handler in (ListState.load, ListState.sort_by, DashboardState.refresh):
        update = asyncio.run(page.send(handler))
        assert events(update) == ["_redirect"]
        assert "/login" in str(update)


def test_a_signed_in_person_is_let_through(shop: Shop) -> None:
    _name, signed = join(shop, Role.EMPLOYEE)
    assert asyncio.run(OpenPage(signed.token).send(ListState.load)) is None


def test_a_session_that_ended_ends_at_the_next_event(shop: Shop) -> None:
    _name, signed = join(shop, Role.EMPLOYEE)
    page = OpenPage(signed.token)
    assert asyncio.run(page.send(ListState.load)) is None
    sign_out(signed.token)
    assert events(asyncio.run(page.send(ListState.load))) == ["_redirect"]


@pytest.mark.parametrize(("role", "may"), [(Role.MANAGER, True), (Role.ANALYST, True), (Role.EMPLOYEE, False)])
def test_a_marked_permission_is_asked_for(shop: Shop, role: Role, may: bool) -> None:
    async def go() -> tuple[StateUpdate | None, list[dict[str, Any]]]:
        page = OpenPage(join(shop, role)[1].token)
        update = await page.send(DashboardState.refresh)
        return update, (await page.part(SessionState)).toasts

    update, toasts = asyncio.run(go())
    assert (update is None) is may
    assert [toast["text"]["msgid"] for toast in toasts] == ([] if may else ["Your role may not do this"])


@pytest.mark.parametrize("state", [ListState, SessionState, DashboardState, State])
def test_reflexs_setter_of_any_variable_is_denied_even_to_the_owner(shop: Shop, state: type[State]) -> None:
    page = OpenPage(join(shop, Role.OWNER)[1].token)
    update = asyncio.run(page.send(f"{state.get_full_name()}.setvar", var_name="rows", value=[]))
    assert update is not None


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        (ListState.search, {"form": "not a form"}),
        (ListState.sort_by, {"key": {"$ne": 1}}),
        (BulkState.choose_whole, {"on": "perhaps"}),
        (ListState.choose_columns, {"shown": "name"}),
        (ListState.choose_columns, {"shown": [{"a": 1}]}),
        (ListState.load, {"tenant_id": "another"}),
        (RecordState.trash, {"record_id": "1"}),
    ],
)
def test_a_payload_that_does_not_fit_is_refused_before_the_handler(
    shop: Shop, handler: Any, payload: dict[str, Any]
) -> None:
    async def go() -> tuple[StateUpdate | None, list[dict[str, Any]]]:
        page = OpenPage(join(shop, Role.OWNER)[1].token)
        return await page.send(handler, **payload), (await page.part(SessionState)).toasts

    update, toasts = asyncio.run(go())
    assert update is not None
    assert toasts[-1]["text"]["msgid"] == "The page sent something that can't be used"


def test_an_act_begun_in_one_list_is_left_in_another(shop: Shop) -> None:
    async def stage_at(path: str) -> str:
        token = join(shop, Role.OWNER)[1].token
        page = OpenPage(token)
        page.use(token, path)
        assert await page.send(BulkState.arrive) is None
        bulk = await page.part(BulkState)
        bulk.stage, bulk._resource = "form", "customers"
        await BulkState.event_handlers["arrive"].fn(bulk)
        return str(bulk.stage)

    assert asyncio.run(stage_at("/r/customers")) == "form"
    assert asyncio.run(stage_at("/r/items")) == ""


def test_good_news_makes_room_for_later_news_and_errors_stay(shop: Shop) -> None:
    async def told() -> list[str]:
        session = await OpenPage(join(shop, Role.OWNER)[1].token).part(SessionState)
        for what, kind in (("Failed", "error"), ("It is in the trash now", ""), ("It is back", "")):
            session._tell(Message(what), kind)
        return [toast["text"]["msgid"] for toast in session.toasts]

    assert asyncio.run(told()) == ["Failed", "It is back"]


def test_a_payload_becomes_what_the_handler_asks_for(shop: Shop) -> None:
    async def go() -> dict[str, Any]:
        page = OpenPage(join(shop, Role.OWNER)[1].token)
        event = Event(name=format_event_handler(BulkState.choose_whole), payload={"on": "true"})
        assert await Guard().preprocess(app.main.app, page.state, event) is None
        return event.payload

    assert asyncio.run(go()) == {"on": True}


@pytest.mark.parametrize("name", ["hydrate", "hydrate_and_load"])
@pytest.mark.parametrize("other", [Role.EMPLOYEE, None])
def test_anothers_page_is_emptied_before_it_is_sent(shop: Shop, name: str, other: Role | None) -> None:
    async def go() -> None:
        page = OpenPage(join(shop, Role.OWNER)[1].token)
        await page.send(SessionState.enter)
        session, records = await page.part(SessionState), await page.part(RecordState)
        session.shop_name, records.title, records._id = "Mehrabi", {"text": "A customer"}, "1"
        page.use(join(make_shop(), other)[1].token if other else None)
        assert await page.send(f"{State.get_full_name()}.{name}") is None
        assert session.shop_name == ""
        assert records.title == {"text": "", "kind": "text"}
        assert records._id == ""
        assert "Mehrabi" not in str(page.state.dict())

    asyncio.run(go())


def test_ones_own_page_keeps_what_it_holds(shop: Shop) -> None:
    async def go() -> str:
        token = join(shop, Role.OWNER)[1].token
        page = OpenPage(token)
        await page.send(SessionState.enter)
        (await page.part(SessionState)).shop_name = "Mehrabi"
        page.use(token, "/r/items")
        await page.send(f"{State.get_full_name()}.hydrate_and_load")
        return str((await page.part(SessionState)).shop_name)

    assert asyncio.run(go()) == "Mehrabi"


def test_a_fault_of_ours_is_told_by_its_id_alone(shop: Shop) -> None:
    told = app.main.app.backend_exception_handler(ZeroDivisionError("the secret of the house"))
    assert told is not None
    assert "secret" not in str(told)
    assert "fault" in str(told)


def test_the_state_of_a_full_page_is_small(shop: Shop) -> None:
    for number in range(100):
        shop.item(f"S-{number}", quantity=2)

    async def go() -> tuple[int, int]:
        page = OpenPage()
        page.use(join(shop, Role.OWNER)[1].token, "/r/items?size=100")
        assert await page.send(ListState.load) is None
        items = await page.part(ListState)
        await ListState.event_handlers["load"].fn(items)
        return len(items.rows), len(pickle.dumps(page.state.__getstate__()))

    rows, size = asyncio.run(go())
    assert rows == 100
    assert size < MOST_BYTES
