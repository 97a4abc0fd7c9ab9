"""Servers of one's own: named by their addresses, none of ours started."""

from pathlib import Path

import psycopg

from app.server.prepare import plain
from services.core import embedded, roles
from services.core.embedded import SUPERUSER
from tests.support.installation import Installation

DATABASE = "real"


def addresses(folder: Path) -> dict[str, str]:
    where = embedded.addresses(folder)
    return {
        "DATABASE_URL": where.postgres(roles.APP, DATABASE),
        "DATABASE_PLATFORM_URL": where.postgres(roles.PLATFORM, DATABASE),
        "DATABASE_OWNER_URL": where.postgres(SUPERUSER, DATABASE),
        "REDIS_URL": where.redis(3),
    }


def test_an_empty_database_is_made_ready(servers: Path, folder: Path) -> None:
    where = addresses(servers)
    with psycopg.connect(plain(embedded.addresses(servers).postgres(SUPERUSER, "postgres")), autocommit=True) as server:
        server.execute(f"create database {DATABASE} template template0")
        try:
            installation = Installation(folder, **where)
            made = installation.command("migrate", "--json")
            assert made.returncode == 0, made.stderr
            found = installation.doctor()["parts"]
            assert found["database"]["up"], found
            assert found["redis"]["up"], found
            assert not (folder / "postgres").exists()
        finally:
            server.execute(f"drop database {DATABASE} with (force)")


def test_a_role_that_could_bypass_is_refused(servers: Path, folder: Path) -> None:
    owner = embedded.addresses(servers).postgres(SUPERUSER)
    installation = Installation(folder, **{**addresses(servers), "DATABASE_URL": owner, "DATABASE_OWNER_URL": owner})
    refused = installation.command("migrate")
    assert refused.returncode == 1
    assert "could go around row-level security" in refused.stderr
    assert installation.doctor()["parts"]["database"]["up"] is False
