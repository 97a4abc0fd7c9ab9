"""What a change would do, found out by doing it and taking it back: nothing is guessed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.admin.bulk.change import Change
from services.admin.bulk.run import AT_ONCE, MAX_ROWS, MAX_WHOLE, Line, Result, lines
from services.admin.bulk.selection import Selection
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import visible_fields
from services.admin.references import scoped
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.core.actor import Actor
from services.core.database import UnitOfWork, rehearsal

SAMPLE = 5
"""Records shown with each field before and after."""
NAMED = 3
"""Titles given with each reason."""


def preview(actor: Actor, selection: Selection, change: Change) -> dict[str, Any]:
    """How many records a change meets, and what becomes of the first 200: tried in a transaction that is taken back.

    Answers ``count`` and ``over`` (more than are possible), ``checked``, of these ``done``, ``same`` and ``refused``,
    ``reasons`` (``{"why", "n", "titles"}``), ``rows`` (``{"id", "title", "changes": [{"key", "before", "after"}]}``),
    whether it will be a ``job``, and whether all or none is possible (``whole``).
    """
    resource = selection.resource
    with rehearsal(actor) as uow:
        change.verify(uow, resource)
        count = selection.count(uow, MAX_ROWS)
        ids = selection.batch(uow, None, AT_ONCE)
        fields = _shown(resource, actor)
        before = _rows(uow, resource, fields, ids)
        made = list(lines(uow, resource, change, ids))
        some = [line.id for line in made if line.result is Result.DONE][:SAMPLE]
        after = _rows(uow, resource, fields, some)
    return {
        "count": count.n,
        "over": count.over,
        "checked": len(made),
        **{str(result): sum(line.result is result for line in made) for result in Result},
        "reasons": _reasons(made),
        "rows": [_difference(fields, before[key], after[key]) for key in after],
        "job": count.over or count.n > AT_ONCE,
        "whole": not count.over and count.n <= MAX_WHOLE,
    }


def _shown(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The stored fields this person may see: what is computed follows from them."""
    seen = (*visible_fields(resource, actor, Use.DETAIL), *visible_fields(resource, actor, Use.FORM))
    return tuple(bound for bound in dict.fromkeys(seen) if bound.column is not None or bound.beside)


def _rows(uow: UnitOfWork, resource: Resource, fields: tuple[Bound, ...], ids: Sequence[UUID]) -> dict[str, Any]:
    reader, table = Reader(uow, resource, fields), resource.table
    page = select(*reader.columns()).where(
        table.c.tenant_id == uow.tenant_id, table.c.id.in_(ids), scoped(resource, uow.actor)
    )
    rows = reader.plain(uow.session.execute(reader.around(page)).all())
    return {row["_id"]: row for row in sorted(rows, key=lambda row: str(row["_id"]))}


def _difference(fields: tuple[Bound, ...], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    changed = [bound.key for bound in fields if before[bound.key] != after[bound.key]]
    return {
        "id": before["_id"],
        "title": before["_title"],
        "changes": [{"key": key, "before": before[key], "after": after[key]} for key in changed],
    }


def _reasons(made: Sequence[Line]) -> list[dict[str, Any]]:
    """The refusals by their sentence, the most frequent first."""
    grouped: dict[Any, list[Line]] = {}
    for line in made:
        if line.why is not None:
            grouped.setdefault(line.why, []).append(line)
    ordered = sorted(grouped.items(), key=lambda item: -len(item[1]))
    return [{"why": why.plain(), "n": len(of), "titles": [one.title for one in of[:NAMED]]} for why, of in ordered]
