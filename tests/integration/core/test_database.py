"""The unit of work over a pool whose connections may have died."""

import pytest
from sqlalchemy import create_engine, text

from services.core import database
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import app_engine, unit_of_work
from services.core.roles import APP, OWNER, Unbound


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


@pytest.mark.parametrize("role", ["superuser", "heir of the owner"])
def test_a_role_that_could_go_around_the_policies_gets_no_connection(
    role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever starts the process: not the command alone refuses it, each engine does, at every try."""
    conf = settings()
    admin = create_engine(conf.database_owner_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("drop role if exists heir"))
        connection.execute(text(f"create role heir login password 'heir' in role {OWNER}, {APP}"))
        url = admin.url if role == "superuser" else admin.url.set(username="heir", password="heir")
        given = conf.model_copy(update={"database_url": url.render_as_string(hide_password=False)})
        monkeypatch.setattr(database, "settings", lambda: given)
        engine = app_engine.__wrapped__()
        for _attempt in range(2):
            with pytest.raises(Unbound):
                engine.connect()
        engine.dispose()
        connection.execute(text("drop role heir"))
    admin.dispose()
