"""Search by words: each record's words lie folded in ``search_token``, and a typed word finds those it begins.

All words must match, in the record itself or in a record it refers to. Prefixes are ranges of an index
(``~>=~``, ``~<~``), which row-level security lets through, unlike ``LIKE``.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, union

from models.platform import SearchToken
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import can, visible_fields
from services.admin.references import target_of
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.text import fold

MAX_TOKEN, MAX_TOKENS, MAX_WORDS = 64, 100, 8
_PART = re.compile(r"[^\W_]+")


def tokens_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts, folded: of ``R-1063`` they are ``r``, ``1063`` and ``r1063``."""
    found = dict.fromkeys(token[:MAX_TOKEN] for text in texts for token in _tokens(text))
    return frozenset(list(found)[:MAX_TOKENS])


def _tokens(text: str) -> Iterator[str]:
    for chunk in fold(text).split():
        parts = _PART.findall(chunk)
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


def words_of(text: str) -> tuple[str, ...]:
    """The words somebody typed, folded, each chunk in one piece; at most eight count."""
    chunks = ("".join(_PART.findall(chunk))[:MAX_TOKEN] for chunk in fold(text).split())
    return tuple(dict.fromkeys(chunk for chunk in chunks if chunk))[:MAX_WORDS]


def prefix(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """The condition "begins with this word", as a range that an index with ``text_pattern_ops`` can walk."""
    last = ord(word[-1]) + 1
    following = word[:-1] + chr(0xE000 if 0xD800 <= last <= 0xDFFF else min(last, 0x10FFFF))
    return and_(column.op("~>=~")(word), column.op("~<~")(following))


def matches(resource: Resource, actor: Actor, tenant_id: UUID, text: str) -> list[ColumnElement[bool]]:
    """One condition for each typed word; a text without any letter or digit finds nothing."""
    identity, table = resource.table.c.id, resource.table
    references = _searched_references(resource, actor)
    found: list[ColumnElement[bool]] = []
    for word in words_of(text):
        own = records_with(resource.entity, tenant_id, word)
        others = [
            select(table.c.id).where(
                table.c.tenant_id == tenant_id, table.c[bound.key].in_(records_with(entity, tenant_id, word))
            )
            for bound, entity in references
        ]
        found.append(identity.in_(union(own, *others) if others else own))
    return found or [identity.is_(None)]


def records_with(entity: str, tenant_id: UUID, word: str) -> Select[Any]:
    """The ids of an entity's records that have a word beginning so."""
    token = SearchToken.__table__.c  # type: ignore[attr-defined]
    return select(token.record_id).where(token.tenant_id == tenant_id, token.entity == entity, prefix(token.token, word))


def _searched_references(resource: Resource, actor: Actor) -> list[tuple[Bound, str]]:
    found = []
    for bound in visible_fields(resource, actor, Use.SEARCH):
        target = target_of(bound) if isinstance(bound.search, tuple) else None
        if target and can(target, actor, "view"):
            found.append((bound, target.entity))
    return found
