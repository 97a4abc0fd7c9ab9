"""Tags: words that people put on records of any kind, kept beside them, in a field that every tagged resource has.

The field shows, filters, is typed in and exported like any other; what is stored are rows of ``record_tag``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, delete, exists, func, select

from models.base import now
from models.records import RecordTag, Tag
from services.admin.fields import Declared
from services.admin.inference import Bound
from services.admin.kinds import Op
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.history import snapshot
from services.core.i18n import _
from services.core.permissions import permission
from services.core.text import fold

if TYPE_CHECKING:
    from services.admin.resource import Resource

TAGS = "tags"
"""The field's name, and its kind; also the key of the resource in which tags are kept."""
MAX_TAGS = 20
"""More tags than these on one record sort nothing any more."""
_BREAKS = re.compile(r"[,،;؛\n]")
_tag: Any = Tag.__table__  # type: ignore[attr-defined]
_link: Any = RecordTag.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class TagsOf:
    """The tags of a page of rows, by id; and the condition that a filter over them puts on the list."""

    table: Table

    def __call__(self, uow: UnitOfWork, rows: Sequence[Any]) -> Mapping[UUID, Any]:
        """``[{"id", "name", "tone"}]`` for each row that has any, by name; those in the trash are left out."""
        statement = (
            select(_link.c.record_id, _tag.c.id, _tag.c.name, _tag.c.tone)
            .join(_tag, (_tag.c.tenant_id == _link.c.tenant_id) & (_tag.c.id == _link.c.tag_id))
            .where(
                _link.c.tenant_id == uow.tenant_id, _link.c.entity == self.table.name,
                _link.c.record_id.in_([row.id for row in rows]), _tag.c.deleted_at.is_(None),
            )
            .order_by(_tag.c.name)
        )  # fmt: skip
        found: dict[UUID, list[dict[str, str]]] = {}
        for record_id, tag_id, name, tone in uow.session.execute(statement):
            found.setdefault(record_id, []).append({"id": str(tag_id), "name": name, "tone": tone})
        return found

    def condition(self, op: Op, values: tuple[Any, ...]) -> ColumnElement[bool]:
        """Rows that have one of these tags, or not this one, or none at all."""
        mine = [
            _link.c.tenant_id == self.table.c.tenant_id,
            _link.c.entity == self.table.name,
            _link.c.record_id == self.table.c.id,
        ]
        if op is Op.EMPTY:
            having = exists().where(*mine)
            return ~having if values[0] else having
        having = exists().where(*mine, _link.c.tag_id.in_(values))
        return ~having if op is Op.NE else having


@cache
def tags_field(table: Table, section: str | None) -> Bound:
    """The field of a tagged resource over this table, in this section."""
    declared = Declared(
        TAGS, section=section, kind=TAGS, form=True, filter=True, import_=True, of=TagsOf(table), ref=TAGS
    )
    return Bound(TAGS, _("Tags"), TAGS, declared, list, ref=_tag.name, ref_key=TAGS)


def names(raw: Any) -> tuple[str, ...]:
    """The names in what was sent: a list, or a text parted by commas of either script; each once, as first written."""
    parts = _BREAKS.split(raw) if isinstance(raw, str) else raw or ()
    written = [str(part.get("name", "") if isinstance(part, Mapping) else part) for part in parts]
    return tuple({fold(name): " ".join(name.split()) for name in reversed(written) if fold(name)}.values())[::-1]


def names_of(uow: UnitOfWork, resource: "Resource", record_id: UUID) -> list[str]:
    """The names of a record's tags, sorted: what history keeps."""
    statement = (
        select(_tag.c.name)
        .join(_link, (_tag.c.tenant_id == _link.c.tenant_id) & (_tag.c.id == _link.c.tag_id))
        .where(*_on(uow, resource, record_id), _tag.c.deleted_at.is_(None))
    )
    return sorted(uow.session.scalars(statement))


def records_tagged(uow: UnitOfWork, entity: str, ids: Select[Any]) -> Select[Any]:
    """The ids of an entity's records that have one of these tags."""
    return (
        select(_link.c.record_id)
        .join(_tag, (_tag.c.tenant_id == _link.c.tenant_id) & (_tag.c.id == _link.c.tag_id))
        .where(
            _link.c.tenant_id == uow.tenant_id, _link.c.entity == entity, _link.c.tag_id.in_(ids),
            _tag.c.deleted_at.is_(None),
        )
    )  # fmt: skip


def tag_counts(uow: UnitOfWork, entity: str, ids: Select[Any]) -> Select[Any]:
    """The ids of the tags that these of an entity's records have, each with how many have it."""
    return (
        select(_link.c.tag_id, func.count().label("count"))
        .join(_tag, (_tag.c.tenant_id == _link.c.tenant_id) & (_tag.c.id == _link.c.tag_id))
        .where(
            _link.c.tenant_id == uow.tenant_id, _link.c.entity == entity, _link.c.record_id.in_(ids),
            _tag.c.deleted_at.is_(None),
        )
        .group_by(_link.c.tag_id)
    )  # fmt: skip


def put(uow: UnitOfWork, resource: "Resource", row: Any, wanted: Iterable[str] | None) -> bool:
    """Give a record exactly these tags, making those that don't exist yet; answers whether that changed anything.

    A change of tags is a change of the record: its version goes up with it.
    """
    record_id, ids = row.id, _ids(uow, names(list(wanted or ())))
    here = set(uow.session.scalars(select(_link.c.tag_id).where(*_on(uow, resource, record_id))))
    if here == ids:
        return False
    if gone := here - ids:
        uow.session.execute(delete(_link).where(*_on(uow, resource, record_id), _link.c.tag_id.in_(gone)))
    uow.session.add_all(
        RecordTag(entity=resource.entity, record_id=record_id, tag_id=one) for one in sorted(ids - here)
    )
    row.updated_at = now()
    uow.session.flush()
    return True


def state(uow: UnitOfWork, resource: "Resource", row: Any) -> dict[str, Any]:
    """What history keeps of a record: its own values, and the names of its tags."""
    own = snapshot(row)
    return own | {TAGS: names_of(uow, resource, row.id)} if resource.tagged else own


def _on(uow: UnitOfWork, resource: "Resource", record_id: UUID) -> list[ColumnElement[bool]]:
    return [
        _link.c.tenant_id == uow.tenant_id,
        _link.c.entity == resource.entity,
        _link.c.record_id == record_id,
    ]


def _ids(uow: UnitOfWork, wanted: Sequence[str]) -> set[UUID]:
    """The tags of these names; new ones are made by those who may."""
    refuse_many(wanted)
    return set(ids_of(uow, wanted).values())


def refuse_many(wanted: Sequence[str]) -> None:
    """Raise ``ValidationFailed`` for more tags than a record may have."""
    if len(wanted) > MAX_TAGS:
        raise ValidationFailed(fields={TAGS: _("At most {n} tags are possible on a record", n=MAX_TAGS)})


def lacking(uow: UnitOfWork, wanted: Sequence[str]) -> list[str]:
    """Of these names those that no tag has and that the actor may not make one of."""
    if not wanted or uow.actor.can(permission(TAGS, "create")):
        return []
    stored = known(uow, wanted)
    return [name for name in wanted if fold(name) not in stored]


def not_there(name: str) -> ValidationFailed:
    """What is said to who may not make this tag."""
    return ValidationFailed(fields={TAGS: _("There is no tag “{name}”, and your role may not add one", name=name)})


def ids_of(uow: UnitOfWork, wanted: Sequence[str]) -> dict[str, UUID]:
    """The tags of these names, by folded name; new ones are made by those who may."""
    if not wanted:
        return {}
    if found := lacking(uow, wanted):
        raise not_there(found[0])
    stored = known(uow, wanted)
    made = {fold(name): Tag(name=name[:200]) for name in wanted if fold(name) not in stored}
    uow.session.add_all(made.values())
    uow.session.flush()
    stored |= {folded: tag.id for folded, tag in made.items()}
    return {fold(name): stored[fold(name)] for name in wanted}


def known(uow: UnitOfWork, wanted: Sequence[str]) -> dict[str, UUID]:
    """Of these names those that tags have, folded, with the tags' ids."""
    folded = func.zarrin_fold(_tag.c.name)
    named = select(_tag.c.id, _tag.c.name).where(
        _tag.c.tenant_id == uow.tenant_id, _tag.c.deleted_at.is_(None), folded.in_([fold(name) for name in wanted])
    )
    return {fold(tag.name): tag.id for tag in uow.session.execute(named)}
