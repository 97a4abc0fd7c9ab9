"""The tags of many records at once: read in one statement, put in two."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Row, delete, select

from models.base import new_id
from models.platform import HistoryEntry
from models.records import RecordTag, Tag
from services.admin import tags
from services.core.bulk import as_rows, insert_rows
from services.core.database import UnitOfWork
from services.core.text import fold

if TYPE_CHECKING:
    from services.admin.resource import Resource

_tag: Any = Tag.__table__  # type: ignore[attr-defined]
_link: Any = RecordTag.__table__  # type: ignore[attr-defined]

AT_ONCE = 1_000
"""Records that a tag is taken off by one statement."""
Links = dict[UUID, list[Row[Any]]]
"""What ties records to their tags, by record: rows of ``id``, ``tag_id`` and the tag's ``name``."""
Wanted = Mapping[UUID, Sequence[str]]
"""The names of the tags that records shall have."""


def links_of(uow: UnitOfWork, resource: "Resource", ids: Iterable[UUID]) -> Links:
    """The tags of these records, by name; those in the trash are left out."""
    statement = (
        select(_link.c.record_id, _link.c.id, _link.c.tag_id, _tag.c.name)
        .join(_tag, (_tag.c.tenant_id == _link.c.tenant_id) & (_tag.c.id == _link.c.tag_id))
        .where(
            _link.c.tenant_id == uow.tenant_id, _link.c.entity == resource.entity,
            _link.c.record_id.in_(list(ids)), _tag.c.deleted_at.is_(None),
        )
        .order_by(_tag.c.name)
    )  # fmt: skip
    found: Links = {}
    for link in uow.session.execute(statement):
        found.setdefault(link.record_id, []).append(link)
    return found


def put(uow: UnitOfWork, resource: "Resource", here: Links, wanted: Wanted) -> None:
    """Give records exactly these tags, making those that don't exist yet."""
    known = tags.ids_of(uow, _every(wanted))
    fresh, gone = _difference(resource, here, wanted, known)
    if gone:
        uow.session.execute(delete(_link).where(_link.c.tenant_id == uow.tenant_id, _link.c.id.in_(gone)))
    for link in fresh:
        link.tenant_id, link.created_by = uow.tenant_id, uow.actor.user_id
    insert_rows(uow, RecordTag, as_rows(fresh))


def imagined(
    uow: UnitOfWork, resource: "Resource", here: Links, wanted: Wanted
) -> tuple[list[Tag], list[RecordTag], list[UUID]]:
    """What :func:`put` would write: tags to be made, further links, and the ids of links to go."""
    every = _every(wanted)
    known = tags.known(uow, every)
    made = [Tag(tenant_id=uow.tenant_id, name=name) for name in every if fold(name) not in known]
    ids = known | {fold(tag.name): tag.id for tag in made}
    fresh, gone = _difference(resource, here, wanted, ids)
    for link in fresh:
        link.tenant_id = uow.tenant_id
    return made, fresh, gone


def take_off(uow: UnitOfWork, tag: Tag) -> None:
    """Take a tag off all records that have it, as history says of each, before it is deleted for good."""
    having = (_link.c.tenant_id == uow.tenant_id, _link.c.tag_id == tag.id)
    wanted = select(_link.c.id, _link.c.entity, _link.c.record_id).where(*having).order_by(_link.c.id).limit(AT_ONCE)
    while links := uow.session.execute(wanted).all():
        left = _names_left(uow, tag, [link.record_id for link in links])
        entries = [
            HistoryEntry(
                tenant_id=uow.tenant_id, created_by=uow.actor.user_id, entity=link.entity, record_id=link.record_id,
                action="update", actor_name=uow.actor.name, via="system" if uow.actor.system else "app",
                correlation_id=uow.correlation_id,
                changes={tags.TAGS: [sorted([*names, tag.name]), sorted(names)]},
            )
            for link in links for names in [left.get((link.entity, link.record_id), [])]
        ]  # fmt: skip
        insert_rows(uow, HistoryEntry, as_rows(entries))
        gone = [link.id for link in links]
        uow.session.execute(delete(_link).where(_link.c.tenant_id == uow.tenant_id, _link.c.id.in_(gone)))


def _names_left(uow: UnitOfWork, tag: Tag, ids: Sequence[UUID]) -> dict[tuple[str, UUID], list[str]]:
    """The names of the other tags of these records."""
    others = (
        select(_link.c.entity, _link.c.record_id, _tag.c.name)
        .join(_tag, (_tag.c.tenant_id == _link.c.tenant_id) & (_tag.c.id == _link.c.tag_id))
        .where(
            _link.c.tenant_id == uow.tenant_id, _link.c.record_id.in_(ids), _tag.c.id != tag.id,
            _tag.c.deleted_at.is_(None),
        )
    )  # fmt: skip
    found: dict[tuple[str, UUID], list[str]] = {}
    for entity, record_id, name in uow.session.execute(others):
        found.setdefault((entity, record_id), []).append(name)
    return found


def _every(wanted: Wanted) -> list[str]:
    """Each name once."""
    return list({fold(name): name for names in wanted.values() for name in names}.values())


def _difference(
    resource: "Resource", here: Links, wanted: Wanted, known: Mapping[str, UUID]
) -> tuple[list[RecordTag], list[UUID]]:
    fresh: list[RecordTag] = []
    gone: list[UUID] = []
    for record_id, names in wanted.items():
        ids = {known[fold(name)] for name in names}
        links = here.get(record_id, [])
        gone += [link.id for link in links if link.tag_id not in ids]
        new = ids - {link.tag_id for link in links}
        fresh += [
            RecordTag(id=new_id(), entity=resource.entity, record_id=record_id, tag_id=one) for one in sorted(new)
        ]
    return fresh, gone
