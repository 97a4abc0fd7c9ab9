"""The command line: help everywhere, one sentence for a failure, an exit code."""

import errno
import json

import pytest
import typer
from typer.testing import CliRunner

from app.cli.main import app, guarded
from app.server.refusals import Refused
from services.core.errors import NotFound


def commands(group: typer.core.TyperGroup, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, typer.core.TyperGroup):
            found += commands(command, (*path, name))
    return found


GROUP = typer.main.get_command(app)
assert isinstance(GROUP, typer.core.TyperGroup)


@pytest.mark.parametrize("path", commands(GROUP), ids=" ".join)
def test_every_command_has_help(path: tuple[str, ...]) -> None:
    answer = CliRunner().invoke(app, [*path, "--help"])
    assert answer.exit_code == 0
    assert len(answer.output.splitlines()[2].strip()) > 3


def raising(error: Exception) -> int:
    def call() -> None:
        raise error

    return guarded(call)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Refused("Port 8000 is taken."), "Port 8000 is taken."),
        (NotFound(), "There is no such record."),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full."),
    ],
)
def test_a_failure_is_one_sentence(error: Exception, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(error) == 1
    assert capsys.readouterr().err.strip() == sentence


def test_a_fault_of_ours_has_an_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(KeyError("till")) == 1
    assert "the log has it as E-" in capsys.readouterr().err


def test_exit_codes_pass() -> None:
    def leave() -> None:
        raise SystemExit(2)

    assert guarded(leave) == 2
    assert guarded(lambda: None) == 0


def test_settings_answer_as_json() -> None:
    answer = CliRunner().invoke(app, ["settings", "--json"])
    assert {"variable", "default", "meaning"} == set(json.loads(answer.output)[0])
