"""Bringing the database to the wanted revision, from Python."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from services.core.config import ROOT, settings


def _config() -> Config:
    return Config(Path(ROOT) / "alembic.ini")


def upgrade() -> None:
    """Migrate to the newest revision, in one transaction; a second process waits for the first."""
    command.upgrade(_config(), "head")


def draw_up(number: str, message: str) -> Path:
    """Write a revision from what the models have and the database doesn't; answers its file."""
    made = command.revision(_config(), message=message, rev_id=number, autogenerate=True)
    if made is None or isinstance(made, list):
        raise RuntimeError("one revision was asked for")
    return Path(made.path)


def current() -> str | None:
    """The revision the database is at."""
    engine = create_engine(settings().database_owner_url)
    try:
        with engine.connect() as connection:
            return connection.execute(text("select version_num from alembic_version")).scalar_one_or_none()
    finally:
        engine.dispose()


def head() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()
