"""Many records are changed in as many statements as one, and a preview waits for nobody."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import col, select

from models.base import new_id
from models.identity import User
from models.platform import Alert, HistoryEntry
from models.records import Tag
from services.admin import commands, followers
from services.admin.actions import Action
from services.admin.bulk.change import Change
from services.admin.bulk.preview import preview
from services.admin.bulk.run import start
from services.admin.bulk.selection import Selection
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import RuleBroken
from services.core.i18n import Message
from services.core.permissions import Role
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, gems, standing_in
from tests.support.statements import Sent

tagged = replace(gems, tagged=True)
CEILING = 12
PATIENCE = 30
"""Seconds after which who waits for a lock is taken to wait for ever."""


@pytest.fixture(autouse=True)
def _tagged(registered: Any) -> Iterator[None]:
    """Gems with tags, in the place of gems without."""
    with standing_in(tagged):
        yield


def chosen(actor: Actor, rows: list[Any], resource: Resource = tagged) -> Selection:
    return Selection.read(resource, actor, {"ids": [str(row.id) for row in rows]})


def do(actor: Actor, selection: Selection, act: str, values: dict[str, Any]) -> dict[str, Any]:
    with unit_of_work(actor) as uow:
        outcome = start(uow, selection, Change(act, values), whole=False).outcome
    assert outcome is not None
    return outcome.plain()


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("edit", {"stones": "7", "notes": "cleaned"}),
    ("edit", {"tags": ["new", "old"], "weight": "2"}),
    ("tag", {"add": ["red", "blue"]}),
    ("tag", {"remove": ["red"], "add": ["green"]}),
    ("delete", {}),
    ("restore", {}),
]


def test_as_many_statements_for_many_as_for_one(owner: Actor, make_gem: MakeGem, statements: Sent) -> None:
    few, many = [make_gem()], [make_gem() for _ in range(40)]
    for act, values in ACTS:
        sent = []
        for rows in (few, many):
            selection = chosen(owner, rows)
            statements.clear()
            assert do(owner, selection, act, values)["done"] == len(rows)
            sent.append(len(statements))
        assert sent[1] <= sent[0] <= CEILING, act
    with unit_of_work(owner) as uow:
        entries = uow.session.scalars(select(HistoryEntry).where(col(HistoryEntry.record_id) == many[0].id)).all()
        assert [entry.action for entry in sorted(entries, key=lambda entry: entry.id)] == [
            "update", "update", "update", "update", "delete", "restore",
        ]  # fmt: skip
        assert [entry.changes.get("tags") for entry in sorted(entries, key=lambda entry: entry.id)][1:4] == [
            [[], ["new", "old"]], [["new", "old"], ["blue", "new", "old", "red"]],
            [["blue", "new", "old", "red"], ["blue", "green", "new", "old"]],
        ]  # fmt: skip
        stored = uow.session.get_one(Gem, (uow.tenant_id, many[0].id))
        assert (stored.stones, stored.notes, stored.version, stored.deleted_at) == (7, "cleaned", 7, None)


@pytest.mark.parametrize(("act", "values"), [*ACTS[:3], ("delete", {}), ("polish", {})])
def test_a_preview_waits_for_nobody(owner: Actor, make_gem: MakeGem, act: str, values: dict[str, Any]) -> None:
    rows = [make_gem() for _ in range(2)]
    with unit_of_work(owner) as uow, ThreadPoolExecutor(1) as other:
        uow.session.scalars(select(Gem).with_for_update()).all()
        seen = other.submit(preview, owner, chosen(owner, rows), Change(act, values)).result(PATIENCE)
    assert (seen["done"], seen["refused"]) == (2, 0)
    assert len(seen["rows"]) == 2


def test_a_preview_shows_tags_that_are_not_there_yet(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    do(owner, chosen(owner, [gem]), "tag", {"add": ["old"]})
    seen = preview(owner, chosen(owner, [gem]), Change("tag", {"add": ["brand new"], "remove": ["old"]}))
    [change] = seen["rows"][0]["changes"]
    assert [[one["name"] for one in side] for side in (change["before"], change["after"])] == [["old"], ["brand new"]]
    with unit_of_work(owner, read_only=True) as uow:
        assert uow.session.scalars(select(Tag.name)).all() == ["old"]


def test_what_the_database_alone_refuses_is_foreseen_and_costs_the_others_nothing(owner: Actor) -> None:
    words = registry.get("tags")
    with unit_of_work(owner) as uow:
        gone = [commands.create(uow, words, {"name": name}) for name in ("gold", "silver")]
        for one in gone:
            commands.trash(uow, words, one.id)
        commands.create(uow, words, {"name": "GOLD"})
    seen = preview(owner, chosen(owner, gone, words), Change("restore"))
    assert (seen["done"], seen["refused"]) == (1, 1)
    assert "clashes with what is there" in str(seen["reasons"])
    made = do(owner, chosen(owner, gone, words), "restore", {})
    assert (made["done"], made["refused"]) == (1, 1)
    assert made["lines"][0]["title"] == "gold"


def test_a_rule_that_looks_at_the_records_sees_those_before(owner: Actor, make_gem: MakeGem) -> None:
    def one_alone(uow: UnitOfWork, values: dict[str, Any], row: Any) -> None:
        others = select(Gem.id).where(col(Gem.notes) == values["notes"], col(Gem.id) != row.id)
        if uow.session.scalars(others).first():
            raise RuleBroken(Message("Only one"))

    strict = replace(tagged, validate=one_alone)
    made = do(owner, chosen(owner, [make_gem(), make_gem()], strict), "edit", {"notes": "the one"})
    assert (made["done"], made["refused"]) == (1, 1)


def test_an_action_that_writes_beside_the_record_is_foreseen_without_writing(owner: Actor, make_gem: MakeGem) -> None:
    def ring(uow: UnitOfWork, _row: Any) -> None:
        uow.session.add(Alert(topic="t", level="info", message={"msgid": "x", "params": {}}, link="/"))

    def ring_now(uow: UnitOfWork, row: Any) -> None:
        ring(uow, row)
        uow.session.flush()

    for run in (ring, ring_now):
        belled = replace(tagged, actions=(Action("ring", Message("Ring"), run, bulk=True),))
        seen = preview(owner, chosen(owner, [make_gem(), make_gem()], belled), Change("ring"))
        assert (seen["done"], seen["refused"]) == (2, 0)
    with unit_of_work(owner, read_only=True) as uow:
        assert not uow.session.scalars(select(Alert)).all()


def test_who_follows_hears_of_it(owner: Actor, make_gem: MakeGem) -> None:
    rows = [make_gem(), make_gem()]
    with unit_of_work(owner) as uow:
        user = User(username=f"{new_id()}", name={"en": "Ann"}, password_hash="-", role=Role.OWNER)
        uow.session.add(user)
    fan = Actor.of(Role.OWNER, tenant_id=owner.tenant_id, user_id=user.id, name="Ann")
    with unit_of_work(fan) as uow:
        followers.add(uow, tagged, rows[0].id)
    do(owner, chosen(owner, rows), "edit", {"stones": "3"})
    with unit_of_work(owner, read_only=True) as uow:
        assert [one.link for one in uow.session.scalars(select(Alert))] == [f"/r/test-gems/{rows[0].id}"]


def test_what_is_not_there_is_told_beside_what_is(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    selection = Selection.read(tagged, owner, {"ids": [str(gem.id), str(uuid4())]})
    made = do(owner, selection, "edit", {"stones": "3"})
    assert (made["done"], made["refused"]) == (1, 1)
