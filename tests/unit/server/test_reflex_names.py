"""What we use of Reflex's insides is still there; its version is pinned to the one this was written for."""

import tomllib
from importlib import metadata

from reflex.app import EventNamespace
from reflex.utils import exec as execution
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from reflex_base.environment import environment
from socketio import AsyncManager

from app.server.asgi import REFLEX_ENVIRONMENT
from services.core.config import ROOT


def test_the_version_is_the_pinned_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"reflex=={metadata.version('reflex')}" in project["dependencies"]


def test_the_hidden_variables_mean_what_we_think() -> None:
    assert environment.REFLEX_SKIP_COMPILE.name in REFLEX_ENVIRONMENT
    assert environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.name in REFLEX_ENVIRONMENT
    assert environment.REFLEX_ENV_MODE.name in REFLEX_ENVIRONMENT
    assert environment.REFLEX_WEB_WORKDIR.name == "REFLEX_WEB_WORKDIR"


def test_pages_are_mounted_with_their_compressed_twins() -> None:
    assert callable(execution.get_frontend_mount)
    assert callable(PrecompressedStaticFiles.file_response)


def test_a_socket_that_goes_is_told_where_we_listen() -> None:
    assert callable(EventNamespace.on_disconnect)
    assert callable(AsyncManager.get_participants)
