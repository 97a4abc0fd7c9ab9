"""An installation of the tests' own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.installation import Installation


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """Open for the tests of one module; whatever they leave running is ended."""
    made = Installation(Path(tempfile.mkdtemp(prefix="zarrin-test-")) / "data")
    said = made.begin()
    assert "is open at" in "\n".join(said), said
    yield made
    assert made.process is not None
    if made.process.poll() is None:
        left = made.family()
        made.end()
        for process in psutil.wait_procs(left, timeout=30)[1]:
            process.kill()
    shutil.rmtree(made.data_dir.parent, ignore_errors=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"
