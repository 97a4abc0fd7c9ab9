"""Why it may not start: one sentence each, and nothing touched."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.support.installation import Installation


def test_a_taken_port(folder: Path) -> None:
    installation = Installation(folder)
    with socket.create_server(("127.0.0.1", installation.port)):
        said = installation.begin()
    assert len(said) == 1
    assert said[0].startswith(f"Port {installation.port} on 127.0.0.1 is taken by ")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk(folder: Path) -> None:
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=False).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        said = Installation(folder).begin()
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
    assert len(said) == 1
    assert said[0].startswith("The disk is full: ")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    said = Installation(tmp_path / "data").begin()
    assert len(said) == 1
    assert said[0].startswith("The data folder ")


def test_an_old_python(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    for name in ("python3.13", "python3.12", "python3.11"):
        (tmp_path / name).symlink_to(old)
    answer = subprocess.run(
        ["/bin/sh", "requirements/install", "run"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, cwd=Path(__file__).parents[3],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 1
    assert answer.stderr.startswith("Zarrin needs Python 3.11 or newer, and found Python 3.9.2")
    assert len(answer.stderr.splitlines()) == 1


def test_reset_touches_no_foreign_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "letters.txt").write_text("mine")
    installation = Installation(folder)
    assert installation.command("reset", "--yes").returncode == 1
    said = installation.begin()
    assert len(said) == 1
    assert "holds other things (letters.txt)" in said[0]
    assert installation.command("reset", "--yes").returncode == 1
    assert (folder / "letters.txt").exists()


def test_reset_empties_its_own(folder: Path) -> None:
    installation = Installation(folder)
    assert installation.command("migrate").returncode == 0
    assert installation.command("reset", "--yes").returncode == 0
    assert [path.name for path in folder.iterdir()] == ["run.lock"]
