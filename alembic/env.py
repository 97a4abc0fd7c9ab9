"""Migrations run as the owner of the tables, one at a time over the whole installation."""

import importlib
import pkgutil

from alembic import context
from sqlalchemy import create_engine, text
from sqlmodel.sql.sqltypes import AutoString

import models
from models.base import metadata
from services.core.config import settings
from services.core.roles import OWNER

LOCK = 7_226_117_701
"""The advisory lock that lets one process migrate while others wait."""

for module in pkgutil.walk_packages(models.__path__, "models."):
    importlib.import_module(module.name)


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write SQLModel's string type as the plain one, so that a migration names SQLAlchemy alone."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def run() -> None:
    """Bring the database to the wanted revision, in one transaction."""
    url = context.get_x_argument(as_dictionary=True).get("url") or settings().database_owner_url
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK})
        connection.execute(text(f"set local role {OWNER}"))
        context.configure(connection, target_metadata=metadata, compare_type=True, render_item=render_item)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
