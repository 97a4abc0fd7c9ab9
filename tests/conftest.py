"""A database and a Redis of the tests' own, started once for each test process and gone with it."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def pytest_itemcollected(item: pytest.Item) -> None:
    """Two processes share the tests: a file stays together, and so do all tests of one running installation."""
    area = item.path.relative_to(Path(__file__).parent).parts
    whole = "browser" if area[0] == "browser" else "server" if area[:2] == ("integration", "server") else None
    item.add_marker(pytest.mark.xdist_group(whole or "/".join(area)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests last: Playwright leaves its event loop running in the process that had them."""
    items.sort(key=lambda item: "browser" in item.path.relative_to(Path(__file__).parent).parts)
