"""``zarrin resources``: every declared resource, where it belongs and how little it took."""

import json
from typing import Annotated

import typer

from services.admin import overview


def resources(as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False) -> None:
    """List every resource: workspace, fields, lines of declaration."""
    found = overview.summary()
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for row in found:
        typer.echo(f"{row['workspace']:<12} {row['key']:<18} {row['fields']:>3} fields {row['lines']:>4} lines")
