"""Who may do what. Denied unless granted here.

A permission is ``resource:verb``. The verbs of every resource are :class:`Verb`; what is special to the business
has a name of its own in :class:`Permission`. Roles hold grants, where ``*`` stands for any resource or any verb; a
workspace declares those of its own resources (``Workspace.grants``).
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum


class Role(StrEnum):
    """The roles every shop begins with."""

    OWNER = "owner"
    MANAGER = "manager"
    EMPLOYEE = "employee"
    ANALYST = "analyst"
    PLATFORM = "platform"


class Verb(StrEnum):
    """What can be done with the records of any resource."""

    VIEW = "view"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"
    EXPORT = "export"
    IMPORT = "import"


class Permission(StrEnum):
    """What is more than a verb on a record."""

    SELL = "sales:sell"
    DISCOUNT_ANY = "sales:discount-any"
    SEE_COST = "items:see-cost"
    SEE_DASHBOARD = "dashboard:view"
    SEE_HISTORY = "history:view"
    SEE_JOBS = "jobs:view"
    SHARE_VIEWS = "views:share"
    DISCUSS = "discussion:write"
    MODERATE = "discussion:moderate"
    SHOP_ALERTS = "alerts:see-shop"
    RECORD_RATE = "gold-rates:create"
    MANAGE_USERS = "users:update"
    END_SESSIONS = "users:end-sessions"
    PLATFORM = "platform:use"


PURGE = "purge"
"""Deleting for good what is in the trash: no wildcard of a resource holds it, who may do it is named."""

Source = Callable[[], Mapping[Role, frozenset[str]]]


class Grants(Mapping[Role, frozenset[str]]):
    """What each role may do: what is granted to everybody here, and what each workspace grants of its own.

    Workspaces are not known here: whoever collects their grants says so by :meth:`learn_from`. Until then a role has
    the general grants alone, hence may do less, never more.
    """

    def __init__(self, general: Mapping[Role, frozenset[str]]) -> None:
        self._general = general
        self._sources: list[Source] = []

    def learn_from(self, source: Source) -> None:
        """Ask this source too, each time somebody's grants are wanted."""
        self._sources.append(source)

    def __getitem__(self, role: Role) -> frozenset[str]:
        return self._general[role].union(*(source().get(role, ()) for source in self._sources))

    def __iter__(self) -> Iterator[Role]:
        return iter(self._general)

    def __len__(self) -> int:
        return len(self._general)


GRANTS = Grants(
    {
        Role.OWNER: frozenset({"*:*"}),
        Role.MANAGER: frozenset({Permission.SHARE_VIEWS, Permission.DISCUSS, Permission.MODERATE}),
        Role.EMPLOYEE: frozenset({Permission.DISCUSS}),
        Role.ANALYST: frozenset({"*:view", "*:export"}),
        Role.PLATFORM: frozenset({Permission.PLATFORM}),
    }
)
"""What each role may do. Platform rights are never part of ``*``: see :func:`allows`."""


def permission(resource: str, verb: Verb | str) -> str:
    """The name of a verb on a resource."""
    return f"{resource}:{verb}"


def allows(grants: frozenset[str], wanted: str) -> bool:
    """Whether these grants cover a permission. Only the platform's own grant reaches the platform."""
    resource, _, verb = wanted.partition(":")
    if resource == "platform":
        return wanted in grants
    if verb == PURGE:
        return not grants.isdisjoint({wanted, "*:*"})
    return not grants.isdisjoint({wanted, f"{resource}:*", f"*:{verb}", "*:*"})
