"""A database and a Redis of the tests' own, started once for each test process and gone with it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="zarrin-test-"))
os.environ.update(ZARRIN_DATA_DIR=str(FOLDER), ZARRIN_ENVIRONMENT="test", REFLEX_TELEMETRY_ENABLED="false")


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """Embedded PostgreSQL, migrated, and Redis; yields their data folder."""
    from services.core import database, embedded, migrations  # noqa: PLC0415 - after the environment is set

    with embedded.servers(FOLDER):
        migrations.upgrade()
        yield FOLDER
        database.dispose()
    shutil.rmtree(FOLDER, ignore_errors=True)
