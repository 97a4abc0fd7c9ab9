"""Comments with mentions, who follows a record, and who is told what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from models.base import new_id
from models.identity import User
from models.platform import Alert
from services.admin import commands, discussion, followers
from services.admin.people import acting
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Conflict, Forbidden, NotFound, ValidationFailed
from services.core.permissions import Role
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, gems

Person = Callable[[str, Role], Actor]


@pytest.fixture
def person(owner: Actor) -> Person:
    """Makes a person of the shop, and answers them as an actor."""

    def make(name: str, role: Role) -> Actor:
        given = {"en": name, "fa": f"«{name}»"}
        user = User(username=f"{name}-{new_id()}".lower(), name=given, password_hash="-", role=role)
        with unit_of_work(owner) as uow:
            uow.session.add(user)
            uow.session.flush()
            return acting(uow, user)

    return make


def say(who: Actor, gem: Gem, body: str, key: UUID | None = None) -> str:
    with unit_of_work(who) as uow:
        return str(discussion.write(uow, gems, gem.id, body, key or new_id()).id)


def told(who: Actor) -> list[tuple[str, str]]:
    with unit_of_work(who) as uow:
        mine = select(Alert).where(col(Alert.user_id) == who.user_id).order_by(col(Alert.id))
        return [(one.topic, one.message["msgid"]) for one in uow.session.scalars(mine)]


def test_a_comment_is_read_by_all_who_see_the_record(owner: Actor, person: Person, make_gem: MakeGem) -> None:
    sara, gem = person("Sara", Role.OWNER), make_gem()
    say(sara, gem, "  Is it ready?  ")
    with unit_of_work(owner) as uow:
        [one] = discussion.thread(uow, gems, gem.id)
    assert (one["body"], one["name"]["en"], one["mine"], one["edited"]) == ("Is it ready?", "Sara", False, False)


def test_the_same_key_again_is_the_same_comment(person: Person, make_gem: MakeGem) -> None:
    sara, reza, gem, key = person("Sara", Role.OWNER), person("Reza", Role.OWNER), make_gem(), new_id()
    assert say(sara, gem, "Once", key) == say(sara, gem, "Once", key)
    with pytest.raises(Conflict):
        say(reza, gem, "Mine", key)


def test_who_is_named_is_told_in_person_and_followers_once_for_a_burst(person: Person, make_gem: MakeGem) -> None:
    sara, reza, navid, gem = *(person(name, Role.OWNER) for name in ("Sara", "Reza", "Navid")), make_gem()
    say(navid, gem, "I follow it from now on")
    say(sara, gem, f"@[{reza.user_id}], can you?")
    say(sara, gem, "And soon, please")
    with unit_of_work(sara) as uow:
        commands.update(uow, gems, gem.id, {"stones": 3}, 1)
    assert told(reza) == [("record.named", "{who} named you in “{title}”")]
    assert told(navid) == [("record.followed", "{who} wrote about “{title}”")]
    assert told(sara) == []
    with unit_of_work(navid) as uow:
        followers.look(uow, gems, gem.id)
    with unit_of_work(sara) as uow:
        commands.update(uow, gems, gem.id, {"stones": 4}, 2)
    assert told(navid)[1:] == [("record.followed", "{who} changed “{title}”")]


def test_news_names_a_record_as_far_as_its_reader_may_see_the_name(
    owner: Actor, person: Person, make_gem: MakeGem, quarry: UUID
) -> None:
    by_quarry, gem = replace(gems, title="quarry_id"), make_gem(quarry_id=quarry)
    reza, sara = person("Reza", Role.OWNER), person("Sara", Role.OWNER)

    def news(reader: Actor, writer: Actor) -> Any:
        with unit_of_work(writer) as uow:
            followers._alert(uow, by_quarry, gem, [reader], "record.named", followers.SAID["name"])
        with unit_of_work(owner) as uow:
            mine = select(Alert).where(col(Alert.user_id) == reader.user_id).order_by(col(Alert.id).desc())
            return uow.session.scalars(mine.limit(1)).one().message["params"]["title"]

    stranger = replace(sara, grants=frozenset({"test-gems:view"}))
    assert news(reza, sara) == "North hill"
    assert news(stranger, reza) == {"msgid": "Gem", "params": {}}
    assert news(reza, stranger) == "North hill"


def test_who_can_not_see_a_record_is_neither_named_nor_told(owner: Actor, person: Person, make_gem: MakeGem) -> None:
    sara, stranger, gem = person("Sara", Role.OWNER), person("Stranger", Role.EMPLOYEE), make_gem()
    with pytest.raises(ValidationFailed):
        say(sara, gem, f"@[{stranger.user_id}]")
    with unit_of_work(replace(stranger, grants=owner.grants)) as uow:
        followers.add(uow, gems, gem.id)
    say(sara, gem, "Between us")
    assert told(stranger) == []
    with unit_of_work(sara) as uow:
        assert [one["name"]["en"] for one in discussion.candidates(uow, gems, gem.id, "s")] == ["Sara"]
    with unit_of_work(stranger) as uow, pytest.raises(Forbidden):
        discussion.thread(uow, gems, gem.id)


def test_looking_is_not_talking(person: Person, make_gem: MakeGem) -> None:
    analyst, gem = person("Ana", Role.ANALYST), make_gem()
    with unit_of_work(analyst) as uow:
        assert discussion.thread(uow, gems, gem.id) == []
    with pytest.raises(Forbidden):
        say(analyst, gem, "Hello")


def test_only_ones_own_words_are_changed_and_moderators_take_any_away(person: Person, make_gem: MakeGem) -> None:
    sara, reza, gem = person("Sara", Role.OWNER), person("Reza", Role.OWNER), make_gem()
    first = say(sara, gem, "Old")
    with unit_of_work(sara) as uow:
        discussion.rewrite(uow, gems, first, f"New, @[{reza.user_id}]")
    assert told(reza) == [("record.named", "{who} named you in “{title}”")]
    with unit_of_work(reza) as uow, pytest.raises(Forbidden):
        discussion.rewrite(uow, gems, first, "Not mine")
    clerk = replace(reza, grants=frozenset({"test-gems:view", "discussion:write"}))
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        discussion.remove(uow, gems, first)
    with unit_of_work(reza) as uow:
        assert [(one["body"], one["edited"]) for one in discussion.thread(uow, gems, gem.id)] == [
            (f"New, @[{reza.user_id}]", True)
        ]
        discussion.remove(uow, gems, first)
        assert discussion.thread(uow, gems, gem.id) == []
    with unit_of_work(sara) as uow, pytest.raises(NotFound):
        discussion.rewrite(uow, gems, first, "Again")


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "a\x00b"])
def test_what_is_no_comment_is_refused(person: Person, make_gem: MakeGem, body: str) -> None:
    with pytest.raises(ValidationFailed):
        say(person("Sara", Role.OWNER), make_gem(), body)


def test_who_makes_a_record_follows_it_until_they_say_no(person: Person) -> None:
    sara, reza = person("Sara", Role.OWNER), person("Reza", Role.OWNER)
    with unit_of_work(sara) as uow:
        gem = commands.create(uow, gems, {"sku": f"F-{new_id().hex[-6:]}", "name": {"en": "New"}})
        assert followers.followers_of(uow, gems, gem.id) == [sara.user_id]
        followers.add(uow, gems, gem.id)
        followers.remove(uow, gems, gem.id)
    say(reza, gem, "Nobody hears")
    assert told(sara) == []


def test_a_list_without_discussion_has_none(person: Person, make_gem: MakeGem) -> None:
    sara, gem, silent = person("Sara", Role.OWNER), make_gem(), replace(gems, discussion=False)
    with unit_of_work(sara) as uow, pytest.raises(NotFound):
        discussion.write(uow, silent, gem.id, "Hello", new_id())


def test_a_comment_sent_twice_at_once_is_one_comment(owner: Actor, make_gem: MakeGem) -> None:
    gem, key, together = make_gem(), new_id(), Barrier(4)

    def send(_: int) -> UUID:
        together.wait()
        with unit_of_work(owner) as uow:
            return discussion.write(uow, gems, gem.id, "hello", key).id

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(4))) == {key}
    with unit_of_work(owner, read_only=True) as uow:
        assert len(discussion.thread(uow, gems, gem.id)) == 1
