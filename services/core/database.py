"""Engines and the unit of work: one transaction, one tenant, one commit at the edge.

The tenant is set here and nowhere else, local to the transaction, so that a pooled connection carries nothing over.
Services take a :class:`UnitOfWork` and never commit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from pydantic_core import from_json
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from models.base import Entity, TenantRow, now
from services.core.actor import Actor
from services.core.config import settings
from services.core.roles import Unbound, require_bound


@cache
def app_engine() -> Engine:
    """The pool of the application's role: bound by row-level security."""
    conf = settings()
    engine = create_engine(
        conf.database_url,
        pool_size=conf.pool_size,
        max_overflow=conf.pool_overflow,
        pool_recycle=1800,
        json_deserializer=from_json,
        # a pooler in transaction mode hands out another connection each time: no server-side prepared statements
        connect_args={"prepare_threshold": None} if conf.pooler else {},
    )
    event.listen(engine, "first_connect", _refuse_unbound)
    return engine


def _refuse_unbound(connection: Any, _record: Any) -> None:
    """Nothing is ever done as a role that could go around row-level security, whoever starts us."""
    try:
        require_bound(connection)
        connection.rollback()
    except Unbound:
        connection.close()
        raise


@cache
def platform_engine() -> Engine:
    """The small pool of the platform's role, which sees all tenants; every use of it is audited."""
    return create_engine(settings().database_platform_url, pool_size=1, max_overflow=4, pool_pre_ping=True)


class UnitOfWork:
    """One transaction of one actor.

    ``session`` is SQLAlchemy's; ``after_commit`` takes what must wait until the data is safe (a doorbell to the
    workers, a signal to open browsers) and may be lost if the process dies, since the outbox rings again. With a
    ``correlation_id`` all history written here carries it: what was done in one go can be found, and undone.
    """

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session, self.actor = session, actor
        self.correlation_id: str | None = None
        self._after: list[Callable[[], None]] = []

    @property
    def tenant_id(self) -> UUID:
        """The shop of this transaction."""
        if self.actor.tenant_id is None:
            raise RuntimeError("this unit of work has no tenant")
        return self.actor.tenant_id

    def after_commit(self, call: Callable[[], None]) -> None:
        """Run this once the transaction has been committed."""
        self._after.append(call)

    def run_after_commit(self) -> None:
        """Run what was waiting, in order."""
        waiting, self._after = self._after, []
        for call in waiting:
            call()


SNAPSHOT = {"isolation_level": "REPEATABLE READ"}
SET_TENANT = "select set_config('app.tenant_id', %s, true), set_config('app.user_id', %s, true)"
SET_READING = f"{SET_TENANT}, set_config('transaction_read_only', 'on', true)"


def set_tenant(
    session: Session, tenant_id: UUID | None, user_id: UUID | None = None, *, read_only: bool = False
) -> None:
    """Bind the current transaction to a tenant; ``None`` binds it to nothing, so that no row is seen.

    A ``read_only`` one can change nothing from here on: PostgreSQL lets no transaction take that back.
    """
    said = (str(tenant_id or ""), str(user_id or ""))
    session.connection().exec_driver_sql(SET_READING if read_only else SET_TENANT, said)


@contextmanager
def unit_of_work(actor: Actor, *, read_only: bool = False, snapshot: bool = False) -> Iterator[UnitOfWork]:
    """A transaction bound to the actor's tenant: commits at the end of the block, rolls back on any error.

    With ``snapshot`` all its statements see the data of one moment (repeatable read), as a file of many rows needs.
    """
    with _sessions()() as session:
        session.info["actor"] = actor
        try:
            _begin(session, actor, read_only=read_only, snapshot=snapshot)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
            session.rollback()  # the server was restarted meanwhile: the pool has let its old connections go
            _begin(session, actor, read_only=read_only, snapshot=snapshot)
        work = UnitOfWork(session, actor)
        yield work
        if not read_only:
            session.commit()
    work.run_after_commit()


def _begin(session: Session, actor: Actor, *, read_only: bool = False, snapshot: bool = False) -> None:
    """The first word on a connection: it also tells a dead one, which spares asking each before its use."""
    if snapshot:
        session.connection(execution_options=SNAPSHOT)
    set_tenant(session, actor.tenant_id, actor.user_id, read_only=read_only)


@contextmanager
def platform_session() -> Iterator[Session]:
    """A transaction over all tenants, as the platform's role. For platform services alone, which audit its use."""
    with Session(platform_engine(), expire_on_commit=False) as session, session.begin():
        yield session


@cache
def _sessions() -> sessionmaker[Session]:
    return sessionmaker(app_engine(), expire_on_commit=False)


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, _context: Any, _instances: Any) -> None:
    """Write tenant, author and time, so that no service can forget them."""
    actor: Actor | None = session.info.get("actor")
    for row in session.new:
        if isinstance(row, TenantRow) and actor:
            row.tenant_id = row.tenant_id or actor.tenant_id  # type: ignore[assignment]
            row.created_by = row.created_by or actor.user_id
    for row in session.dirty:
        if isinstance(row, Entity) and session.is_modified(row):
            row.updated_at = now()


def dispose(*, close: bool = True) -> None:
    """Give up every pool. A fork must not close its parent's connections: it only forgets them."""
    for engine in (app_engine, platform_engine):
        if engine.cache_info().currsize:
            engine().dispose(close=close)
            engine.cache_clear()
    _sessions.cache_clear()


def one_at_a_time(uow: UnitOfWork, key: UUID) -> None:
    """Who brings the same key at the same time waits until this transaction has ended, and then finds what it made."""
    uow.session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": key.int & (1 << 63) - 1})
