"""Workspaces: what they grant, and what their dashboards are made of."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from uuid import UUID

from services.admin.checks.fault import Fault
from services.admin.dashboards.cards import Bars, Card, Dashboard, Figure, Loads
from services.admin.dashboards.read import query_of, wanted
from services.admin.fields import Use
from services.admin.grouping import groupable
from services.admin.inference import Bound
from services.admin.kinds import rule_of
from services.admin.registry import Workspace, registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.errors import NotFound, ValidationFailed
from services.core.permissions import GRANTS, Role

_ANYBODY = Actor(tenant_id=None, user_id=UUID(int=0), role=Role.OWNER, grants=frozenset({"*:*"}))


def check_workspace(workspace: Workspace, dashboard: Dashboard | None = None) -> list[Fault]:
    """The faults of a workspace and of its dashboard."""
    parts = dashboard.parts if dashboard else ()
    names = Counter(part.name for part in parts)
    return [
        *_grants(workspace),
        *_demo(workspace),
        *_tabs(workspace),
        *(
            Fault("ADM073", f"{workspace.key}.{name}", "Two parts of the dashboard have this name.", "Rename one.")
            for name, n in names.items()
            if n > 1
        ),
        *(fault for part in parts for fault in _part(workspace.key, part)),
        *_begins(workspace.key, dashboard),
    ]


def _begins(workspace: str, dashboard: Dashboard | None) -> Iterator[Fault]:
    wanted_ = dashboard.begins if dashboard else ""
    made = {resource.key for resource in registry.all() if resource.creatable}
    if wanted_ and wanted_ not in made:
        yield Fault("ADM071", f"{workspace}.begins", f"There is no resource “{wanted_}” to make.", "Mend the key.")


def _grants(workspace: Workspace) -> Iterator[Fault]:
    others = {resource.key for resource in registry.all() if resource.workspace not in ("", workspace.key)}
    for role, granted in workspace.grants.items():
        if role not in GRANTS or role is Role.PLATFORM:
            yield Fault("ADM070", f"{workspace.key}.{role}", "A shop has no such role.", "Name one of its roles.")
        for wanted_ in granted:
            resource, _colon, verb = str(wanted_).partition(":")
            if not verb or resource in others | {"*", "platform"}:
                yield Fault("ADM070", f"{workspace.key}.{role}", f"It grants “{wanted_}”, which is not its own.",
                            "Name a verb on a resource of this workspace.")  # fmt: skip


def _demo(workspace: Workspace) -> Iterator[Fault]:
    module, _colon, name = workspace.demo.partition(":")
    if workspace.demo and (not name or not _is_there(module)):
        yield Fault("ADM075", workspace.key, f"There is no “{workspace.demo}”.", "Write it as module:function.")


def _tabs(workspace: Workspace) -> Iterator[Fault]:
    own = {resource.key for resource in registry.all() if resource.workspace == workspace.key}
    for key in workspace.tabs:
        if key not in own:
            yield Fault("ADM071", f"{workspace.key}.tabs", f"It has no resource “{key}”.", "Mend the key.")


def _is_there(module: str) -> bool:
    """Whether a module could be imported; it isn't, since few processes need it."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _part(workspace: str, part: Figure | Card) -> Iterator[Fault]:
    where = f"{workspace}.{part.name}"
    try:
        resource = registry.get(part.resource)
    except NotFound:
        yield Fault("ADM071", where, f"There is no resource “{part.resource}”.", "Mend the key.")
        return
    lost = [name for use, name in wanted(part) if not _serves(resource, use, name, part)]
    for name in lost:
        yield Fault("ADM072", where, f"“{name}” can't be used so here.", _MEND.get(type(part), "Mend the name."))
    if lost:
        return
    try:
        query_of(part, resource, _ANYBODY)
    except ValidationFailed as error:
        yield Fault("ADM074", where, f"Its list can't be read: {error.message}.".replace("..", "."), "Mend where=.")


_MEND: dict[type, str] = {
    Bars: "Part by a choice, reference, date or yes-or-no that filters; sum a field with total=True.",
    Loads: "Name a field of the list that is a number, and a sentence beside it.",
    Figure: "Sum a field with total=True.",
}


def _serves(resource: Resource, use: Use, name: str, part: Figure | Card) -> bool:
    bound: Bound | None = resource.bound.get(name)
    if bound is None or not bound.serves(use):
        return False
    if use is Use.FILTER:
        return bound in groupable(resource, _ANYBODY)
    if isinstance(part, Loads) and name == part.value:
        return rule_of(bound.kind).numeric and part.full > Decimal(0)
    return True
