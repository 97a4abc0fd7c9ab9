"""Every event handler with wild payloads and other people's ids, as each role: nothing breaks, changes or leaks.

The seed is fixed. ``ZARRIN_FUZZ_ROUNDS`` sends more: each round sends every handler one payload for each role.
"""

import asyncio
import logging
import os
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from reflex.utils.format import format_event_handler
from reflex_base.registry import RegistrationContext
from sqlalchemy import Connection, create_engine, event, text

import app.main
from app.states.dashboard import DashboardState
from app.states.form import FormState
from app.states.list import ListState
from app.states.record import RecordState
from models.base import TenantRow, metadata
from services.admin.registry import registry
from services.core.config import settings
from services.core.database import app_engine, unit_of_work
from services.core.permissions import Role
from services.platform.sessions import sign_out
from services.shop.customers import Customer
from services.shop.sales import finish
from tests.integration.app.conftest import join
from tests.integration.shop_factory import Shop, make_shop
from tests.support.tabs import Answer, Tab, serving
from tests.support.wild import Wild, shown

ROUNDS = int(os.environ.get("ZARRIN_FUZZ_ROUNDS", "1"))
SEED = os.environ.get("ZARRIN_FUZZ_SEED", "touchstone")
SECRET = "Xanthippe"
"""Names what the other shop alone may see."""
WHO = (Role.OWNER, Role.MANAGER, Role.EMPLOYEE, Role.ANALYST, "stranger", "nobody", "ended")
ASIDE = frozenset({"user_session"})
"""When somebody was last seen is written whatever they ask."""
assert app.main.app
HANDLERS = {name: one.handler.fn for name, one in sorted(RegistrationContext.get().event_handlers.items())}
"""All there are, Reflex's own setters too."""
ARRIVE = [
    format_event_handler(one) for one in (ListState.load, RecordState.load, FormState.load, DashboardState.arrive)
]


@dataclass(frozen=True)
class Ground:
    """Two shops: ours, and another whose records nobody of ours may see or change."""

    ours: Shop
    other: Shop
    our_ids: list[str]
    other_ids: list[str]
    hidden_ids: list[str]
    """Ids of the other shop that are never sent: whoever answers them has read there."""


@pytest.fixture(scope="module")
def ground(servers: Path) -> Ground:
    ours, other = make_shop(), make_shop("AE")
    for shop, word in ((ours, "Ours"), (other, SECRET)):
        pieces = [shop.item(f"{word}-{n}", quantity=2) for n in range(3)]
        with unit_of_work(shop.owner) as uow:
            uow.session.add(Customer(name=f"{word} customer", phone="09120000000"))
        with unit_of_work(shop.clerk) as uow:
            finish(uow, shop.draft((pieces[0], 1)))
    theirs = ids_of(other)
    return Ground(ours, other, ids_of(ours), theirs[::2], theirs[1::2])


def tables() -> list[str]:
    registry.all()
    found = (model.__tablename__ for model in _models(TenantRow) if hasattr(model, "__table__"))
    return sorted({str(name) for name in found} & set(metadata.tables))


def _models(of: type) -> Iterator[Any]:
    for model in of.__subclasses__():
        yield model
        yield from _models(model)


@contextmanager
def beyond() -> Iterator[Connection]:
    """A connection that row-level security does not bind."""
    engine = create_engine(settings().database_owner_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def ids_of(shop: Shop) -> list[str]:
    """Some ids of each table of a shop, in a fixed order."""
    found = []
    with beyond() as connection:
        for table in tables():
            rows = connection.execute(
                text(f"select id from {table} where tenant_id = :t order by id limit 6"), {"t": shop.tenant_id}
            )
            found += [str(identity) for (identity,) in rows]
    return found


def stored(shop: Shop) -> dict[str, str]:
    """A checksum of each table of a shop."""
    found = {}
    with beyond() as connection:
        for table in tables():
            rows = f"select md5(coalesce(string_agg(r::text, '' order by r::text), '')) from {table} r"
            answer = connection.execute(text(f"{rows} where tenant_id = :t"), {"t": shop.tenant_id})
            if table not in ASIDE:
                found[table] = str(answer.scalar_one())
    return found


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that committed transactions have written to meanwhile."""
    begun: dict[int, set[str]] = {}
    kept: set[str] = set()

    def note(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        words = statement.replace("(", " ").split()
        verb = words[0].lower() if words else ""
        target = {"insert": 2, "delete": 2, "update": 1}.get(verb)
        if target is not None:
            begun.setdefault(id(connection.connection.dbapi_connection), set()).add(words[target])

    def commit(connection: Any) -> None:
        kept.update(begun.pop(id(connection.connection.dbapi_connection), set()) - ASIDE)

    def rollback(connection: Any) -> None:
        begun.pop(id(connection.connection.dbapi_connection), None)

    heard = (("before_cursor_execute", note), ("commit", commit), ("rollback", rollback))
    for name, listener in heard:
        event.listen(app_engine(), name, listener)
    try:
        yield kept
    finally:
        for name, listener in heard:
            event.remove(app_engine(), name, listener)


def refused(answer: Answer) -> bool:
    """Whether the server said no: an error toast, or the way to sign-in."""
    parts = [part for delta in answer.deltas for part in delta.values()]
    toasts = [value[-1] for part in parts for name, value in part.items() if name.startswith("toasts") and value]
    led_out = any(one.name == "_redirect" and "/login" in str(one.payload) for one in answer.events)
    return led_out or any(toast["kind"] == "error" for toast in toasts)


def session_of(ground: Ground, who: str) -> str | None:
    if who == "nobody":
        return None
    shop = ground.other if who == "stranger" else ground.ours
    signed = join(shop, Role(who) if who in set(Role) else Role.OWNER)[1]
    if who == "ended":
        sign_out(signed.token)
    return signed.token


def wild_for(ground: Ground, who: str) -> Wild:
    resources = registry.all()
    names = sorted({bound.key for resource in resources for bound in resource.bound.values()})
    ids = ground.our_ids + (ground.other_ids if who != "stranger" else [])
    return Wild(Random(f"{SEED}:{who}"), ids, [resource.key for resource in resources], names)


@pytest.mark.parametrize("who", WHO)
def test_wild_events_break_change_and_leak_nothing(ground: Ground, who: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    session, wild = session_of(ground, who), wild_for(ground, who)
    before = {"ours": stored(ground.ours), "other": stored(ground.other)}
    hidden = set(ground.hidden_ids)

    async def send_all() -> list[str]:
        wrong = []
        async with serving() as server:
            for _round in range(ROUNDS):
                tab = Tab(server, session)
                for name in wild.random.sample(sorted(HANDLERS), len(HANDLERS)):
                    path = wild.path()
                    await tab.send(wild.random.choice(ARRIVE), {}, path)
                    hints = {
                        k: v for k, v in typing.get_type_hints(HANDLERS[name]).items() if k not in {"self", "return"}
                    }
                    payload = wild.payload(hints)
                    with writes() as written:
                        answer = await tab.send(name, payload, path)
                    out = answer.text()
                    said = f"{name} {shown(payload)} at {path}"
                    wrong += [f"{fault}: {said}" for fault in answer.faults]
                    if who != "stranger" and (SECRET in out or any(one in out for one in hidden)):
                        wrong.append(f"leaked: {said}")
                    if written and refused(answer):
                        wrong.append(f"refused, and yet wrote {written}: {said}")
                    if written and who in {"nobody", "ended"}:
                        wrong.append(f"wrote {written} for nobody: {said}")
        return wrong

    wrong = asyncio.run(send_all())
    wrong += [record.getMessage() for record in caplog.records if "unexpected error" in record.getMessage()]
    assert wrong == []
    untouched = ("ours",) if who == "stranger" else ("other",)
    untouched = ("ours", "other") if who in {"nobody", "ended"} else untouched
    after = {"ours": stored(ground.ours), "other": stored(ground.other)}
    for shop in untouched:
        assert after[shop] == before[shop]
