"""Every resource in figures: what ``zarrin resources`` prints, with the lines its declaration takes."""

import ast
import inspect
from functools import cache
from importlib import import_module
from typing import Any

from services.admin.registry import registry
from services.admin.resource import Resource


def summary() -> list[dict[str, Any]]:
    """One entry per resource: workspace, key, table, number of fields, lines of declaration."""
    return [
        {
            "workspace": resource.workspace,
            "key": resource.key,
            "table": resource.entity,
            "fields": len(resource.bound),
            "lines": lines_of(resource),
        }
        for resource in registry.all()
    ]


def lines_of(resource: Resource) -> int:
    """How many lines of source declare this resource; 0 if they can't be found."""
    return _declarations(resource.workspace).get(resource.key, 0) if resource.workspace else 0


@cache
def _declarations(workspace: str) -> dict[str, int]:
    """Lines by resource key, read from the calls in the workspace's source."""
    package = import_module(f"services.{workspace}.resources")
    tree = ast.parse(inspect.getsource(package))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_resource(node))
    return {_key(call): (call.end_lineno or call.lineno) - call.lineno + 1 for call in calls}


def _is_resource(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Resource"


def _key(call: ast.Call) -> str:
    given = call.args[1] if len(call.args) > 1 else next((k.value for k in call.keywords if k.arg == "key"), None)
    return str(given.value) if isinstance(given, ast.Constant) else ""
