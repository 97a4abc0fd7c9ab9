"""All resources by key. Workspaces are found by their ``services/<name>/resources.py`` and loaded at first need.

A module declares by assigning: every :class:`Resource` at its top level is taken, in order; a :class:`Workspace`, if
it has one, says how the workspace is called, and a :class:`Dashboard` is its first page. Taking a folder
away takes its resources away.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import Any

from services.admin.dashboards.cards import Dashboard
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import NotFound
from services.core.i18n import Message, _
from services.core.permissions import GRANTS, Role

SERVICES = Path(__file__).parents[1]


@dataclass(frozen=True)
class Page:
    """A page of a workspace made by hand, in the menu before its lists for whoever has the ``permission``.

    ``tab`` is its word in the bar of a narrow screen, ``begins`` what is begun there, for the search box.
    """

    href: str
    label: Message
    icon: str
    permission: str
    tab: Message
    begins: Message | None = None


@dataclass(frozen=True)
class Workspace:
    """How a workspace is called and drawn in the menu; ``order`` places it.

    ``grants`` is what each role may do here, as ``resource:verb``; only its own resources can be named. The owner may
    do all, and the analyst see all, without being named. ``demo`` is ``module:function``, imported when an example
    house is filled: what writes this workspace's records of it (:mod:`services.demo.house`). ``tabs`` are the lists
    that stand in the bar of a narrow screen after the ``pages``, by key. ``ticker`` answers the figure above every
    page, as ``{"fineness", "karat", "rate", "change", "spark", "time", "source"}``, or nothing.
    """

    key: str
    label: Message
    icon: str = "layout-grid"
    order: int = 100
    grants: Mapping[Role, Iterable[str]] = field(default_factory=dict)
    demo: str = ""
    pages: tuple[Page, ...] = ()
    tabs: tuple[str, ...] = ()
    ticker: Callable[[UnitOfWork], dict[str, Any]] | None = None


class Registry:
    """Resources by key and by table; loads what it is asked for once."""

    def __init__(self) -> None:
        self._resources: dict[str, Resource] = {}
        self._workspaces: dict[str, Workspace] = {}
        self._dashboards: dict[str, Dashboard] = {}
        self._grants: dict[Role, frozenset[str]] = {}
        self._loaded = False
        self._lock = RLock()

    def register(self, resource: Resource, workspace: str = "") -> Resource:
        """Add one resource; a key can be given once."""
        placed = resource if resource.workspace or not workspace else replace(resource, workspace=workspace)
        if self._resources.setdefault(placed.key, placed) is not placed:
            raise ValueError(f"two resources are called {placed.key!r}")
        return placed

    def remove(self, key: str) -> None:
        """Take one resource away."""
        self._resources.pop(key, None)

    def load(self, names: Iterable[str] | None = None) -> None:
        """Import the workspaces' declarations: these, or all there are."""
        with self._lock:
            if names is None and self._loaded:
                return
            for name in found() if names is None else names:
                self._take(name)
            self._loaded = self._loaded or names is None

    def get(self, key: str) -> Resource:
        """The resource of this key, or :class:`NotFound`: a key comes from an address."""
        self.load()
        try:
            return self._resources[key]
        except KeyError:
            raise NotFound(_("There is no page for “{key}”", key=key)) from None

    def all(self) -> tuple[Resource, ...]:
        """Every resource, in order of declaration."""
        self.load()
        return tuple(self._resources.values())

    def workspaces(self) -> tuple[Workspace, ...]:
        """Every workspace, in order of the menu."""
        self.load()
        return tuple(sorted(self._workspaces.values(), key=lambda w: (w.order, w.key)))

    def dashboard(self, workspace: str) -> Dashboard | None:
        """The dashboard that a workspace declares, if it does."""
        self.load()
        return self._dashboards.get(workspace)

    def grants(self) -> Mapping[Role, frozenset[str]]:
        """What the workspaces grant to each role, of their own."""
        self.load()
        return self._grants

    def for_table(self, table: str, key: str | None = None) -> Resource | None:
        """The resource over a table: the named one, else the first declared."""
        self.load()
        if key is not None:
            return self._resources.get(key)
        return next((resource for resource in self._resources.values() if resource.entity == table), None)

    def _take(self, name: str) -> None:
        if name in self._workspaces:
            return
        module = import_module(f"services.{name}.resources")
        known = [value for value in vars(module).values() if isinstance(value, Workspace)]
        workspace = known[0] if known else Workspace(name, Message(name.replace("_", " ").capitalize()))
        self._workspaces[name] = workspace
        for role, granted in workspace.grants.items():
            self._grants[role] = self._grants.get(role, frozenset()).union(granted)
        for value in list(vars(module).values()):
            if isinstance(value, Resource):
                self.register(value, workspace.key)
            elif isinstance(value, Dashboard):
                self._dashboards[workspace.key] = replace(value, workspace=workspace.key)


def found() -> Iterator[str]:
    """The names of all workspaces that declare resources."""
    return (path.parent.name for path in sorted(SERVICES.glob("*/resources.py")))


registry = Registry()
"""The one registry of the process."""
GRANTS.learn_from(registry.grants)
