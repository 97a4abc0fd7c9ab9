"""Make a database ready: roles, migrations and, in an empty installation that wants it, the example shops."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from sqlalchemy import text

from app.server.refusals import Refused
from services.core import database, migrations, roles
from services.core.config import Settings, settings, write_private

ACCOUNTS = "accounts.json"

Say = Callable[[str], None]


def prepare(say: Say, *, demo: bool) -> None:
    """Roles, then tables, then the example shops if asked for. Done again it changes nothing."""
    conf = settings()
    say("roles")
    make_roles(conf)
    say("tables")
    migrations.upgrade()
    refuse_bypass(conf)
    if demo:
        load_demo(say)


def make_roles(conf: Settings) -> None:
    """The roles of the addresses given, with their passwords. Embedded servers have them from their start."""
    if conf.embedded_database:
        return
    if not conf.database_owner_url or not conf.database_platform_url:
        raise Refused("Beside DATABASE_URL, DATABASE_OWNER_URL and DATABASE_PLATFORM_URL are needed: docs/settings.md.")
    passwords = {}
    for url in (conf.database_url, conf.database_platform_url, conf.database_backup_url):
        parts = urlsplit(url)
        if parts.username in roles.OPTIONS and parts.password:
            passwords[parts.username] = unquote(parts.password)
    with psycopg.connect(plain(conf.database_owner_url), autocommit=True) as connection:
        name = connection.info.dbname
        roles.ensure_roles(connection, passwords, name)


def refuse_bypass(conf: Settings) -> None:
    """Never run as a role that could go around row-level security."""
    with psycopg.connect(plain(conf.database_url)) as connection:
        try:
            roles.require_bound(connection)
        except roles.Unbound as error:
            raise Refused(str(error)) from error


def load_demo(say: Say) -> None:
    """Fill an empty installation with the example shops, and keep their accounts for whoever starts it."""
    from services import demo  # noqa: PLC0415 - the examples are needed once

    if not _only_examples():
        return

    def progress(text: str, share: float) -> None:
        say(f"{text} {share:.0%}")

    loaded = demo.load(datetime.now().astimezone().date(), progress)
    if loaded.accounts:
        keep_accounts([_account(account) for account in loaded.accounts])


def _only_examples() -> bool:
    """Whether no shop but the examples is here: a real installation never gets them."""
    from services.demo.shops import SHOPS  # noqa: PLC0415 - as above

    examples = {"platform", *(shop.slug for shop in SHOPS)}
    with database.platform_session() as session:
        return set(session.execute(text("select slug from tenant")).scalars()) <= examples


def keep_accounts(accounts: list[dict[str, Any]]) -> None:
    """Write the accounts down, for our own eyes."""
    write_private(settings().data_dir / ACCOUNTS, json.dumps(accounts, ensure_ascii=False, indent=1))


def accounts() -> list[dict[str, Any]]:
    """The accounts of the example shops: shop, role, username and password of each."""
    try:
        found: list[dict[str, Any]] = json.loads((settings().data_dir / ACCOUNTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return found


def plain(url: str) -> str:
    """An address as psycopg and psql read it, without SQLAlchemy's driver."""
    scheme, separator, rest = url.partition("://")
    return scheme.partition("+")[0] + separator + rest


def _account(account: Any) -> dict[str, str]:
    return {name: str(getattr(account, name)) for name in ("shop", "role", "username", "password")}
