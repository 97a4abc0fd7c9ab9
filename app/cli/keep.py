"""``zarrin migrate``, ``psql``, ``settings``: looking after an installation."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.server import instance, prepare
from app.server import settings_page as page
from app.server.refusals import Refused
from services.core import database, embedded, migrations
from services.core.config import ROOT, settings

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
SETTINGS_PAGE = ROOT / "docs" / "settings.md"


@contextmanager
def database_up() -> Iterator[None]:
    """The database, started for the length of the block when it is ours and nobody runs it."""
    conf = settings()
    if not conf.embedded_database or embedded.Postgres(conf.data_dir).answers():
        yield
        return
    with instance.only_one(), embedded.servers(conf.data_dir):
        settings.cache_clear()
        try:
            yield
        finally:
            database.dispose()


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail when migrations wait.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the database to the newest revision."""
    with database_up():
        if not check:
            prepare.prepare(lambda _text: None, demo=False)
        at, newest = migrations.current(), migrations.head()
    answer = {"at": at, "newest": newest}
    typer.echo(json.dumps(answer) if as_json else f"The database is at {at}, the newest is {newest}.")
    if at != newest:
        raise typer.Exit(1)


def psql(
    context: typer.Context,
    role: Annotated[Literal["owner", "app", "platform"], typer.Option(help="Who to be.")] = "owner",
) -> None:
    """Open psql on the database; what follows is passed to it, as in: zarrin psql -- -c "select 1"."""
    with database_up():
        conf = settings()
        urls = {"owner": conf.database_owner_url, "app": conf.database_url, "platform": conf.database_platform_url}
        if not urls[role]:
            raise Refused(f"No address is set for the role {role}: see docs/settings.md.")
        command = [str(_psql()), *context.args]
        environment = {**os.environ, **_connection(prepare.plain(urls[role]))}
        code = subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - the person's own words
    raise typer.Exit(code)


def show_settings(
    write: Annotated[bool, typer.Option("--write", help="Write docs/settings.md instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """List every setting with its variable, default and meaning."""
    if write:
        SETTINGS_PAGE.parent.mkdir(exist_ok=True)
        SETTINGS_PAGE.write_text(page.markdown(), encoding="utf-8")
        typer.echo(str(SETTINGS_PAGE))
    else:
        typer.echo(json.dumps(page.rows(), indent=2) if as_json else page.markdown())


def _psql() -> Path:
    own = embedded.binaries() / "psql"
    found = own if own.exists() else shutil.which("psql")
    if found is None:
        raise Refused("There is no psql on this machine.")
    return Path(found)


def _connection(url: str) -> dict[str, str]:
    """The address as psql's environment, so that the password stands in no process list."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - this command alone

    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    found = conninfo_to_dict(url)
    return {variable: str(found[name]) for name, variable in names.items() if found.get(name)}
