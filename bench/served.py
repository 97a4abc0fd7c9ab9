"""The web process of one side, without pages: ``python -m bench.served ours|bare PORT``."""

import os
import sys
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from bench import FOLDER
from services.core.processes import die_with_parent

BARE = Path(__file__).with_name("bare")


def ours() -> Any:
    """Our application."""
    die_with_parent()
    from app.main import app  # noqa: PLC0415 - Reflex reads the environment when it is imported

    return app()


def bare() -> Any:
    """The bare one, which has a Reflex configuration of its own beside it."""
    die_with_parent()
    os.chdir(BARE)
    sys.path.insert(0, str(BARE))
    from bench.bare.bare import app  # noqa: PLC0415

    return app()


if __name__ == "__main__":
    os.environ.update(
        {
            "REFLEX_ENV_MODE": "prod",
            "__REFLEX_SKIP_COMPILE": "true",
            "REFLEX_CHECK_LATEST_VERSION": "false",
            "REFLEX_WEB_WORKDIR": str(FOLDER / "web"),
            "REFLEX_DIR": str(FOLDER / "reflex"),
        }
    )
    Server(
        target=f"bench.served:{sys.argv[1]}",
        factory=True,
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[2]),
        log_level=LogLevels.warning,
    ).serve()
