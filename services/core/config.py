"""All settings, in one typed place: from the environment, or from a file ``.env`` in the project's folder.

Servers of one's own are named by their addresses (``DATABASE_URL``, ``REDIS_URL`` …). Where an address is missing,
the embedded server is used, and its address is read from the data folder, where ``zarrin run`` leaves it.
``docs/settings.md`` is made from this file by ``zarrin settings``.
"""

import os
import secrets
from decimal import Decimal
from functools import cache
from pathlib import Path
from socket import AF_INET
from typing import Any, Literal

import psutil
from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[2]


def _server(name: str, description: str) -> Any:
    """An address of a server: its environment variable bears the customary name, without our prefix."""
    return Field("", validation_alias=AliasChoices(name, name.lower()), description=description, repr=False)


class Settings(BaseSettings):
    """What can be set. Times are in the unit that the name says; sizes and counts are plain numbers."""

    model_config = SettingsConfigDict(env_prefix="ZARRIN_", env_file=ROOT / ".env", extra="ignore", frozen=True)

    database_url: str = _server("DATABASE_URL", "PostgreSQL as the application's role, bound by row-level security")
    database_platform_url: str = _server("DATABASE_PLATFORM_URL", "PostgreSQL as the platform's role, for all shops")
    database_owner_url: str = _server(
        "DATABASE_OWNER_URL", "PostgreSQL as someone who may make roles and act as the tables' owner; for migrations"
    )
    database_backup_url: str = _server("DATABASE_BACKUP_URL", "PostgreSQL as the role that reads everything")
    redis_url: str = _server("REDIS_URL", "Redis for tasks and signals")
    redis_state_url: str = _server("REDIS_STATE_URL", "Redis for what open pages remember; a database of its own")

    data_dir: Path = Field(ROOT / ".data", description="The folder for everything that is kept")
    environment: Literal["production", "development", "test"] = Field("production", description="What this is used for")
    demo: bool = Field(True, description="Whether `zarrin run` fills an empty installation with two example shops")

    host: str = Field("127.0.0.1", description="The address to listen on; 0.0.0.0 to be reached from elsewhere")
    port: int = Field(8000, ge=1, le=65535, description="The port to listen on")
    public_url: str = Field("", description="The address people type, when a proxy stands before us")
    allowed_origins: str = Field("", description="Further addresses, split by commas, whose pages may talk to us")
    web_processes: int = Field(1, ge=1, description="How many web processes share the visitors")
    worker_concurrency: int = Field(2, ge=1, description="How many tasks run at the same time")
    state_manager: Literal["", "memory", "redis"] = Field(
        "", description="Where open pages are remembered; by default in memory for one web process, in Redis for more"
    )

    pool_size: int = Field(8, ge=1, description="Database connections kept open by each process")
    pool_overflow: int = Field(8, ge=0, description="Further connections for a moment of pressure")
    pooler: bool = Field(False, description="Whether a pooler in transaction mode stands before PostgreSQL")

    secret_key: str = Field("", repr=False, description="What signs links and cursors; made once when not given")
    session_hours: int = Field(12, ge=1, description="How long a person stays signed in without doing anything")
    trash_days: int = Field(30, ge=1, description="How many days what was put in the trash can be brought back")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What the log file keeps")

    rate_source: Literal["", "csv", "goldapi", "metals-api"] = Field(
        "",
        description="Where gold rates come from; empty where they are typed in by hand. A shop may choose its own",
    )
    rate_currency: str = Field("USD", description="The currency a rate source is asked for")
    rate_minutes: int = Field(60, ge=1, description="How often gold rates are pulled")
    rate_jump_percent: Decimal = Field(Decimal(10), gt=0, description="A pulled rate that jumps further is refused")
    rate_max_age_hours: int = Field(96, ge=1, description="A live rate older than this is refused")
    goldapi_key: str = Field("", repr=False, description="The access key of GoldAPI")
    goldapi_url: str = Field("https://www.goldapi.io", description="Where GoldAPI, or what answers like it, is found")
    metals_api_key: str = Field("", repr=False, description="The access key of Metals-API")
    metals_api_url: str = Field("https://metals-api.com/api", description="Where Metals-API is found")

    embedded_database: bool = Field(False, exclude=True)
    """Whether PostgreSQL is ours to start; worked out, not set."""
    embedded_redis: bool = Field(False, exclude=True)
    """Whether Redis is ours to start; worked out, not set."""

    @property
    def address(self) -> str:
        """Where people find us."""
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::"} else self.host  # noqa: S104 - compared only
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def origins(self) -> list[str]:
        """The addresses whose pages may talk to us: our own, by every name this machine listens to, and those given."""
        hosts = {"localhost", "127.0.0.1", self.host}
        if self.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared only
            hosts |= {
                addr.address for card in psutil.net_if_addrs().values() for addr in card if addr.family == AF_INET
            }
        own = {f"http://{host}:{self.port}" for host in hosts}
        further = {origin.strip().rstrip("/") for origin in self.allowed_origins.split(",") if origin.strip()}
        return sorted({self.address, *own, *further})

    @property
    def page_memory(self) -> Literal["memory", "redis"]:
        """Where open pages are remembered."""
        return self.state_manager or ("memory" if self.web_processes == 1 else "redis")


@cache
def settings() -> Settings:
    """The settings of this process, the embedded servers' addresses filled in where none were given."""
    given = Settings()
    data_dir = given.data_dir.expanduser().resolve()
    return given.model_copy(update={"data_dir": data_dir, **_embedded(given, data_dir)})


def _embedded(given: Settings, data_dir: Path) -> dict[str, object]:
    from services.core import embedded, roles  # noqa: PLC0415 - real servers need neither

    found: dict[str, object] = {"embedded_database": not given.database_url, "embedded_redis": not given.redis_url}
    if not any(found.values()):
        return found
    where = embedded.addresses(data_dir)
    if not given.database_url:
        found["database_url"] = where.postgres(roles.APP)
        found["database_platform_url"] = where.postgres(roles.PLATFORM)
        found["database_owner_url"] = where.postgres(embedded.SUPERUSER)
        found["database_backup_url"] = where.postgres(roles.BACKUP)
    if not given.redis_url:
        found["redis_url"], found["redis_state_url"] = where.redis(), where.redis(1)
    return found


@cache
def secret_key() -> bytes:
    """The key that signs cursors and links; made once and kept in the data folder."""
    if settings().secret_key:
        return settings().secret_key.encode()
    path = settings().data_dir / "secret"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return path.read_bytes()


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, for our own eyes only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    half.replace(path)
