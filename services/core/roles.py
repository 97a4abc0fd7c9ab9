"""The four database roles, made before the first migration by whoever may make roles.

``zarrin_owner`` owns every table and can't sign in; ``zarrin_app`` is bound by row-level security; ``zarrin_platform``
sees all tenants; ``zarrin_backup`` reads all of them.
"""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection, sql

OWNER, APP, PLATFORM, BACKUP = "zarrin_owner", "zarrin_app", "zarrin_platform", "zarrin_backup"

OPTIONS = {
    OWNER: "nologin nosuperuser nobypassrls noinherit",
    APP: "login nosuperuser nobypassrls noinherit",
    PLATFORM: "login nosuperuser bypassrls noinherit",
    BACKUP: "login nosuperuser bypassrls noinherit",
}
"""What each role may do, as ``create role`` says it."""

_GOES_AROUND = """
    select rolsuper or rolbypassrls
        or exists (select 1 from pg_roles o where o.rolname = %s and pg_has_role(r.oid, o.oid, 'member'))
        or exists (select 1 from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace)
    from pg_roles r where rolname = current_user"""

SAFE_OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge", "cmp")
"""Comparisons of ``numeric``, which tell nothing about their operands but their order."""


class Unbound(Exception):
    """The application's role is one that row-level security does not hold; the text is for people."""


def require_bound(connection: Connection[Any]) -> None:
    """Raise :class:`Unbound` for a role that bypasses policies, or owns tables or may act as who owns them."""
    row = connection.execute(_GOES_AROUND, (OWNER,)).fetchone()
    if row is None or row[0]:
        raise Unbound(f"DATABASE_URL names a role that could go around row-level security: use {APP}.")


def ensure_roles(connection: Connection[object], passwords: Mapping[str, str], database: str) -> None:
    """Make the roles, or bring them to what they should be. ``passwords`` is by role, for those that sign in."""
    for role, options in OPTIONS.items():
        verb = "alter" if _exists(connection, role) else "create"
        password = sql.SQL(" password {}").format(sql.Literal(passwords[role])) if role in passwords else sql.SQL("")
        statement = sql.SQL(f"{verb} role {{}} {options}")
        connection.execute(statement.format(sql.Identifier(role)) + password)
    connection.execute(sql.SQL("alter role {} set default_transaction_read_only = on").format(sql.Identifier(BACKUP)))
    connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(database)))
    for role in (APP, PLATFORM, BACKUP):
        connection.execute(
            sql.SQL("grant connect on database {} to {}").format(sql.Identifier(database), sql.Identifier(role))
        )
    connection.execute("revoke create on schema public from public")
    connection.execute(sql.SQL("grant create, usage on schema public to {}").format(sql.Identifier(OWNER)))
    connection.execute(sql.SQL("grant usage on schema public to {}, {}, {}").format(
        *(sql.Identifier(role) for role in (APP, PLATFORM, BACKUP))
    ))  # fmt: skip
    mark_comparisons_leakproof(connection)


def mark_comparisons_leakproof(connection: Connection[object]) -> bool:
    """Let comparisons of ``numeric`` serve as index conditions under row-level security; needs a superuser.

    PostgreSQL checks a policy before any operator that might tell of rows behind it. It marks comparisons of
    integers, texts and dates as safe, but not those of ``numeric``, so that paging by weight or price would read the
    whole table. Answers whether it could be done; without it everything works, slower on large tables.
    """
    row = connection.execute("select rolsuper from pg_roles where rolname = current_user").fetchone()
    if not row or not row[0]:  # type: ignore[index]
        return False
    for name in SAFE_OPERATORS:
        function = sql.Identifier(f"numeric_{name}")
        connection.execute(sql.SQL("alter function pg_catalog.{}(numeric, numeric) leakproof").format(function))
    return True


def _exists(connection: Connection[object], role: str) -> bool:
    return connection.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone() is not None
