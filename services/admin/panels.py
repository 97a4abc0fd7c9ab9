"""What a workspace puts beside the fields of a record: cards of its own, and documents made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.i18n import Message

if TYPE_CHECKING:
    from services.admin.resource import Resource

KINDS = frozenset({"measures", "facts"})
"""What the pages can draw. Both are lists of ``{"label", "value", "kind"}``: ``measures`` is the stamp at the head of a
record, two to four figures; ``facts`` a card of its own."""


@dataclass(frozen=True)
class Panel:
    """A card of a record's page. ``read(uow, row)`` answers the plain data of its ``kind``, or None for no card.

    ``permission`` is what it takes to see it, besides the record.
    """

    key: str
    kind: str
    read: Callable[[UnitOfWork, Any], list[dict[str, Any]] | None]
    label: Message | None = None
    permission: str | None = None


@dataclass(frozen=True)
class Document:
    """A paper made from a record, opened in a tab of its own. ``address`` has ``{id}`` where the record's id goes.

    ``when(actor, row)`` says for whom of which records there is one.
    """

    key: str
    label: Message
    address: str
    icon: str = "printer"
    permission: str | None = None
    when: Callable[[Actor, Any], bool] | None = None


def panels_of(uow: UnitOfWork, resource: "Resource", row: Any) -> list[dict[str, Any]]:
    """The cards of a record that the actor may see: ``{"key", "kind", "label", "data"}`` each."""
    shown = ((one, one.read(uow, row)) for one in resource.panels if _open(uow.actor, one.permission))
    return [
        {"key": one.key, "kind": one.kind, "label": one.label.msgid if one.label else "", "data": data}
        for one, data in shown
        if data
    ]


def documents_of(actor: Actor, resource: "Resource", row: Any) -> list[dict[str, str]]:
    """The papers of a record that the actor may have: ``{"key", "label", "icon", "href"}`` each."""
    return [
        {"key": one.key, "label": one.label.msgid, "icon": one.icon, "href": one.address.format(id=row.id)}
        for one in resource.documents
        if _open(actor, one.permission) and (one.when is None or one.when(actor, row))
    ]


def measure(label: Message, value: Any, kind: str) -> dict[str, Any]:
    """One figure of a panel; ``value`` as JSON has it."""
    return {"label": label.msgid, "value": value, "kind": kind}


def _open(actor: Actor, permission: str | None) -> bool:
    return permission is None or actor.can(permission)
