"""``zarrin run``: everything from an empty folder to an open shop, and back, leaving no process."""

import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from app.server import doctor, prepare, refusals
from app.server.asgi import BUILD
from app.server.children import Child, command
from app.server.errands import Errand
from app.server.instance import only_one
from app.server.refusals import Refused
from app.server.terminal import Terminal
from services.core import database, logging, processes
from services.core.config import Settings, settings
from services.core.embedded import Postgres, Redis

READY_SECONDS = 180
LOOK_SECONDS = 0.25
DEATHS_AT_START = 3
"""A part that dies this often before all is ready will not get better by itself."""


class Stop(Exception):
    """Somebody asked us to end."""


class Supervisor:
    """Starts the parts in order, looks after them, ends them in the reverse order."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.children: list[Child] = []
        self.errands: list[Errand] = []

    def run(self) -> None:
        """Start, serve until told to end, end. Raises :class:`Refused` when it can't start."""
        refusals.python()
        refusals.disk(Settings().data_dir.expanduser())
        with only_one(), self._until_told():
            refusals.port(settings().host, settings().port)
            logging.turn_over()
            try:
                self._start()
                self._look_after()
            finally:
                self._end()

    def _start(self) -> None:
        begun = time.monotonic()
        self.terminal.line(f"Zarrin keeps its data in {settings().data_dir}")
        self._servers()
        folder = self._errands()
        for child in (
            command("worker", "The worker"),
            command("beat", "The beat", seconds=10),
            command("web", "The web server", variables={BUILD: folder}),
        ):
            self.children.append(child)
            child.begin()
        self._step("Web, worker, beat", self._wait_until_ready)
        self._greet(time.monotonic() - begun)

    def _servers(self) -> None:
        """Our own PostgreSQL and Redis, unless others are named; the settings learn where they are."""
        conf = settings()
        if conf.embedded_database:
            postgres = Postgres(conf.data_dir)
            self._begin(Child("PostgreSQL", postgres.start, postgres.stop, postgres.log), "PostgreSQL")
        if conf.embedded_redis:
            redis = Redis(conf.data_dir)
            self._begin(Child("Redis", redis.start, redis.stop, redis.log), "Redis")
        settings.cache_clear()
        database.dispose()

    def _begin(self, child: Child, name: str) -> None:
        self.children.append(child)
        self._step(name, child.begin)

    def _errands(self) -> str:
        """Build the pages while the database is made ready; gives the folder of the build."""
        build = Errand("Front end", "build")
        self.errands = [build, Errand("Database", "prepare")]
        waiting = list(self.errands)
        for errand in waiting:
            errand.begin()
        while waiting:
            for errand in [errand for errand in waiting if errand.finished()]:
                waiting.remove(errand)
                self.terminal.done(errand.name, time.monotonic() - errand.started, errand.answer.get("note", ""))
            if waiting:
                text = " · ".join(f"{errand.name}: {errand.text or 'starting'}" for errand in waiting)
                self.terminal.under_way(text, time.monotonic() - waiting[0].started)
                time.sleep(LOOK_SECONDS)
        self.errands = []
        return str(build.answer["folder"])

    def _wait_until_ready(self) -> None:
        """Until ``/health/ready`` says so; what dies meanwhile is started again, but not for ever."""
        deadline = time.monotonic() + READY_SECONDS
        while True:
            status, text = doctor.ask("/health/ready")
            if status == 200:  # noqa: PLR2004 - HTTP's OK
                return
            for child in self.children:
                child.look_after(self.terminal.line)
            self._give_up_on_the_dying()
            if time.monotonic() > deadline:
                logs = settings().data_dir / "logs"
                raise Refused(f"Zarrin did not get ready: {_why(text)} is down. The logs are in {logs}.")
            self.terminal.under_way(f"Waiting for {_why(text)}", READY_SECONDS - (deadline - time.monotonic()))
            time.sleep(LOOK_SECONDS)

    def _give_up_on_the_dying(self) -> None:
        for child in self.children:
            if child.deaths >= DEATHS_AT_START and child.log:
                raise Refused(f"{child.name} does not start; its log {child.log} says:\n{processes.tail(child.log)}")

    def _look_after(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            for child in self.children:
                before = settings().database_url, settings().redis_url
                try:
                    child.look_after(self.terminal.line)
                except Exception as error:  # noqa: BLE001 - it is tried again, and said
                    self.terminal.line(f"{child.name} did not start: {error}")
                    child.due = time.monotonic() + child.wait
                settings.cache_clear()
                if (settings().database_url, settings().redis_url) != before:
                    self._begin_again()

    def _begin_again(self) -> None:
        """A server came back elsewhere: those that remember its old place must learn the new one."""
        for child in self.children:
            if child.name.startswith("The "):
                child.end()
                child.begin()

    def _end(self) -> None:
        """Web, beat, worker, Redis, PostgreSQL: who takes orders ends before who carries them out."""
        if self.children:
            self.terminal.line("Ending …")
        for errand in self.errands:
            errand.end()
        for child in reversed(self.children):
            with suppress(OSError):
                child.end()
        if self.children:
            self.terminal.line("All ended.")

    def _step(self, name: str, work: Callable[[], None]) -> None:
        begun = time.monotonic()
        self.terminal.under_way(name, 0)
        work()
        self.terminal.done(name, time.monotonic() - begun)

    def _greet(self, seconds: float) -> None:
        line = self.terminal.line
        line()
        line(f"Zarrin is open at {settings().address}  ({seconds:.0f} s)")
        found = prepare.accounts()
        columns = ("shop", "role", "username", "password")
        widths = {name: max((len(account[name]) for account in found), default=0) for name in columns}
        for account in found:
            line("  " + "  ".join(account[name].ljust(widths[name]) for name in columns).rstrip())
        line("Ctrl-C ends it; `zarrin doctor` says how it is.")

    @contextmanager
    def _until_told(self) -> Iterator[None]:
        """The first Ctrl-C, SIGTERM or lost terminal ends us in order; the next ones change nothing."""
        signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

        def told(_number: int, _frame: FrameType | None) -> None:
            for number in signals:
                signal.signal(number, signal.SIG_IGN)
            raise Stop

        before = {number: signal.signal(number, told) for number in signals}
        try:
            yield
        except Stop:
            pass
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def follow_parent() -> None:
    """End when ``make`` does, even if it is killed."""
    processes.die_with_parent(signal.SIGTERM)


def _why(text: str) -> str:
    with suppress(ValueError, AttributeError):
        return ", ".join(json.loads(text).get("down", [])) or "the web server"
    return "the web server"
