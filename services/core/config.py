"""All settings, in one typed place: from the environment, or from a file ``.env`` in the project's folder.

Servers of one's own are named by their addresses (``DATABASE_URL``, ``REDIS_URL`` …). Where an address is missing,
the embedded server is used, and its address is read from the data folder.
"""

import secrets
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[2]


def _named(name: str) -> AliasChoices:
    return AliasChoices(name, name.lower())


class Settings(BaseSettings):
    """What can be set. Every field names its environment variable; times are in the unit the name says."""

    model_config = SettingsConfigDict(env_prefix="ZARRIN_", env_file=ROOT / ".env", extra="ignore", frozen=True)

    database_url: Annotated[str, Field(validation_alias=_named("DATABASE_URL"))] = ""
    """The application's role: bound by row-level security."""
    database_platform_url: Annotated[str, Field(validation_alias=_named("DATABASE_PLATFORM_URL"))] = ""
    """The platform's role: sees all tenants, audited."""
    database_owner_url: Annotated[str, Field(validation_alias=_named("DATABASE_OWNER_URL"))] = ""
    """A role that may create roles and act as the owner; for migrations."""
    redis_url: Annotated[str, Field(validation_alias=_named("REDIS_URL"))] = ""
    data_dir: Path = ROOT / ".data"
    host: str = "127.0.0.1"
    port: int = 8000
    pool_size: int = 8
    pool_overflow: int = 8
    pooler: bool = False
    session_hours: int = 12
    environment: Literal["production", "development", "test"] = "production"


@cache
def settings() -> Settings:
    """The settings of this process, the embedded servers' addresses filled in where none were given."""
    given = Settings()
    from services.core import embedded, roles  # noqa: PLC0415 - they need no settings, but these need them

    if given.database_url and given.redis_url:
        return given
    where = embedded.addresses(given.data_dir)
    found: dict[str, str] = {}
    if not given.database_url:
        found["database_url"] = where.postgres(roles.APP)
        found["database_platform_url"] = where.postgres(roles.PLATFORM)
        found["database_owner_url"] = where.postgres(embedded.SUPERUSER)
    if not given.redis_url:
        found["redis_url"] = where.redis()
    return given.model_copy(update=found)


def secret_key() -> bytes:
    """The key that signs cursors and links; made once and kept in the data folder."""
    path = settings().data_dir / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().encode()
