"""``zarrin resources``: every declared resource, where it belongs and how little it took."""

import ast
import json
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from services.admin.registry import found as workspaces
from services.admin.registry import registry


def resources(as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False) -> None:
    """List every resource: workspace, fields, lines of declaration."""
    lines = _lines()
    found = [
        {
            "resource": resource.key,
            "workspace": resource.workspace,
            "fields": len(resource.bound),
            "lines": lines.get((resource.workspace, resource.model.__name__, resource.key), 0),
        }
        for resource in registry.all()
    ]
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for row in found:
        typer.echo(f"{row['workspace']:<12} {row['resource']:<18} {row['fields']:>3} fields {row['lines']:>4} lines")


def _lines() -> dict[tuple[str, str, str], int]:
    """How many lines each ``Resource(...)`` takes in its workspace's ``resources.py``."""
    counted: dict[tuple[str, str, str], int] = {}
    for name in workspaces():
        path = Path(str(import_module(f"services.{name}.resources").__file__))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Resource":
                counted[name, _model(node), _key(node)] = (node.end_lineno or node.lineno) - node.lineno + 1
    return counted


def _model(call: ast.Call) -> str:
    return call.args[0].id if call.args and isinstance(call.args[0], ast.Name) else _named(call, "model")


def _key(call: ast.Call) -> str:
    second = call.args[1] if len(call.args) > 1 else None
    return str(second.value) if isinstance(second, ast.Constant) else _named(call, "key")


def _named(call: ast.Call, name: str) -> str:
    found: Any = next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
    return str(getattr(found, "value", getattr(found, "id", "")))
