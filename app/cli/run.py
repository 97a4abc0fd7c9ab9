"""``zarrin run``, ``reset``, ``doctor``: an installation from its first start to its last."""

import json
import os
import shutil
from typing import Annotated

import typer

from app.server import doctor as examination
from app.server import instance
from app.server.refusals import Refused
from app.server.supervisor import Supervisor, follow_parent
from app.server.terminal import Terminal
from services.core.config import ROOT, settings

AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def run() -> None:
    """Start everything and serve until Ctrl-C: database, Redis, front end, web, worker, beat."""
    if os.environ.pop("ZARRIN_FOLLOW_PARENT", ""):
        follow_parent()
    Supervisor(Terminal()).run()


def doctor(as_json: AsJson = False) -> None:
    """Say what is up and what is not, and why; with the address and the example accounts."""
    report = examination.examine()
    if as_json:
        typer.echo(json.dumps(report.plain(), ensure_ascii=False, indent=2))
    else:
        typer.echo(report.address)
        for name, part in report.parts.items():
            typer.echo(f"  {'up  ' if part.up else 'DOWN'}  {name:<9} {part.detail}")
        for account in report.accounts:
            typer.echo(f"  {account['shop']}  {account['role']}  {account['username']}  {account['password']}")
    if not report.healthy:
        raise typer.Exit(1)


def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False, as_json: AsJson = False) -> None:
    """Empty the data folder: shops, sales, accounts, all. Servers of your own are left alone."""
    folder = settings().data_dir
    if folder in {ROOT, *ROOT.parents} or not instance.is_ours(folder):
        raise Refused(f"{folder} is not a data folder of Zarrin's: nothing was removed.")
    if not yes and not typer.confirm(f"Remove everything in {folder}? It can't be brought back"):
        raise typer.Exit(1)
    with instance.only_one():
        for path in folder.iterdir():
            if path.name == instance.LOCK:
                continue
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    typer.echo(json.dumps({"emptied": str(folder)}) if as_json else f"{folder} is empty.")
