"""What happened to a record, as far as the reader may see its fields."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.platform import HistoryEntry
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.inner_rows import ROWS
from services.admin.people import called
from services.admin.policy import can, require, visible_fields
from services.admin.record import as_id, load
from services.admin.references import titled
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.row_values import rows_of
from services.admin.rows import Reader
from services.admin.values import plain
from services.core.database import UnitOfWork
from services.core.errors import NotFound
from services.core.i18n import Message, _
from services.core.permissions import Permission

TRASHED = "deleted_at"
VERBS: dict[str, Message] = {
    "create": _("Created"),
    "update": _("Changed"),
    "delete": _("Put in the trash"),
    "restore": _("Restored"),
    "undo": _("Taken back"),
    "attach": _("File added"),
    "detach": _("File taken away"),
    "purge": _("Deleted for good"),
}
"""What is done with records of any kind, as history says it; steps and actions have labels of their own."""


def entities() -> dict[str, Message]:
    """What the records of each table are called: the choices of a field that holds a table's name."""
    return {one.entity: one.label_one for one in reversed(registry.all())}


def history_of(
    uow: UnitOfWork, resource: Resource, identity: UUID | str, *, limit: int = 50, before: UUID | None = None
) -> list[dict[str, Any]]:
    """The changes of a record, the newest first: when, who, what, and each visible field before and after.

    What was done is the ``verb``, and its ``label``; ``note`` is the reason given, or the name of a file.

    ``before`` is the id of the last entry already shown. Values are plain, references ``{"id", "title"}``. Raises
    ``Forbidden`` for those who may not see history, ``NotFound`` for a record out of scope.
    """
    require(resource, uow.actor, "view")
    uow.actor.require(Permission.SEE_HISTORY)
    row = load(uow, resource, identity)
    entry = HistoryEntry.__table__.c  # type: ignore[attr-defined]
    statement = select(HistoryEntry).where(
        entry.tenant_id == uow.tenant_id, entry.entity == resource.entity, entry.record_id == row.id
    )
    if before is not None:
        statement = statement.where(entry.id < before)
    entries = uow.session.scalars(statement.order_by(entry.id.desc()).limit(limit)).all()
    seen = {bound.key: bound for bound in visible_fields(resource, uow.actor, Use.DETAIL)}
    titles = _titles(uow, entries, seen)
    said = VERBS | {action.name: action.label for action in resource.acts}
    return [_entry(one, seen, titles) | {"label": said.get(one.action, Message(one.action)).msgid} for one in entries]


def told(uow: UnitOfWork, entry_id: UUID | str) -> dict[str, Any]:
    """One entry of the history of any kind of record, as :func:`history_of` has them, and what it is about.

    ``resource`` is the key of the list in which the reader finds the record, empty where there is none, ``label_one``
    what its records are called, ``record`` the record's title, None where it is gone or out of their scope.
    """
    entry = uow.session.get(HistoryEntry, (uow.tenant_id, as_id(entry_id)))
    if entry is None:
        raise NotFound
    lists = (one for one in registry.all() if one.entity == entry.entity and can(one, uow.actor, "view"))
    resource = next(lists, None)
    seen = {b.key: b for b in visible_fields(resource, uow.actor, Use.DETAIL)} if resource else {}
    said = VERBS | {action.name: action.label for action in resource.acts} if resource else VERBS
    return _entry(entry, seen, _titles(uow, [entry], seen)) | {
        "label": said.get(entry.action, Message(entry.action)),
        "resource": resource.key if resource else "",
        "label_one": resource.label_one if resource else Message(entry.entity),
        "record": _titled(uow, resource, entry.record_id) if resource else None,
        "record_id": str(entry.record_id),
    }


def _titled(uow: UnitOfWork, resource: Resource, record_id: UUID) -> Any:
    """The title of a record as far as the reader may open it."""
    try:
        load(uow, resource, record_id)
    except NotFound:
        return None
    reader, table = Reader(uow, resource, ()), resource.table
    page = select(*reader.columns()).where(table.c.tenant_id == uow.tenant_id, table.c.id == record_id)
    [row] = reader.plain(uow.session.execute(reader.around(page)).all())
    return row["_title"]


def visible_changes(uow: UnitOfWork, entries: Sequence[Any]) -> dict[UUID, dict[str, Any]]:
    """What entries of any kind of record changed, as far as the actor may see the fields in some list."""
    seen: dict[str, set[str]] = {}
    for resource in registry.all():
        if can(resource, uow.actor, "view"):
            fields = visible_fields(resource, uow.actor, Use.DETAIL)
            seen.setdefault(resource.entity, set()).update(bound.key for bound in fields)
    return {
        one.id: {key: pair for key, pair in one.changes.items() if key in seen.get(one.entity, ()) or key == TRASHED}
        for one in entries
    }


def _entry(one: HistoryEntry, seen: dict[str, Bound], titles: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "at": plain(one.created_at),
        "by": {"id": plain(one.created_by), "title": called(one.actor_name)},
        "verb": one.action,
        "via": one.via,
        "note": one.note,
        "together": one.correlation_id,
        "changes": [
            {
                "key": key,
                "label": seen[key].label.msgid,
                "kind": seen[key].kind,
                "before": _shown(seen[key], pair[0], titles),
                "after": _shown(seen[key], pair[1], titles),
            }
            for key, pair in one.changes.items()
            if key in seen and key != TRASHED
        ],
    }


def _shown(bound: Bound, value: Any, titles: dict[str, Any]) -> Any:
    if bound.kind == ROWS:
        return rows_of(bound, value)
    if value is None or bound.kind not in ("ref", "user"):
        return value
    return {"id": value, "title": titles.get(str(value))}


def _titles(uow: UnitOfWork, entries: Any, seen: dict[str, Bound]) -> dict[str, Any]:
    """The titles of all records that the changes refer to: one query per referenced resource."""
    wanted: dict[str, set[str]] = {}
    for one in entries:
        for key, pair in one.changes.items():
            if key in seen and seen[key].kind in ("ref", "user"):
                wanted.setdefault(key, set()).update(value for value in pair if value)
    titles: dict[str, Any] = {}
    for key, ids in wanted.items():
        source = titled(seen[key], uow.actor)
        if source is not None and ids:
            statement = select(source.identity, source.title).where(
                source.source.c.tenant_id == uow.tenant_id, source.identity.in_(UUID(one) for one in ids)
            )
            if source.visible is not None:
                statement = statement.where(source.visible)
            titles |= {str(found): plain(name) for found, name in uow.session.execute(statement)}
    return titles
