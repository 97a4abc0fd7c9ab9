"""Names that nobody has: counted and locked as accounts are, so that no answer tells which names there are.

The counts lie in Redis and end by themselves; while it does not answer, each try is the first one.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

import redis

from services.core.config import settings


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings().redis_url, socket_timeout=1, socket_connect_timeout=1)


def _key(name: str) -> str:
    return f"zarrin:stranger:{hashlib.sha256(name.encode()).hexdigest()}"


def locked(name: str, most: int) -> int:
    """For how many seconds this name is locked after ``most`` failures; 0 where it is not."""
    count, seconds = _said(lambda pipe: pipe.get(_key(name)).ttl(_key(name)), (0, 0))
    return max(1, seconds) if int(count or 0) >= most else 0


def failed(name: str, most: int, lock: timedelta) -> int:
    """Count one more failure; answers how many tries remain before the name is locked for so long."""
    count, _kept = _said(lambda pipe: pipe.incr(_key(name)).expire(_key(name), lock), (1, 0))
    return max(0, most - int(count))


def _said(ask: Callable[[Any], Any], otherwise: tuple[int, int]) -> Any:
    """What Redis answers to two questions at once, or what holds while it does not."""
    try:
        with _client().pipeline() as pipe:
            return ask(pipe).execute()
    except redis.RedisError:
        _client.cache_clear()
        return otherwise
