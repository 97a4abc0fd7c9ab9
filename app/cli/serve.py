"""What ``zarrin run`` starts, each also of use alone behind a process manager: web, worker, beat, build, prepare."""

import json
import os
import sys
from typing import Annotated

import typer

from app.server import asgi, errands
from app.server import build as front_end
from app.server import prepare as database
from app.server.refusals import Refused
from services.core import logging
from services.core.config import settings
from services.core.embedded import ServerFailed

Reporting = Annotated[bool, typer.Option("--report", hidden=True, help="Report progress as lines of JSON.")]


def web() -> None:
    """Serve the pages and the API."""
    logging.configure("web")
    asgi.serve()


def worker() -> None:
    """Do the tasks that wait."""
    from app.server import tasks  # noqa: PLC0415 - Celery is needed by two commands alone

    tasks.work()


def beat() -> None:
    """Ask for the periodic tasks in time."""
    from app.server import tasks  # noqa: PLC0415

    tasks.beat()


def build(report: Reporting = False) -> None:
    """Build the front end, if its sources have changed."""
    before = front_end.current()
    try:
        folder = front_end.ensure(lambda text: errands.report(text) if report else None)
    except front_end.BuildFailed as error:
        _fail(error, report=report)
    if report:
        errands.report("", note="unchanged" if folder == before else "", folder=str(folder))
    else:
        typer.echo(str(folder))


def prepare(
    report: Reporting = False,
    demo: Annotated[bool | None, typer.Option(help="Fill an empty installation with the example shops.")] = None,
) -> None:
    """Make the database ready: roles, tables and, if wanted, the example shops."""
    logging.configure("command", console=not report)
    say = errands.report if report else (lambda text: typer.echo(text, err=True))
    try:
        database.prepare(say, demo=settings().demo if demo is None else demo)
    except (Refused, ServerFailed) as error:
        _fail(error, report=report)


def _fail(error: Exception, *, report: bool) -> None:
    if not report:
        raise error
    sys.stdout.write(json.dumps({"text": "", "error": str(error)}) + "\n")
    sys.stdout.flush()
    os._exit(1)
