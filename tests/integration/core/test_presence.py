"""Who edits what: said, taken back, gone by itself, and missed by nobody while Redis is down."""

import time
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
import redis

from services.core import presence
from services.core.config import settings
from services.core.presence import Place, Word


@pytest.fixture
def place() -> Place:
    return Place(uuid4(), f"projects/{uuid4()}")


def word(place: Place, user: UUID | None = None) -> Word:
    return Word(place, user or uuid4(), uuid4().hex)


def test_who_edits_is_known_until_it_is_taken_back(place: Place) -> None:
    sara, reza = word(place), word(place)
    presence.say([sara, reza])
    assert presence.editors(place) == {sara.user_id, reza.user_id}
    presence.withdraw(sara)
    assert presence.editors(place) == {reza.user_id}


def test_of_two_tabs_of_a_person_the_other_still_counts(place: Place) -> None:
    first = word(place)
    second = word(place, first.user_id)
    presence.say([first, second])
    presence.withdraw(first)
    assert presence.editors(place) == {first.user_id}


def test_another_shop_with_the_same_record_hears_nothing(place: Place) -> None:
    presence.say([word(place)])
    assert presence.editors(Place(uuid4(), place.what)) == set()


def test_a_word_that_nobody_repeats_ends_and_is_told_once(place: Place) -> None:
    living, dead = word(place), word(place)
    presence.say([living])
    with redis.Redis.from_url(settings().redis_url) as client:
        client.zadd(place.key, {dead.member: time.time() - 1})
        assert 0 < client.ttl(place.key) <= presence.ALIVE_SECONDS
    assert presence.editors(place) == {living.user_id}
    assert presence.faded([place, Place(uuid4(), place.what)]) == [place]
    assert presence.faded([place]) == []


@pytest.fixture
def without_redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing answers at the address of Redis."""
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    settings.cache_clear()
    presence._client.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()
    presence._client.cache_clear()


@pytest.mark.usefixtures("without_redis")
def test_while_redis_is_down_nobody_is_seen_and_nothing_breaks(place: Place) -> None:
    presence.say([word(place)])
    presence.withdraw(word(place))
    assert presence.editors(place) == set()
    assert presence.faded([place]) == []
