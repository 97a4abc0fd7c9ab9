"""The ways in which a list can be seen besides the table: which ones a resource allows, and by which of its fields."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin.commands import update
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.numerals import reckonable
from services.admin.policy import can, may_see, require, visible_fields
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _


def board_fields(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The fields whose choices may make the columns of a board."""
    return _shown(resource, actor, (b for b in resource.bound.values() if b.declared.board))


def date_fields(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The dates that may place records in a calendar."""
    return _shown(resource, actor, (b for b in resource.bound.values() if b.declared.calendar))


def span_fields(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """Start and end of the timeline, where the actor may see both."""
    plan = resource.planned
    found = _shown(resource, actor, (resource.field(name) for name in (plan.start, plan.end))) if plan else ()
    return found if len(found) == 2 else ()  # noqa: PLR2004 - a start and an end


def picture_field(resource: Resource, actor: Actor) -> Bound | None:
    """The picture that makes a gallery."""
    return next((b for b in visible_fields(resource, actor, Use.LIST) if b.kind == "picture"), None)


def queue_fields(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """State, asker and time of a list of work, where the actor may see all three."""
    plan = resource.queue
    found = _shown(resource, actor, (resource.field(name) for name in (plan.state, plan.by, plan.at))) if plan else ()
    return found if len(found) == 3 else ()  # noqa: PLR2004 - a state, an asker and a time


def usual(resource: Resource, actor: Actor) -> str:
    """The view of an address that names none; empty is the table."""
    return "queue" if queue_fields(resource, actor) else ""


def offered(resource: Resource, actor: Actor) -> list[dict[str, Any]]:
    """The views of this list for this actor: ``{"key", "by": [{"key", "label"}]}``; the table is always one."""
    picture = picture_field(resource, actor)
    found: list[tuple[str, tuple[Bound, ...]]] = [
        ("board", board_fields(resource, actor)),
        ("calendar", date_fields(resource, actor)),
        ("timeline", span_fields(resource, actor)[:1]),
        ("gallery", (picture,) if picture else ()),
        ("queue", queue_fields(resource, actor)[:1]),
    ]
    kept = [(key, fields) for key, fields in found if fields]
    return [{"key": "table", "by": []}, *({"key": key, "by": _named(fields)} for key, fields in kept)]


def chosen(fields: tuple[Bound, ...], name: str) -> Bound:
    """The field of this name among those offered, the first without a name; raises ``ValidationFailed``."""
    found = next((bound for bound in fields if name in ("", bound.key)), None)
    if found is None:
        raise ValidationFailed(_("The list can't be shown this way"), fields={"by": _("Not possible")})
    return found


def changeable(resource: Resource, actor: Actor, *fields: Bound) -> bool:
    """Whether records may be moved by changing these fields."""
    written = visible_fields(resource, actor, Use.FORM)
    return can(resource, actor, "update") and all(
        bound in written and not bound.read_only and not bound.declared.once for bound in fields
    )


def refused_rows(uow: UnitOfWork, resource: Resource, rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The ids of those rows that the actor may not change, where the policy rules over single rows."""
    if resource.policy.rows is None:
        return set()
    return {str(row.id) for row in stored(uow, resource, rows) if not can(resource, uow.actor, "update", row)}


def stored(uow: UnitOfWork, resource: Resource, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
    """The stored rows behind plain ones, in one statement: for rules that look at a whole row."""
    model: Any = resource.model
    ids = [UUID(row["_id"]) for row in rows]
    if not ids:
        return []
    return list(uow.session.scalars(select(model).where(model.tenant_id == uow.tenant_id, model.id.in_(ids))))


def fields_of(query: ListQuery, actor: Actor, *needed: Bound | None) -> tuple[Bound, ...]:
    """What a card or a bar may show: the columns of the list, with what the view itself needs."""
    resource = query.resource
    own = [resource.bound.get(resource.title), resource.coded, picture_field(resource, actor), *needed]
    wanted = (*query.columns(actor), *(b for b in own if b is not None and may_see(resource, actor, b)))
    return tuple(dict.fromkeys(wanted))


def parted_by(query: ListQuery) -> Bound | None:
    """The field by which the address parts the list: the lanes of a board, the groups of a timeline."""
    return query.group.field if query.group else None


def move(uow: UnitOfWork, resource: Resource, identity: str, values: Mapping[str, Any], version: int) -> Any:
    """Change the fields that place a record, as a form would. Raises like :func:`services.admin.commands.update`."""
    require(resource, uow.actor, "update")
    if not changeable(resource, uow.actor, *(resource.field(name) for name in values)):
        raise ValidationFailed(_("This record can't be moved here"))
    return update(uow, resource, identity, values, version)


def day_of(text: str, name: str) -> date:
    """A day in an address, ISO; raises ``ValidationFailed`` naming the parameter."""
    try:
        return reckonable(date.fromisoformat(text))
    except ValueError:
        raise ValidationFailed(fields={name: _("This is not a date")}) from None


def _shown(resource: Resource, actor: Actor, fields: Iterable[Bound]) -> tuple[Bound, ...]:
    return tuple(b for b in fields if b.column is not None and may_see(resource, actor, b))


def _named(fields: Iterable[Bound]) -> list[dict[str, str]]:
    return [{"key": bound.key, "label": bound.label.msgid} for bound in fields]
