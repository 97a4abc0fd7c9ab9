"""Checks of all declarations, made at start: what can't work is said before it runs.

Each fault has a stable id, a sentence, and how to mend it; ``docs/errors-adm.md`` explains them all. A test calls
:func:`check`, and the application refuses to start over an error (:func:`require_sound`). Each file beside this one
holds the checks of one area and names them in its ``CHECKS``; a new file is found by itself.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from services.admin.checks.fault import Check, Fault
from services.admin.checks.workspaces import check_workspace
from services.admin.registry import registry
from services.admin.resource import Resource

__all__ = ["Fault", "check", "require_sound"]


def check(resources: Iterable[Resource] | None = None) -> list[Fault]:
    """All faults of these declarations, or of all there are, workspaces and dashboards included."""
    found = [
        fault
        for resource in (registry.all() if resources is None else resources)
        for one in _checks()
        for fault in one(resource)
    ]
    if resources is None:
        for workspace in registry.workspaces():
            found += check_workspace(workspace, registry.dashboard(workspace.key))
    return found


def require_sound(resources: Iterable[Resource] | None = None) -> None:
    """Refuse to go on over an error, naming every one."""
    errors = [str(fault) for fault in check(resources) if not fault.warning]
    if errors:
        raise RuntimeError("the declarations need mending:\n" + "\n".join(errors))


@cache
def _checks() -> tuple[Check, ...]:
    return tuple(_found())


def _found() -> Iterator[Check]:
    for area in sorted(module.name for module in iter_modules(__path__)):
        yield from getattr(import_module(f"{__name__}.{area}"), "CHECKS", ())
