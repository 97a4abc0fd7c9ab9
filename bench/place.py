"""Where it is measured: embedded servers in the benchmark's folder, and what each benchmark needs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event

from bench import FOLDER
from bench.report import Result, save
from services.core import database, embedded, migrations
from services.core.config import settings

Measure = Callable[[], Sequence[Result]]


@contextmanager
def opened() -> Iterator[None]:
    """PostgreSQL and Redis, migrated, for the length of the block or of the function so decorated."""
    with embedded.servers(FOLDER):
        settings.cache_clear()
        migrations.upgrade()
        yield
        database.dispose()
    settings.cache_clear()


def alone(measure: Measure) -> None:
    """Run one benchmark: what ``python -m bench.<name>`` does."""
    save(measure())


def connect(address: str) -> psycopg.Connection[Any]:
    """A plain psycopg connection as the role of this address."""
    return psycopg.connect(address.replace("+psycopg", ""))


def as_app() -> psycopg.Connection[Any]:
    """By hand, as the application's role: bound by row-level security as we are."""
    return connect(settings().database_url)


@contextmanager
def noted() -> Iterator[list[tuple[str, Any]]]:
    """The statements that our side sends meanwhile, with their values: what the other side has to send as well."""
    sent: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        sent.append((statement, values))

    engine = database.app_engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def say(text: str) -> None:
    """Tell what takes a while."""
    print(text, file=sys.stderr, flush=True)
