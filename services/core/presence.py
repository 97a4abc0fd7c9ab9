"""Who is editing what at this moment: words in Redis that die by themselves, and are missed by nobody while it is down.

Each connection says its own word for a place of its shop; the process that holds the connection keeps it alive. So a
word ends when the person leaves, when the connection breaks, and :data:`ALIVE_SECONDS` after its process died.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import redis

from services.core.config import settings

ALIVE_SECONDS = 30
"""How long a word holds."""
BEAT_SECONDS = 10
"""How often it is said again."""
PATIENCE = 0.5
"""Seconds that anybody waits for Redis on account of this."""


@dataclass(frozen=True)
class Place:
    """A record of a shop, where somebody edits it; ``what`` is its list's key and its id, ``items/018f…``."""

    tenant_id: UUID
    what: str

    @property
    def key(self) -> str:
        """Under which name Redis keeps it."""
        return f"zarrin:editing:{self.tenant_id}:{self.what}"


@dataclass(frozen=True)
class Word:
    """That a person edits at a place, over one connection."""

    place: Place
    user_id: UUID
    connection: str

    @property
    def member(self) -> str:
        """The word as Redis keeps it."""
        return f"{self.user_id}:{self.connection}"


def say(words: Iterable[Word]) -> None:
    """Say these words, or say them again: they hold from now on."""
    until = time.time() + ALIVE_SECONDS

    def said(pipe: Any) -> None:
        for word in words:
            pipe.zadd(word.place.key, {word.member: until})
            pipe.expire(word.place.key, ALIVE_SECONDS)

    _together(said)


def withdraw(word: Word) -> None:
    """Take a word back."""
    _together(lambda pipe: pipe.zrem(word.place.key, word.member))


def editors(place: Place) -> set[UUID]:
    """Who edits there now; nobody, as far as one can tell, while Redis is down."""
    [found] = _together(lambda pipe: pipe.zrangebyscore(place.key, time.time(), "+inf")) or [[]]
    return {UUID(member.partition(":")[0]) for member in found}


def faded(places: Iterable[Place]) -> list[Place]:
    """Those of the places where a word has ended by itself since somebody asked; it is gone then."""
    asked = list(places)
    if not asked:
        return []

    def swept(pipe: Any) -> None:
        for place in asked:
            pipe.zremrangebyscore(place.key, "-inf", time.time())

    ended = _together(swept) or [0] * len(asked)
    return [place for place, count in zip(asked, ended, strict=True) if count]


def _together(commands: Callable[[Any], Any]) -> list[Any]:
    """Send the commands in one go; answers what each gave, nothing at all while Redis can't be reached."""
    try:
        pipe = _client().pipeline(transaction=False)
        commands(pipe)
        return list(pipe.execute())
    except redis.RedisError:
        _client.cache_clear()
        return []


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings().redis_url, decode_responses=True, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )
