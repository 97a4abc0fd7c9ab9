"""The unit of work over a pool whose connections may have died."""

from sqlalchemy import create_engine, text

from services.core.actor import Actor
from services.core.config import settings
from services.core.database import app_engine, unit_of_work


def test_a_restarted_server_is_no_error(owner: Actor) -> None:
    """Every pooled connection is cut, as a restart of the server cuts them; the next work takes a new one."""
    with unit_of_work(owner) as uow:
        before = uow.session.execute(text("select pg_backend_pid()")).scalar_one()
    admin = create_engine(settings().database_owner_url)
    with admin.connect() as connection:
        cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'zarrin_app'"
        assert connection.execute(text(cut)).scalar_one() >= 1
    admin.dispose()
    with unit_of_work(owner) as uow:
        after = uow.session.execute(text("select pg_backend_pid()")).scalar_one()
        tenant = uow.session.execute(text("select current_setting('app.tenant_id')")).scalar_one()
    assert (after != before, tenant) == (True, str(owner.tenant_id))
    assert app_engine().pool.checkedin() >= 1  # type: ignore[attr-defined]
