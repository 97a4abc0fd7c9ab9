"""How many records have a word, counted up to a bound; that a word is common is remembered for a minute.

A common word takes longest to count and stays common, and all it decides is the road by which records are found. What
few or no records have is counted each time, so that a new record is found at once.
"""

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.core.database import UnitOfWork

REMEMBERED = 60
"""Seconds."""
MOST = 10_000
"""Words remembered at once, of all shops of this process."""
_common: dict[tuple[UUID, str, str, int], float] = {}

_COUNT = text("""
    select n, (select count(*) from (
        select from search_token s where s.tenant_id = :tenant and s.entity = e.entity
            and s.token >= e.low and s.token < e.high limit :counted) as counted)
    from unnest(cast(:entities as text[]), cast(:lows as text[]), cast(:highs as text[]))
        with ordinality as e(entity, low, high, n)
""")


def frequency(
    uow: UnitOfWork, entities: Iterable[str], words: Sequence[tuple[str, str]], most: int
) -> dict[str, dict[str, int]]:
    """How many records of each entity have a word that begins so, by entity and beginning, ``most + 1`` at most.

    ``words`` are the beginnings, each with the first text beyond all that begin so.
    """
    asked = [(entity, low, high) for entity in sorted(set(entities)) for low, high in words]
    since = monotonic() - REMEMBERED
    keys = {one: (uow.tenant_id, one[0], one[1], most) for one in asked}
    counts = {one: most + 1 for one in asked if _common.get(keys[one], since) > since}
    unknown = [one for one in asked if one not in counts]
    if unknown:
        given: dict[str, Any] = dict(
            zip(("entities", "lows", "highs"), map(list, zip(*unknown, strict=True)), strict=True)
        )
        for place, count in uow.session.execute(_COUNT, given | {"tenant": uow.tenant_id, "counted": most + 1}):
            counts[unknown[place - 1]] = count
    if len(_common) > MOST:
        _common.clear()
    _common.update({keys[one]: monotonic() for one in unknown if counts[one] > most})
    found: dict[str, dict[str, int]] = {}
    for (entity, low, _high), count in counts.items():
        found.setdefault(entity, {})[low] = count
    return found
