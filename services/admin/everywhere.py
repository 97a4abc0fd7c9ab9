"""One search over every list a person may see: the best match first, grouped, in two statements however many lists.

The first statement counts, up to a bound, how often each typed word begins a word of each entity. The second fetches,
for the entities that have all words, a few candidates by their rarest words, once for all lists that refer to them,
and ranks them. Every part of it is bounded, so the time does not grow with the lists: among thousands of equal finds,
whole words and the newest records are looked at. Each list's scope, policy and field permissions hold as in the list
itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from models.platform import SearchToken
from services.admin.fields import Use
from services.admin.policy import can, may_see
from services.admin.references import scoped, title_of
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.searching import searched_references
from services.admin.tokens import Typed, has, look_up, prefix
from services.core.database import UnitOfWork
from services.core.i18n import LANGUAGES
from services.core.text import fold

DEEP = 1_000
"""So many records with the rarest word are asked for the other words."""
MOST = 50
"""So many candidates of a list are ranked."""
SAME = 10
"""So many records that refer to one find are looked at."""
_tokens: Any = SearchToken.__table__  # type: ignore[attr-defined]

Reachable = Mapping[str, CTE]
"""The candidates of each entity that has all words: ``id``, and ``exact``, 1 where the rarest is a whole word."""


def search_everywhere(uow: UnitOfWork, typed: str, limit: int = 5) -> list[dict[str, Any]]:
    """Records that match, from every list the actor may see.

    Answers groups ``{"resource", "label", "icon", "rows", "more"}``, the one with the best match first; a row is
    ``{"id", "title", "code"}``; ``more`` says that the list has further ones.
    """
    seen = [r for r in registry.all() if r.fields_for(Use.SEARCH) and can(r, uow.actor, "view")]
    entities = {entity for resource in seen for entity in (resource.entity, *_referred(uow, resource))}
    reachable = {entity: _candidates(uow, entity, read) for entity, read in look_up(uow, entities, typed).items()}
    branches = [one for resource in seen if (one := _branch(uow, resource, reachable, fold(typed), limit)) is not None]
    if not branches:
        return []
    groups: dict[str, list[Any]] = {}
    statement = union_all(*branches)
    for row in sorted(uow.session.execute(statement), key=lambda row: (row.rank, -row.exact, -row.id.int)):
        groups.setdefault(row.resource, []).append(row)
    return [_group(registry.get(key), rows, limit) for key, rows in groups.items()]


def _group(resource: Resource, rows: Sequence[Any], limit: int) -> dict[str, Any]:
    shown = [{"id": str(row.id), "title": row.title, "code": row.code} for row in rows[:limit]]
    own = {"resource": resource.key, "label": resource.label.msgid, "icon": resource.icon}
    return own | {"rows": shown, "more": len(rows) > limit}


def _referred(uow: UnitOfWork, resource: Resource) -> list[str]:
    return [target.entity for _bound, target in searched_references(uow, resource)]


def _branch(uow: UnitOfWork, resource: Resource, reachable: Reachable, typed: str, limit: int) -> Select[Any] | None:
    """The best finds of one list, ranked; None where it can have none."""
    own = reachable.get(resource.entity)
    sources = [] if own is None else [select(own.c.id, own.c.exact)]
    for bound, target in searched_references(uow, resource):
        if target.entity in reachable:
            sources.append(_by_reference(uow, resource, bound.key, target, reachable[target.entity]))
    if not sources:
        return None
    some = union_all(*sources).subquery()
    found = select(some.c.id, func.max(some.c.exact).label("exact")).group_by(some.c.id).subquery()
    table = resource.table
    code = resource.coded if resource.coded and may_see(resource, uow.actor, resource.coded) else None
    coded: ColumnElement[Any] = cast(table.c[code.key], Text) if code else null()
    named = title_of(resource, uow.actor)
    rank = _rank(named, coded, found.c.exact, typed)
    return (
        select(
            literal(resource.key).label("resource"),
            table.c.id,
            cast(func.to_jsonb(named), JSONB).label("title"),
            cast(coded, Text).label("code"),
            found.c.exact,
            rank.label("rank"),
        )
        .join_from(found, table, and_(table.c.tenant_id == uow.tenant_id, table.c.id == found.c.id))
        .where(*_visible(uow, resource))
        .order_by(rank, found.c.exact.desc(), table.c.id.desc())
        .limit(limit + 1)
    )


def _visible(uow: UnitOfWork, resource: Resource) -> list[ColumnElement[bool]]:
    """What of a list may be found: the actor's scope, without the trash."""
    gone = [resource.table.c.deleted_at.is_(None)] if resource.trashable else []
    return [scoped(resource, uow.actor), *gone]


def _rank(
    title: ColumnElement[Any], code: ColumnElement[Any], exact: ColumnElement[int], typed: str
) -> ColumnElement[int]:
    """0: exactly this code or name; 1: it begins so; 2: all its words are there; 3: a record it refers to has them."""
    names = [title[each].astext for each in LANGUAGES] if isinstance(title.type, JSONB) else [cast(title, Text)]
    folded = [func.zarrin_fold(name) for name in (*names, code)]
    return case(
        (or_(*(name == typed for name in folded)), 0),
        (or_(*(func.starts_with(name, typed) for name in folded)), 1),
        (exact >= 0, 2),
        else_=3,
    )


def _candidates(uow: UnitOfWork, entity: str, read: Sequence[Typed]) -> CTE:
    """Candidates by an entity's own words: among common words by each of the two rarest, whole words first."""
    arms = []
    for typed in read:
        for word in typed.words[: 2 if typed.common else 1]:
            others = [other for other in typed.words if other != word]
            arms += [_arm(uow, entity, word, others, exact=exact) for exact in (1, 0)]
    both = union_all(*(select(arm.c.id, arm.c.exact) for arm in arms)).subquery()
    return select(both.c.id, both.c.exact).cte(f"found_{entity}")


def _arm(uow: UnitOfWork, entity: str, word: str, others: Sequence[str], *, exact: int) -> FromClause:
    one = _tokens.alias()
    near = select(one.c.record_id).where(one.c.tenant_id == uow.tenant_id, one.c.entity == entity)
    if exact:
        near = near.where(one.c.token == word).order_by(one.c.record_id.desc())
    else:
        near = near.where(prefix(one.c.token, word))
    few = near.limit(DEEP if others else MOST).subquery()
    having = (has(uow, entity, few.c.record_id, other) for other in others)
    return select(few.c.record_id.label("id"), literal(exact).label("exact")).where(*having).limit(MOST).subquery()


def _by_reference(uow: UnitOfWork, resource: Resource, key: str, target: Resource, some: CTE) -> Select[Any]:
    """Candidates that refer to a find of another list: ``id``, and -1."""
    there = target.table.alias()
    own = scoped(target, uow.actor, there)
    finds = (
        select(some.c.id)
        .join_from(some, there, and_(there.c.tenant_id == uow.tenant_id, there.c.id == some.c.id))
        .where(own)
        .limit(MOST)
        .subquery()
    )
    table = resource.table.alias()
    same = (table.c.tenant_id == uow.tenant_id, table.c[key] == finds.c.id)
    referring = select(table.c.id).where(*same).limit(SAME).lateral()
    return select(referring.c.id, literal(-1).label("exact")).select_from(finds).join(referring, true()).limit(MOST)
