"""What a workspace puts beside the fields of a record: cards of its own, and documents made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from services.admin.policy import may_see
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.i18n import Message
from services.core.logging import unexpected

if TYPE_CHECKING:
    from services.admin.resource import Resource

Data = list[dict[str, Any]] | dict[str, Any]
KINDS = frozenset({"measures", "facts", "parts", "steps"})
"""What the pages can draw; a figure is ``{"label", "value", "kind"}``.

``measures``, a list of two to four figures, is the stamp at the head of a record; ``facts``, a list of figures, a card
of its own. ``parts`` is a bar below the stamp: ``{"whole": figure, "parts": [figures]}``.

``steps`` is a card that shows how an amount came about: ``{"about": [figures], "steps": [step], "total": step}``. The
amounts add up to the total, but for its rounding. A step is ``{"label", "amount", "said", "terms", "rounded"}``: what
it is made of as a message or None, its formula as signs and ``{"kind", "value"}``, its rounding as a message or None.
"""


@dataclass(frozen=True)
class Panel:
    """A card of a record's page. ``read(uow, row)`` answers the plain data of its ``kind``, or None for no card.

    ``permission`` is what it takes to see it, besides the record and the fields it ``needs``.
    """

    key: str
    kind: str
    read: Callable[[UnitOfWork, Any], Data | None]
    label: Message | None = None
    permission: str | None = None
    needs: tuple[str, ...] = ()


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
    """The cards of a record that the actor may see: ``{"key", "kind", "label", "data"}`` each.

    One that fails is left out and written down; the record stands without it.
    """
    shown = ((one, _data(uow, resource, one, row)) for one in resource.panels if _shows(uow.actor, resource, one))
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


def _data(uow: UnitOfWork, resource: "Resource", panel: Panel, row: Any) -> Data | None:
    try:
        return panel.read(uow, row)
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a declaration raises
        unexpected(error, f"panel {panel.key} of {resource.key} failed:")
        return None


def _shows(actor: Actor, resource: "Resource", panel: Panel) -> bool:
    return _open(actor, panel.permission) and all(may_see(resource, actor, resource.field(n)) for n in panel.needs)


def _open(actor: Actor, permission: str | None) -> bool:
    return permission is None or actor.can(permission)
