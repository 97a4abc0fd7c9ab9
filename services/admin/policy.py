"""Who may do what with a resource: the one gate for verbs, rows and fields. Denied unless granted.

Lists, lookups, forms, filters, sorts, searches, exports, history and metadata all ask here and nowhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.admin.fields import Use
from services.core.actor import Actor
from services.core.errors import Forbidden
from services.core.permissions import PURGE, Role, permission

if TYPE_CHECKING:
    from services.admin.actions import Action
    from services.admin.inference import Bound
    from services.admin.resource import Resource

RowRule = Callable[[Actor, str, Any], bool]


@dataclass(frozen=True)
class Policy:
    """Where the rule differs from the usual.

    ``verbs`` maps a verb to its permission, by default ``{resource key}:{verb}``; ``fields`` maps a field name to
    the permission it takes to see it (the same as ``field(..., permission=…)``); ``rows`` is the second check, on
    one row: may this actor do this verb with it?
    """

    verbs: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    rows: RowRule | None = None


def can(resource: "Resource", actor: Actor, verb: str, row: Any = None) -> bool:
    """Whether the actor may do this verb, with this row if one is given."""
    if not resource.offers(verb):
        return False
    if not actor.can(resource.policy.verbs.get(verb, permission(resource.key, verb))):
        return False
    rule = resource.policy.rows
    return row is None or rule is None or rule(actor, verb, row)


def require(resource: "Resource", actor: Actor, verb: str, row: Any = None) -> None:
    """Raise :class:`Forbidden` unless :func:`can`."""
    if not can(resource, actor, verb, row):
        raise Forbidden


def can_purge(resource: "Resource", actor: Actor, row: Any = None) -> bool:
    """Whether the actor may delete what is in the trash for good: the owner, and who has ``{resource}:purge``."""
    wanted = resource.policy.verbs.get(PURGE, permission(resource.key, PURGE))
    return can(resource, actor, "delete", row) and actor.can(wanted)


def can_act(resource: "Resource", actor: Actor, action: "Action", row: Any = None) -> bool:
    """Whether the actor may do this action, with this row if one is given."""
    wanted = action.permission or permission(resource.key, action.name)
    if isinstance(wanted, Role):
        if actor.role not in (wanted, Role.OWNER):
            return False
    elif not actor.can(wanted):
        return False
    return row is None or action.when is None or action.when(row)


def may_see(resource: "Resource", actor: Actor, bound: "Bound") -> bool:
    """Whether the actor may see this field at all, anywhere."""
    wanted = bound.permission or resource.policy.fields.get(bound.key)
    return wanted is None or actor.can(wanted)


def visible_fields(resource: "Resource", actor: Actor, use: Use) -> "tuple[Bound, ...]":
    """The fields the actor may use for this, in order of declaration."""
    return tuple(bound for bound in resource.fields_for(use) if may_see(resource, actor, bound))
