"""The web process: Reflex's application with its pages on the same port, behind our headers.

``create`` is the factory for any ASGI server; :func:`serve` runs it in granian, as ``zarrin web`` does.
"""

import os
from pathlib import Path

from starlette.types import ASGIApp

from app.server import build
from app.server.faults import Faults
from app.server.headers import Headers
from services.core import logging
from services.core.config import ROOT, settings
from services.core.processes import die_with_parent

BUILD = "ZARRIN_BUILD"
"""Names the folder of the front-end build to the web processes."""

REFLEX_ENVIRONMENT = {
    "REFLEX_ENV_MODE": "prod",
    "__REFLEX_SKIP_COMPILE": "true",  # or every process compiles the pages again
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",  # pages on the same port
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_TELEMETRY_ENABLED": "false",
}
"""Names with underscores are Reflex's own, so its version is pinned and a test holds what they do."""


def create() -> ASGIApp:
    """The whole application, for one web process."""
    folder = prepare()
    logging.configure("web", console=False)
    from app.main import app  # noqa: PLC0415 - Reflex reads the environment when it is imported

    return Headers(Faults(app()), folder)


def prepare() -> Path:
    """Set what Reflex reads when it is imported; gives the folder of the build that is served."""
    folder = Path(os.environ[BUILD]) if BUILD in os.environ else build.current()
    if folder is None or not folder.exists():
        raise build.BuildFailed("The front end is not built for these sources: run `zarrin build`.")
    os.environ.update(REFLEX_ENVIRONMENT, REFLEX_WEB_WORKDIR=str(folder), REFLEX_DIR=str(build.WEB / "home"))
    os.chdir(ROOT)
    return folder


def create_in_granian() -> ASGIApp:
    """As ``create``, for a process of granian's, which ends when granian does."""
    die_with_parent()
    return create()


def serve() -> None:
    """Serve until told to end."""
    from granian.constants import Interfaces, Loops  # noqa: PLC0415 - only the web process needs it
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    os.environ[BUILD] = str(prepare())
    conf = settings()
    Server(
        target="app.server.asgi:create_in_granian",
        factory=True,
        interface=Interfaces.ASGI,
        address=conf.host,
        port=conf.port,
        workers=conf.web_processes,
        loop=Loops.auto,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        working_dir=ROOT,
        process_name="zarrin-web" if _can_name() else None,
    ).serve()


def _can_name() -> bool:
    try:
        import setproctitle  # noqa: F401, PLC0415 - optional
    except ImportError:
        return False
    return True
