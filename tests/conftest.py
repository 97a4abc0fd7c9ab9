"""A database and a Redis of the tests' own, started once for each test process and gone with it."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

FOLDER = Path(tempfile.mkdtemp(prefix="zarrin-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ.update(ZARRIN_DATA_DIR=str(FOLDER), ZARRIN_ENVIRONMENT="test", REFLEX_TELEMETRY_ENABLED="false")


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """Embedded PostgreSQL, migrated, and Redis; yields their data folder."""
    from services.core import database, embedded, migrations  # noqa: PLC0415 - after the environment is set

    with embedded.servers(FOLDER):
        migrations.upgrade()
        yield FOLDER
        database.dispose()


INSTALLATIONS = ("tests/integration/server", "tests/browser")
"""Areas whose tests share one running installation, so one process has them all."""


class Areas(LoadScopeScheduling):
    """Two processes share the tests: a file stays together, and so does an area with an installation of its own."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((area for area in INSTALLATIONS if file.startswith(area)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Areas:
    """Tests are handed out by :class:`Areas`."""
    return Areas(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest area first; the browser's last, since Playwright leaves its event loop running in its process."""
    items.sort(key=lambda item: (item.nodeid.startswith("tests/browser"), not item.nodeid.startswith(INSTALLATIONS[0])))
