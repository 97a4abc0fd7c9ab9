"""One record, and finding records by a few letters: autocomplete of references."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, null, select

from services.admin.course import course_of
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.panels import documents_of, panels_of
from services.admin.policy import can, can_act, can_purge, may_see, require, visible_fields
from services.admin.references import scoped, target_of, title_of
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.admin.searching import matches
from services.admin.values import plain
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, NotFound
from services.core.permissions import Verb
from services.core.text import words

LOOKUP_LIMIT = 50


def get_record(uow: UnitOfWork, resource: Resource, identity: UUID | str) -> dict[str, Any]:
    """A record as a plain row of all its visible fields, with what may be done to it (``_verbs``, ``_actions``).

    ``_hindered`` says of an action what stands in its way now, ``_course`` where the record is in its workflow,
    ``_forever`` whether it may be deleted for good; ``_panels`` and ``_documents`` come from its workspace.
    Raises :class:`NotFound` for what is not there or outside the actor's scope, trash included unless they may restore.
    """
    actor = uow.actor
    require(resource, actor, "view")
    found = load(uow, resource, identity)
    fields = tuple(dict.fromkeys((*visible_fields(resource, actor, Use.DETAIL), *form_fields(resource, uow))))
    table = resource.table
    reader = Reader(uow, resource, fields)
    one = select(*reader.columns()).where(table.c.tenant_id == uow.tenant_id, table.c.id == found.id)
    [row] = reader.plain(uow.session.execute(reader.around(one)).all())
    row["_verbs"] = [str(verb) for verb in Verb if can(resource, actor, verb, found)]
    open_ = [a for a in resource.acts if can_act(resource, actor, a, found)]
    row["_actions"] = [a.name for a in open_ if not (a.to and row["_deleted"])]
    row["_hindered"] = {a.name: why.plain() for a in open_ if a.guard and (why := a.guard(uow, found))}
    row["_course"] = course_of(uow, resource, found)
    row["_forever"] = row["_deleted"] and can_purge(resource, actor, found)
    row["_panels"] = panels_of(uow, resource, found)
    row["_documents"] = documents_of(actor, resource, found)
    return row


def load(uow: UnitOfWork, resource: Resource, identity: UUID | str, *, lock: bool = False) -> Any:
    """The stored row in the actor's scope, locked if asked; raises :class:`NotFound`.

    To lock is to mean to change: raises :class:`Forbidden` where nothing is ever done to records of this kind.
    """
    found = load_all(uow, resource, [as_id(identity)], lock=lock)
    if not found:
        raise NotFound
    return next(iter(found.values()))


def load_all(uow: UnitOfWork, resource: Resource, ids: Collection[UUID], *, lock: bool = False) -> dict[UUID, Any]:
    """Of these records those that the actor may see, by id, in one statement; locked in the order of their ids."""
    if lock and not (resource.trashable or resource.acts):
        raise Forbidden
    table = resource.table
    wanted = table.c.id == next(iter(ids)) if len(ids) == 1 else table.c.id.in_(ids)
    statement = select(resource.model).where(table.c.tenant_id == uow.tenant_id, wanted, scoped(resource, uow.actor))
    if lock:
        statement = statement.order_by(table.c.id).with_for_update().execution_options(populate_existing=True)
    return {row.id: row for row in uow.session.scalars(statement) if _shown(uow, resource, row)}


def _shown(uow: UnitOfWork, resource: Resource, row: Any) -> bool:
    """Whether the actor may see this record; what is in the trash, only who may bring it back."""
    gone = resource.trashable and row.deleted_at is not None
    return can(resource, uow.actor, "view", row) and not (gone and not can(resource, uow.actor, "restore"))


def form_fields(resource: Resource, uow: UnitOfWork) -> tuple[Bound, ...]:
    """The fields of the form, if the actor may fill one in at all."""
    if not (can(resource, uow.actor, "create") or can(resource, uow.actor, "update")):
        return ()
    return visible_fields(resource, uow.actor, Use.FORM)


def as_id(identity: UUID | str) -> UUID:
    """The id in an address; what isn't one is simply not found."""
    try:
        return identity if isinstance(identity, UUID) else UUID(identity)
    except ValueError:
        raise NotFound from None


def lookup(uow: UnitOfWork, resource: Resource, field: str, text: str, limit: int = 20) -> list[dict[str, Any]]:
    """Records a reference field could point to, found by a few letters: ``{"id", "title", "code"}`` each."""
    bound = resource.field(field)
    target = target_of(bound)
    if target is None or not may_see(resource, uow.actor, bound) or not can(resource, uow.actor, "view"):
        raise Forbidden
    require(target, uow.actor, "view")
    return suggestions(uow, target, text, limit)


def suggestions(uow: UnitOfWork, resource: Resource, text: str, limit: int = 20) -> list[dict[str, Any]]:
    """Records by a few letters, the one with exactly this code first; without letters, the newest."""
    table, code, limit = resource.table, _code(resource, uow), min(limit, LOOKUP_LIMIT)
    title = title_of(resource, uow.actor).label("title")
    columns = [table.c.id, title, (table.c[code] if code else null()).label("code")]
    known = [table.c.tenant_id == uow.tenant_id, scoped(resource, uow.actor)]
    if resource.trashable:
        known.append(table.c.deleted_at.is_(None))
    exact: list[Any] = []
    if code and text.strip():
        same_code = table.c[code].in_({text.strip(), text.strip().upper()})
        exact = list(uow.session.execute(select(*columns).where(*known, same_code).limit(limit)))
    alike = select(*columns).where(*known, *_like(uow, resource, text)).order_by(table.c.id.desc()).limit(limit)
    rows = {row.id: row for row in (*exact, *uow.session.execute(alike))}
    return [{"id": str(row.id), "title": plain(row.title), "code": row.code} for row in list(rows.values())[:limit]]


def _code(resource: Resource, uow: UnitOfWork) -> str | None:
    code = resource.coded
    return code.key if code and may_see(resource, uow.actor, code) else None


def _like(uow: UnitOfWork, resource: Resource, text: str) -> list[ColumnElement[bool]]:
    if not text.strip():
        return []
    if resource.fields_for(Use.SEARCH):
        return [matches(uow, resource, text)]
    title = cast(title_of(resource, uow.actor), Text)
    return [title.icontains(word, autoescape=True) for word in words(text)]
