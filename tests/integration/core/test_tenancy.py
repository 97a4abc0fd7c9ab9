"""Tenants are parted by PostgreSQL: proven on every table there is, for every verb, through the pool."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from services.core.actor import Actor
from services.core.config import settings
from services.core.database import app_engine, unit_of_work
from services.core.roles import APP, BACKUP, OWNER, PLATFORM

Catalogue = psycopg.Connection[Any]
Tables = dict[str, str]

GLOBAL = {"alembic_version", "login", "platform_audit"}
"""Tables of the installation, not of tenants; the application reads the first alone."""
TRANSACTIONS = 10_000


@pytest.fixture(scope="module")
def catalogue(servers: Path) -> Iterator[Catalogue]:
    url = settings().database_owner_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def tables(catalogue: Catalogue) -> dict[str, str]:
    """Every tenant table with the column that holds its tenant."""
    rows = catalogue.execute(
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
    )
    names = {name for (name,) in rows} - GLOBAL
    assert len(names) > 20
    return {name: "id" if name == "tenant" else "tenant_id" for name in names}


@pytest.fixture(scope="module")
def rows(catalogue: Catalogue, tables: dict[str, str]) -> dict[str, UUID]:
    """One row of a stranger's shop in every table, written around all triggers and keys."""
    stranger = uuid4()
    with catalogue.transaction():
        catalogue.execute("set local session_replication_role = replica")
        for table in tables:
            _write_row(catalogue, table, stranger)
    return dict.fromkeys(tables, stranger)


def _write_row(connection: Catalogue, table: str, tenant: UUID) -> None:
    columns = connection.execute(
        """select column_name, data_type, coalesce(character_maximum_length, 40),
             (select min(enumlabel) from pg_enum e join pg_type t on t.oid = e.enumtypid where t.typname = udt_name)
           from information_schema.columns
           where table_schema = 'public' and table_name = %s and is_nullable = 'NO'""",
        (table,),
    ).fetchall()
    values: dict[str, Any] = {}
    for name, kind, length, label in columns:
        holder = "id" if table == "tenant" else "tenant_id"
        values[name] = tenant if name == holder else label or _value(kind, length)
    checks = {"job": {"status": "queued"}, "import_batch": {"status": "done", "mode": "create"}}
    values |= checks.get(table, {})
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    connection.execute(statement, list(values.values()))


def _value(kind: str, length: int) -> Any:
    return {
        "uuid": uuid4(),
        "jsonb": "{}",
        "boolean": True,
        "integer": 1,
        "double precision": 0.5,
        "numeric": 1,
        "timestamp with time zone": "2026-01-01T00:00:00Z",
        "date": "2026-01-01",
        "bytea": b"x",
    }.get(kind, uuid4().hex[:length])


def _as_tenant(connection: Catalogue, tenant: UUID | None) -> None:
    connection.execute("select set_config('app.tenant_id', %s, true)", (str(tenant or ""),))


def test_every_tenant_table_is_parted_by_force(catalogue: Catalogue, tables: Tables) -> None:
    wrong = catalogue.execute(
        """
        select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and c.relname <> all(%s) and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
                      and pg_get_expr(p.polqual, c.oid) like '%%app.tenant_id%%'
                      and pg_get_expr(p.polwithcheck, c.oid) like '%%app.tenant_id%%'))
        """,
        (list(GLOBAL),),
    ).fetchall()
    assert wrong == []
    many = catalogue.execute(
        "select polrelid::regclass from pg_policy group by polrelid having count(*) > 1"
    ).fetchall()
    assert many == [], "a second policy would widen the first"


def test_keys_carry_the_tenant(catalogue: Catalogue, tables: Tables) -> None:
    wrong = catalogue.execute("""
        select conrelid::regclass::text, conname from pg_constraint k
        where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')
          and conrelid::regclass::text <> all(%s)
          and (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) <> 'tenant_id'
        union all
        select indrelid::regclass::text, indexrelid::regclass::text from pg_index i join pg_class c on c.oid = indrelid
        where c.relnamespace = 'public'::regnamespace and indisunique and indrelid::regclass::text <> all(%s)
          and (select attname from pg_attribute where attrelid = indrelid and attnum = indkey[0]) <> 'tenant_id'""",
        ([*GLOBAL, "tenant"], [*GLOBAL, "tenant"])).fetchall()  # fmt: skip
    assert wrong == []


def test_no_view_goes_around(catalogue: Catalogue) -> None:
    views = catalogue.execute("""
        select relname from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm' or
          (relkind = 'v' and not coalesce('security_invoker=true' = any(reloptions), false)))""").fetchall()
    assert views == []


def test_grants_are_no_wider_than_said(catalogue: Catalogue, tables: Tables) -> None:
    writes = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    allowed = {APP: writes, PLATFORM: writes, BACKUP: {"SELECT"}}
    grants = catalogue.execute(
        """select grantee, table_name, privilege_type
           from information_schema.role_table_grants where table_schema = 'public'"""
    ).fetchall()
    assert [g for g in grants if g[0] != OWNER and g[2] not in allowed.get(g[0], set())] == []
    assert {g[1] for g in grants if g[0] == APP} & {"login", "platform_audit"} == set()
    written = {g[1] for g in grants if g[0] == APP and g[2] in ("UPDATE", "DELETE")}
    assert not written & {"history_entry", "shop_sale", "shop_journal_line", "shop_stock_movement"}
    owners = catalogue.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','v','m','p')"
        " and pg_get_userbyid(relowner) <> %s", (OWNER,)).fetchall()  # fmt: skip
    assert owners == []
    definers = catalogue.execute(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef").fetchall()  # fmt: skip
    assert definers == [("zarrin_find_login",)]


def test_roles_cannot_bypass(catalogue: Catalogue) -> None:
    assert catalogue.execute(
        "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = %s", (APP,)
    ).fetchone() == (False,)


@pytest.mark.parametrize("known", [True, False], ids=["another shop", "no shop"])
def test_no_verb_reaches_another_shops_row(tables: Tables, rows: dict[str, UUID], known: bool) -> None:
    url = settings().database_url.replace("+psycopg", "")
    me = uuid4() if known else None
    with psycopg.connect(url) as connection:
        for table, holder in tables.items():
            stranger, name, column = rows[table], sql.Identifier(table), sql.Identifier(holder)
            verbs = {
                "select": sql.SQL("select * from {t} where {c} = %(s)s"),
                "update": sql.SQL("update {t} set {c} = {c} where {c} = %(s)s returning 1"),
                "take over": sql.SQL("update {t} set {c} = %(m)s where {c} = %(s)s returning 1"),
                "delete": sql.SQL("delete from {t} where {c} = %(s)s returning 1"),
                "copy": sql.SQL("copy (select * from {t}) to stdout"),
                "insert": sql.SQL("insert into {t} ({c}) values (%(s)s)"),
                "truncate": sql.SQL("truncate {t} cascade"),
                "give away": sql.SQL("update {t} set {c} = %(s)s returning 1"),
            }
            for verb, statement in verbs.items():
                _as_tenant(connection, me)
                seen = _reach(connection, verb, statement.format(t=name, c=column), {"s": stranger, "m": me})
                connection.rollback()
                assert seen == 0, f"{verb} on {table}"


def _reach(connection: Catalogue, verb: str, statement: sql.Composed, values: dict[str, Any]) -> int:
    try:
        if verb == "copy":
            with connection.cursor().copy(statement) as copy:
                return sum(1 for _ in copy)
        cursor = connection.execute(statement, values)
        return len(cursor.fetchall()) if cursor.description else 1
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.RestrictViolation):
        return 0


def test_ten_thousand_interleaved_transactions_leak_nothing(make_tenant: Callable[[], UUID]) -> None:
    """Through the application's own pool: each transaction sees its own shop, and an unbound one sees nothing."""
    tenants = [make_tenant() for _ in range(6)]

    def one(number: int) -> bool:
        chance = random.Random(number)
        mine = chance.choice([*tenants, None])
        if chance.random() < 0.1:
            with app_engine().connect() as bare:
                return bare.execute(text("select count(*) from tenant")).scalar_one() == 0
        try:
            with unit_of_work(Actor(mine)) as uow:
                seen = uow.session.execute(text("select id from tenant")).scalars().all()
                if chance.random() < 0.2:
                    raise RuntimeError("rolled back")  # noqa: TRY301 - as a service would
        except RuntimeError:
            pass
        return seen == ([mine] if mine else [])

    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(one, range(TRANSACTIONS), chunksize=50))
