"""Search by words: each record's words lie folded in ``search_token``, and a typed word finds those it begins.

All words must match, either in the record itself or in one record that it refers to. Prefixes are ranges of an index,
which row-level security lets through, unlike ``LIKE``. What few records have is looked up first and then named by
id; what many have is left to the planner, which walks the list's own order and soon has a page full.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    FromClause,
    Null,
    Select,
    and_,
    exists,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from models.platform import SearchToken
from models.records import Tag
from services.admin import tags
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, visible_fields
from services.admin.references import target_of
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.text import words

MAX_WORDS = 8
"""More typed words than these are not looked at."""
FEW = 2_000
"""Up to so many records are named by their ids."""
LAST, FIRST_SURROGATE, AFTER_SURROGATES = 0x10FFFF, 0xD800, 0xE000
"""Code points: the last there is, and those that no text holds."""
Ways = dict[ColumnElement[Any], Select[Any]]
"""How a record can be found: a column, and the ids it then holds."""
_token: Any = SearchToken.__table__.c  # type: ignore[attr-defined]


def matches(uow: UnitOfWork, resource: Resource, text: str) -> ColumnElement[bool]:
    """The condition that a search puts on a list; a text without any letter or digit finds nothing."""
    identity, typed = resource.table.c.id, words(text)[:MAX_WORDS]
    if not typed:
        return identity.is_(None)
    ways = _ways(uow, resource, typed)
    found = _few(uow, ways)
    conditions = [
        column.in_(found[n] if len(found[n]) <= FEW else ids)
        for n, (column, ids) in enumerate(ways.items())
        if n in found
    ]
    return or_(*conditions) if conditions else identity.is_(None)


def leaves_many(resource: Resource, condition: ColumnElement[bool]) -> bool:
    """Whether a condition of :func:`matches` is about words that many records have in themselves, and nothing else."""
    left, right = getattr(condition, "left", None), getattr(condition, "right", None)
    return left is resource.table.c.id and right is not None and not isinstance(right, BindParameter | Null)


def first_of_many(uow: UnitOfWork, resource: Resource, text: str, most: int) -> tuple[CTE, FromClause]:
    """For counting: at most so many records with the longest word, and those of them that have all words."""
    longest, *further = sorted(words(text)[:MAX_WORDS], key=len, reverse=True)
    own = (_token.tenant_id == uow.tenant_id, _token.entity == resource.entity, prefix(_token.token, longest))
    near = select(_token.record_id).where(*own).limit(most).cte("near")
    having = select(near.c.record_id.label("id")).distinct()
    for word in further:
        other = SearchToken.__table__.alias()  # type: ignore[attr-defined]
        same = (other.c.tenant_id == uow.tenant_id, other.c.entity == resource.entity)
        having = having.where(exists().where(*same, other.c.record_id == near.c.record_id, prefix(other.c.token, word)))
    return near, having.subquery()


def _ways(uow: UnitOfWork, resource: Resource, typed: Sequence[str]) -> Ways:
    ways: Ways = {resource.table.c.id: _records_with(uow, resource.entity, typed)}
    for bound, target in searched_references(uow, resource):
        ways[resource.table.c[bound.key]] = _records_with(uow, target.entity, typed)
    if resource.tagged:
        identity = resource.table.c.id
        found = _aliased(_records_with(uow, str(Tag.__tablename__), typed))
        ways[type_coerce(identity, identity.type)] = tags.records_tagged(uow, resource.entity, found)
    return ways


def _few(uow: UnitOfWork, ways: Ways) -> dict[int, list[UUID]]:
    """The ids found by each way (by its number), of each no more than tell few from many; fruitless ones left out."""
    limited = (ids.limit(FEW + 1).subquery() for ids in ways.values())
    parts = (select(literal(n), *one.c) for n, one in enumerate(limited))
    found: dict[int, list[UUID]] = {}
    for way, identity in uow.session.execute(union_all(*parts)):
        found.setdefault(way, []).append(identity)
    return found


def prefix(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """The condition "begins with this word", as a range that an index with ``text_pattern_ops`` can walk."""
    return and_(column.op("~>=~", is_comparison=True)(word), column.op("~<~", is_comparison=True)(after(word)))


def after(word: str) -> str:
    """The first text beyond all that begin with this word."""
    following = min(ord(word[-1]) + 1, LAST)
    return word[:-1] + chr(AFTER_SURROGATES if following == FIRST_SURROGATE else following)


def _records_with(uow: UnitOfWork, entity: str, typed: Sequence[str]) -> Select[Any]:
    """The ids of an entity's records that have a word beginning with each of these."""
    first, *further = (
        select(_token.record_id).where(
            _token.tenant_id == uow.tenant_id, _token.entity == entity, prefix(_token.token, word)
        )
        for word in sorted(typed, key=len, reverse=True)
    )
    for other in further:
        first = first.where(_token.record_id.in_(_aliased(other)))
    return first


def _aliased(statement: Select[Any]) -> Select[Any]:
    """The same statement over its own copy of the table, so that it is not taken for the outer one."""
    inner = statement.subquery()
    return select(inner.c.record_id)


def searched_references(uow: UnitOfWork, resource: Resource) -> list[tuple[Bound, Resource]]:
    """The references of a resource through which it is searched, as far as the actor may see, and where they lead."""
    found = []
    for bound in visible_fields(resource, uow.actor, Use.SEARCH):
        target = target_of(bound) if isinstance(bound.search, tuple) else None
        if target and can(target, uow.actor, "view"):
            found.append((bound, target))
    return found
