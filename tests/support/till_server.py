"""A web process of sign-in and the till's routes alone: it starts in a moment, for tests that strike it often."""

import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from starlette.applications import Starlette

from app.api import auth, pos
from services.core.processes import die_with_parent


def create() -> Starlette:
    """The application, in the process that serves it."""
    die_with_parent()
    return Starlette(routes=[*auth.routes, *pos.routes])


if __name__ == "__main__":
    Server(
        target="tests.support.till_server:create",
        factory=True,
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        log_level=LogLevels.warning,
    ).serve()
