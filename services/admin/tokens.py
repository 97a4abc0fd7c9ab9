"""The words of records, as ``search_token`` keeps them: how common they are, who has them, whether one record does.

A beginning is a range of the index by words, which row-level security lets through, unlike ``LIKE``. A record known
already is asked by its own index for its few words, never along all records with the word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select

from models.platform import SearchToken
from services.admin.frequency import frequency
from services.core.database import UnitOfWork
from services.core.text import readings

MAX_WORDS = 8
"""More typed words than these are not looked at."""
FEW = 20_000
"""Words of more records than these are common: they are counted no further."""
LAST, FIRST_SURROGATE, AFTER_SURROGATES = 0x10FFFF, 0xD800, 0xE000
"""Code points: the last there is, and those that no text holds."""
_tokens: Any = SearchToken.__table__  # type: ignore[attr-defined]
_candidate, _further = _tokens.alias("candidate"), _tokens.alias("further")
"""The words by which records are looked for, and those that a record is asked for; made once, since each use stands
in a selection of its own."""


@dataclass(frozen=True)
class Typed:
    """Words that all have to be there, from rare to common; ``common`` where even the rarest is."""

    words: tuple[str, ...]
    common: bool

    @property
    def rarest(self) -> str:
        """The word by which candidates are looked for."""
        return self.words[0]

    @property
    def further(self) -> tuple[str, ...]:
        """The words that candidates are asked for."""
        return self.words[1:]


def look_up(uow: UnitOfWork, entities: Iterable[str], typed: str) -> dict[str, list[Typed]]:
    """The readings of what is typed whose words all occur, by entity; each word counted up to a bound."""
    read = [words[:MAX_WORDS] for words in readings(typed)]
    every = list(dict.fromkeys(word for words in read for word in words))
    if not every:
        return {}
    counts = frequency(uow, entities, [(word, after(word)) for word in every], FEW)
    found = {
        entity: [_typed(words, of) for words in read if all(of[word] for word in words)]
        for entity, of in counts.items()
    }
    return {entity: some for entity, some in found.items() if some}


def _typed(words: Sequence[str], counts: dict[str, int]) -> Typed:
    ordered = tuple(sorted(words, key=lambda word: (counts[word], -len(word))))
    return Typed(ordered, counts[ordered[0]] > FEW)


def first(uow: UnitOfWork, entity: str, typed: Typed, most: int = FEW) -> Select[Any]:
    """The ids of the first so many records with the rarest word, as far as they have the others."""
    one = _candidate
    own = (one.c.tenant_id == uow.tenant_id, one.c.entity == entity, prefix(one.c.token, typed.rarest))
    near = select(one.c.record_id).where(*own).limit(most).subquery()
    return select(near.c.record_id).where(*(has(uow, entity, near.c.record_id, word) for word in typed.further))


def has(uow: UnitOfWork, entity: str, identity: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether one record has a word that begins so. It is no range, lest the planner walk all records with the word."""
    other = _further
    same = (other.c.tenant_id == uow.tenant_id, other.c.entity == entity, other.c.record_id == identity)
    begins = func.left(other.c.token, len(word)) == word
    return select(literal(True)).where(*same, begins).limit(1).scalar_subquery().is_(True)


def all_with(uow: UnitOfWork, entity: str, typed: Typed) -> Select[Any]:
    """The ids of all records with these words, however many: the planner finds its way."""
    own, *further = (
        select(_tokens.c.record_id).where(
            _tokens.c.tenant_id == uow.tenant_id, _tokens.c.entity == entity, prefix(_tokens.c.token, word)
        )
        for word in typed.words
    )
    for other in further:
        inner = other.subquery()
        own = own.where(_tokens.c.record_id.in_(select(inner.c.record_id)))
    return own


def prefix(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """The condition "begins with this word", as a range of the index, where words are sorted by their bytes."""
    return and_(column >= word, column < after(word))


def after(word: str) -> str:
    """The first text beyond all that begin with this word."""
    following = min(ord(word[-1]) + 1, LAST)
    return word[:-1] + chr(AFTER_SURROGATES if following == FIRST_SURROGATE else following)
