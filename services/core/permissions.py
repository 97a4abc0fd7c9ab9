"""Who may do what. Denied unless granted here.

A permission is ``resource:verb``. The verbs of every resource are :class:`Verb`; what is special to the business
has a name of its own in :class:`Permission`. Roles hold grants, where ``*`` stands for any resource or any verb.
"""

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


class Permission(StrEnum):
    """What is more than a verb on a record."""

    SELL = "sales:sell"
    DISCOUNT_ANY = "sales:discount-any"
    SEE_COST = "items:see-cost"
    SEE_DASHBOARD = "dashboard:view"
    SEE_HISTORY = "history:view"
    SEE_JOBS = "jobs:view"
    SHARE_VIEWS = "views:share"
    RECORD_RATE = "gold-rates:create"
    MANAGE_USERS = "users:update"
    END_SESSIONS = "users:end-sessions"
    PLATFORM = "platform:use"


_SELLER_SEES = ("items", "customers", "categories", "branches", "gold-rates", "sales", "sale-lines", "payments")

GRANTS: dict[Role, frozenset[str]] = {
    Role.OWNER: frozenset({"*:*"}),
    Role.MANAGER: frozenset(
        {
            *(f"{name}:*" for name in (*_SELLER_SEES, "pricing-rules", "stock-movements", "alerts", "jobs")),
            *(f"{name}:view" for name in ("accounts", "journal-entries", "journal-lines", "number-series", "users")),
            *(f"{name}:export" for name in ("accounts", "journal-entries", "journal-lines")),
            Permission.SEE_DASHBOARD,
            Permission.SEE_HISTORY,
            Permission.SHARE_VIEWS,
        }
    ),
    Role.EMPLOYEE: frozenset(
        {
            *(f"{name}:view" for name in _SELLER_SEES),
            "customers:create",
            "customers:update",
            Permission.SELL,
            Permission.SEE_JOBS,
        }
    ),
    Role.ANALYST: frozenset({"*:view", "*:export", Permission.SEE_COST}),
    Role.PLATFORM: frozenset({Permission.PLATFORM}),
}
"""What each role may do. Platform rights are never part of ``*``: see :func:`allows`."""


def permission(resource: str, verb: Verb | str) -> str:
    """The name of a verb on a resource."""
    return f"{resource}:{verb}"


def allows(grants: frozenset[str], wanted: str) -> bool:
    """Whether these grants cover a permission. Only the platform's own grant reaches the platform."""
    resource, _, verb = wanted.partition(":")
    if resource == "platform":
        return wanted in grants
    return not grants.isdisjoint({wanted, f"{resource}:*", f"*:{verb}", "*:*"})
