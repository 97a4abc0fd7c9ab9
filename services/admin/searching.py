"""Search in a list by words: a typed word finds those it begins, with the half-spaces of Persian typed or not.

All words must match, either in the record itself, in its tags or in one record that it refers to. What few records have
is named by their ids. What many have is asked of each row while the list is walked in its own order, which soon has
a page full; so a page costs the same however many records there are, and where words are common each by itself but
hardly ever together, a sample of the records tells.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import UUID as UUIDS
from sqlalchemy import ColumnElement, Select, and_, any_, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import ARRAY

from models.records import Tag
from services.admin import tags
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, visible_fields
from services.admin.references import target_of
from services.admin.resource import Resource
from services.admin.tokens import FEW, Typed, all_with, first, has, look_up
from services.core.database import UnitOfWork

DEEP = 5_000
"""So many records with one common word are asked for the others."""
ENOUGH = 40
"""Where so many of them have all words, walking the list finds a page."""


@dataclass(frozen=True)
class Way:
    """How records are found: by words of their own (``key`` is "id"), of their tags, of what a reference leads to."""

    key: str
    entity: str
    readings: Sequence[Typed]

    @property
    def common(self) -> bool:
        """Whether more records than a few have the words."""
        return any(typed.common for typed in self.readings)


@dataclass(frozen=True)
class Finds:
    """What a search finds in a list.

    ``every`` is the condition of all finds, for sums, exports and changes. For a page there is either ``named``, the
    same of few records, or ``asked``, the condition over a row's columns ``keys``. ``partial``: those named are only
    what a sample has. ``along`` are common words of the records' own, along which finds can be counted.
    """

    every: Callable[[], ColumnElement[bool]]
    named: ColumnElement[bool] | None = None
    asked: Callable[[Any], ColumnElement[bool]] | None = None
    keys: tuple[str, ...] = ()
    partial: bool = False
    along: Typed | None = None


def matches(uow: UnitOfWork, resource: Resource, text: str) -> ColumnElement[bool]:
    """The condition that a search puts on a few suggestions; a text without any letter or digit finds nothing."""
    finds = find(uow, resource, text)
    if finds.asked is not None:
        return finds.asked(resource.table.c)
    return resource.table.c.id.is_(None) if finds.named is None else finds.named


def find(uow: UnitOfWork, resource: Resource, text: str) -> Finds:
    """What these words find, looked up by a statement or two."""
    ways = _ways(uow, resource, text)
    if not ways:
        nothing = resource.table.c.id.is_(None)
        return Finds(lambda: nothing, nothing)

    def every() -> ColumnElement[bool]:
        return or_(*(_every(uow, resource, way) for way in ways))

    own = next((way for way in ways if way.key == "id"), None)
    sample = _sampled(uow, own) if own and own.common else None
    others = [way for way in ways if way is not own]
    if (own and own.common and sample is None) or _lead_to_many(uow, resource, others):
        along = next((typed for typed in own.readings if typed.common), None) if own else None

        def asked(columns: Any) -> ColumnElement[bool]:
            return or_(*(_asked(uow, resource, way, columns) for way in ways))

        return Finds(every, asked=asked, keys=tuple(way.key for way in others if way.key != tags.TAGS), along=along)
    parts = [_ids(uow, resource, way) for way in (others if sample is not None else ways)]
    conditions = [_one_of(resource.table.c.id, parts)] if parts else []
    if sample is not None:
        conditions.append(resource.table.c.id.in_(sample))
    return Finds(every, or_(*conditions), partial=sample is not None)


def _ways(uow: UnitOfWork, resource: Resource, text: str) -> list[Way]:
    """The ways by which anything can be found."""
    places = [("id", resource.entity)]
    places += [(bound.key, target.entity) for bound, target in searched_references(uow, resource)]
    if resource.tagged:
        places.append((tags.TAGS, str(Tag.__tablename__)))
    read = look_up(uow, [entity for _key, entity in places], text)
    return [Way(key, entity, read[entity]) for key, entity in places if entity in read]


def _sampled(uow: UnitOfWork, own: Way) -> list[UUID] | None:
    """The finds among the first records with common words; None where enough of these have all of them."""
    if any(typed.common and not typed.further for typed in own.readings):
        return None
    parts = [first(uow, own.entity, typed, DEEP if typed.common else FEW) for typed in own.readings]
    found = list(uow.session.scalars(union_all(*parts).limit(ENOUGH)))
    return found if len(found) < ENOUGH else None


def _lead_to_many(uow: UnitOfWork, resource: Resource, others: Sequence[Way]) -> bool:
    """Whether more than a few records of the list have tags or references that are found."""
    if not others or any(way.common for way in others):
        return bool(others)
    few = (_ids(uow, resource, way).limit(FEW + 1).subquery() for way in others)
    sizes = uow.session.execute(select(*(select(func.count()).select_from(one).scalar_subquery() for one in few)))
    return any(size > FEW for size in sizes.one())


def _found(uow: UnitOfWork, way: Way) -> list[Select[Any]]:
    return [first(uow, way.entity, typed) for typed in way.readings]


def _ids(uow: UnitOfWork, resource: Resource, way: Way) -> Select[Any]:
    """The records of the list that a way finds, where the words are not common."""
    found = union_all(*_found(uow, way)).subquery()
    if way.key == "id":
        return select(found.c.record_id)
    if way.key == tags.TAGS:
        return tags.records_tagged(uow, resource.entity, select(found.c.record_id))
    there = resource.table.alias()
    return select(there.c.id).where(there.c.tenant_id == uow.tenant_id, _one_of(there.c[way.key], _found(uow, way)))


def _asked(uow: UnitOfWork, resource: Resource, way: Way, columns: Any) -> ColumnElement[bool]:
    """Whether a row is found this way."""
    if way.key == tags.TAGS:
        found = union_all(*_found(uow, way)).subquery()
        tagged = tags.records_tagged(uow, resource.entity, select(found.c.record_id))
        return tagged.where(tagged.selected_columns.record_id == columns.id).exists()
    if not way.common:
        return _one_of(columns[way.key], _found(uow, way))
    asked = ([has(uow, way.entity, columns[way.key], word) for word in typed.words] for typed in way.readings)
    return or_(*(and_(*words) for words in asked))


def _every(uow: UnitOfWork, resource: Resource, way: Way) -> ColumnElement[bool]:
    found = union_all(*(all_with(uow, way.entity, typed) for typed in way.readings)).subquery()
    ids = select(found.c.record_id)
    if way.key == tags.TAGS:
        return resource.table.c.id.in_(tags.records_tagged(uow, resource.entity, ids))
    return resource.table.c[way.key].in_(ids)


def _one_of(column: ColumnElement[Any], parts: Sequence[Select[Any]]) -> ColumnElement[bool]:
    """Whether a column holds one of these ids, which are fetched once."""
    ids: ColumnElement[Any] = func.array(union_all(*parts).scalar_subquery(), type_=ARRAY(UUIDS))
    return column == any_(ids)


def searched_references(uow: UnitOfWork, resource: Resource) -> list[tuple[Bound, Resource]]:
    """The references of a resource through which it is searched, as far as the actor may see, and where they lead."""
    found = []
    for bound in visible_fields(resource, uow.actor, Use.SEARCH):
        target = target_of(bound) if isinstance(bound.search, tuple) else None
        if target and can(target, uow.actor, "view"):
            found.append((bound, target))
    return found
