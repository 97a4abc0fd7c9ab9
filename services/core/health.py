"""What is up, what is not, and why: for ``/health/ready``, ``zarrin doctor`` and the start."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache, partial
from typing import Any

import redis
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.core import migrations
from services.core.config import settings
from services.core.database import app_engine
from services.core.roles import Unbound

BEAT_SECONDS = 5
"""How often worker and beat say that they live."""
ALIVE_SECONDS = 20
"""How long such a word holds."""
WORKERS = "zarrin:workers"
"""A sorted set of the workers, each with its number of processes, by their last word."""


@dataclass(frozen=True)
class Part:
    """One part of the installation: whether it is up, and what there is to say about it."""

    up: bool
    detail: str

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def parts() -> dict[str, Part]:
    """Database, Redis, worker and beat, in this order."""
    found = {"database": _safely(_database), "redis": _safely(_redis)}
    for name in ("worker", "beat"):
        found[name] = _safely(partial(_heard, name)) if found["redis"].up else Part(False, "Redis is down")
    return found


def alive(name: str) -> None:
    """Say that this process lives; it holds for :data:`ALIVE_SECONDS`. Redis being down is no fault of the caller."""
    try:
        _client().set(_key(name), str(time.time()), ex=ALIVE_SECONDS)
    except redis.RedisError:
        _client.cache_clear()


def at_work(name: str, processes: int) -> None:
    """Say that the worker of this name lives, with so many processes; it holds for :data:`ALIVE_SECONDS`."""
    try:
        _client().zadd(WORKERS, {f"{name} {processes}": time.time()})
        _client().zremrangebyscore(WORKERS, "-inf", time.time() - ALIVE_SECONDS)
    except redis.RedisError:
        _client.cache_clear()


def workers() -> int | None:
    """How many processes wait for jobs or do them; None while Redis does not answer."""
    try:
        said: Any = _client().zrangebyscore(WORKERS, time.time() - ALIVE_SECONDS, "+inf")
    except redis.RedisError:
        _client.cache_clear()
        return None
    return sum(int(one.rsplit(b" ", 1)[1]) for one in said)


def gone(name: str) -> None:
    """Take that word back, at the start or the end of an installation."""
    try:
        _client().delete(_key(name))
    except redis.RedisError:
        _client.cache_clear()


def _database() -> Part:
    with app_engine().connect() as connection:
        version = connection.execute(text("show server_version")).scalar_one()
    wanted, there = _revisions()
    if wanted != there:
        _revisions.cache_clear()
        return Part(False, f"the database is at revision {there or 'none'}, the program at {wanted}: zarrin migrate")
    return Part(True, f"PostgreSQL {version}, revision {there}")


def _redis() -> Part:
    info: Any = _client().info("server")
    return Part(True, f"Redis {info['redis_version']}")


def _heard(name: str) -> Part:
    last: Any = _client().get(_key(name))
    if last is None:
        return Part(False, f"no word from it for {ALIVE_SECONDS} seconds")
    return Part(True, f"last word {max(0, time.time() - float(last)):.0f} s ago")


def _safely(check: Callable[[], Part]) -> Part:
    try:
        return check()
    except (SQLAlchemyError, Unbound, redis.RedisError, OSError) as error:
        _client.cache_clear()
        origin = getattr(error, "orig", None) or error
        return Part(False, (str(origin).strip().splitlines() or [type(error).__name__])[0])


def _key(name: str) -> str:
    return f"zarrin:alive:{name}"


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings().redis_url, socket_timeout=2, socket_connect_timeout=2)


@cache
def _revisions() -> tuple[str | None, str | None]:
    """The wanted and the present revision; asked until they agree. Without the owner's address we trust."""
    wanted = migrations.head()
    return wanted, migrations.current() if settings().database_owner_url else wanted
