"""What a change would do, found out by working it out as the change itself does; nothing is written or held."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.records import RecordTag, Tag
from services.admin import tagging
from services.admin.bulk.change import Change
from services.admin.bulk.foreseen import foreseen, would_be
from services.admin.bulk.run import AT_ONCE, MAX_ROWS, MAX_WHOLE, Line, Result, line_of
from services.admin.bulk.selection import Selection
from services.admin.bulk.work import Work
from services.admin.covering import Cover, covered
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.policy import visible_fields
from services.admin.references import scoped
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.core.actor import Actor
from services.core.bulk import as_rows
from services.core.database import UnitOfWork, unit_of_work

SAMPLE = 5
"""Records shown with each field before and after."""
NAMED = 3
"""Titles given with each reason."""


def preview(actor: Actor, selection: Selection, change: Change) -> dict[str, Any]:
    """How many records a change meets, and what becomes of the first 200; others go on with them meanwhile.

    Answers ``count`` and ``over`` (more than are possible), ``checked``, of these ``done``, ``same`` and ``refused``,
    ``reasons`` (``{"why", "n", "titles"}``), ``rows`` (``{"id", "title", "changes": [{"key", "before", "after"}]}``),
    whether it will be a ``job``, and whether all or none is possible (``whole``).
    """
    resource = selection.resource
    with unit_of_work(actor, read_only=True) as uow:
        change.verify(uow, resource)
        count = selection.count(uow, MAX_ROWS)
        works, here = foreseen(uow, resource, change, selection.batch(uow, None, AT_ONCE))
        made = [line_of(work) for work in works]
        some = [work for work in works if work.changed][:SAMPLE]
        fields, ids = _shown(resource, actor), [work.id for work in some]
        before = _rows(uow, resource, fields, ids)
        with covered(uow) as cover:
            _cover(uow, cover, resource, some, here)
            after = _rows(uow, resource, fields, ids)
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


def _cover(uow: UnitOfWork, cover: Cover, resource: Resource, works: Sequence[Work], here: tagging.Links) -> None:
    """Let these records be read as they would be, with their tags."""
    cover.put(resource.table, [would_be(resource, work) for work in works])
    wanted = {work.id: work.labels for work in works if work.labels is not None}
    if wanted:
        made, fresh, gone = tagging.imagined(uow, resource, here, wanted)
        cover.put(Tag.__table__, as_rows(made))  # type: ignore[attr-defined]
        cover.put(RecordTag.__table__, as_rows(fresh), gone)  # type: ignore[attr-defined]


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
