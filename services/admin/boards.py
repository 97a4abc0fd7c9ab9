"""A list as a board: a column for each choice of a field, with its count, its sums and its first cards.

Counting stops at 1,000 a column, and sums are given only where the count is exact. Three statements bring a board
whatever its size: each column is a walk of its own that ends after its first cards, and one more looks what was said
about all cards. Where a search finds common words, each column is looked at so far and says that there may be more.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from services.admin.beside import beside
from services.admin.commands import act
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.invalid import Invalid
from services.admin.listing import ListQuery
from services.admin.policy import can, can_act, require, visible_fields
from services.admin.record import load
from services.admin.resource import Resource
from services.admin.rows import Reader
from services.admin.sought import Order, Sought, sought
from services.admin.statement import LOOKED_AT, SORT_VALUE, in_order, sort_expression
from services.admin.sums import summed
from services.admin.values import parse, plain
from services.admin.views import (
    board_fields,
    changeable,
    chosen,
    fields_of,
    move,
    parted_by,
    refused_rows,
    stored,
)
from services.admin.workflow import moves, stated
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import RuleBroken, ValidationFailed
from services.core.i18n import _

CARDS = 12
"""Cards of a column at first."""
MOST_CARDS = 200
"""Cards of one column at most; who wants more sees them in the table."""
COUNT_LIMIT = 1_000
SUMS = 2
COLUMN = "_column"


@dataclass(frozen=True)
class _Lane:
    """A column: its value as typed, and the condition of its rows."""

    value: str
    condition: ColumnElement[bool]


def board(
    uow: UnitOfWork, resource: Resource, query: ListQuery, by: str = "", column: str | None = None, cards: int = CARDS
) -> dict[str, Any]:
    """The columns of a board, or only ``column`` of it, with at most ``cards`` cards each.

    Answers ``{"by", "sums": [field], "movable", "stepwise", "adds": [value], "partial", "columns": [{"value", "label",
    "tone", "count", "over", "sums", "more", "rows"}]}``; a new record may begin in the columns of ``adds``; of a
    ``partial`` board only the first records were asked for the words of a search. A row is plain, with ``_moves``: the
    values it may go to, each with the question whose answer is the reason, or an empty text; and with ``_comments`` and
    ``_files``, how many there are. Raises ``Forbidden`` and ``ValidationFailed``.
    """
    require(resource, uow.actor, "view")
    bound = chosen(board_fields(resource, uow.actor), by)
    lanes = [lane for lane in _lanes(bound) if column in (None, lane.value)]
    if not lanes:
        raise ValidationFailed(_("There is no such column"), fields={"column": _("Unknown")})
    found, cards = sought(uow, query), min(cards, MOST_CARDS)
    counts = _counts(uow, query, lanes, found)
    rows = _cards(uow, query, bound, lanes, found, cards)
    movable = not query.trash and _movable(resource, uow.actor, bound)
    offered = _offered(uow, resource, bound, rows) if movable else {}
    said = beside(uow, resource, [row["_id"] for row in rows])
    for row in rows:
        row["_moves"] = offered.get(row["_id"], {})
        row["_comments"], row["_files"] = said.get(row["_id"], (0, 0))
    made = [_column(bound, lane, counts[lane.value], rows, cards) for lane in lanes]
    shown = [one for one in made if one["value"] or one["count"]]
    sums = [b.key for b in _sum_fields(query, uow)]
    adds = [] if query.trash else _adds(resource, uow.actor, bound)
    partial = found.partial or any(one["stopped"] for one in counts.values())
    about = {"by": bound.key, "sums": sums, "movable": movable, "stepwise": _stepwise(resource, bound)}
    return about | {"adds": adds, "partial": partial, "columns": shown}


def put(uow: UnitOfWork, resource: Resource, by: str, identity: str, value: str, version: int, reason: str = "") -> Any:
    """Move a card into another column: an update, or the step of the workflow that leads there.

    Raises ``Forbidden``, ``ValidationFailed``, ``StaleVersion``, and ``RuleBroken`` where no step leads there.
    """
    require(resource, uow.actor, "view")
    bound = chosen(board_fields(resource, uow.actor), by)
    if not _stepwise(resource, bound):
        return move(uow, resource, identity, {bound.key: value}, version)
    row = load(uow, resource, identity)
    step = next((name for name, to in moves(resource, uow.actor, row) if to == value), None)
    if step is None:
        raise RuleBroken(_("This record can't go there from where it is"))
    act(uow, resource, step, [identity], reason, version)
    return load(uow, resource, identity)


def places(uow: UnitOfWork, resource: Resource, by: str, row: Any) -> dict[str, str]:
    """Where a record that was just put somewhere may go now, each with the question that this asks."""
    bound = chosen(board_fields(resource, uow.actor), by)
    if _stepwise(resource, bound):
        return _steps(uow, resource, row)
    return {choice.value: "" for choice in bound.choices}


def _adds(resource: Resource, actor: Actor, bound: Bound) -> list[str]:
    """The columns in which a new record may begin: the first state of a workflow, or any that the form may choose."""
    if not can(resource, actor, "create"):
        return []
    if resource.workflow is not None and _stepwise(resource, bound):
        return [stated(resource.workflow.first(bound))]
    return [choice.value for choice in bound.choices] if bound in visible_fields(resource, actor, Use.FORM) else []


def _steps(uow: UnitOfWork, resource: Resource, row: Any) -> dict[str, str]:
    asks = {one.name: one.reason.msgid if one.reason else "" for one in resource.acts}
    return {to: asks[name] for name, to in reversed(moves(resource, uow.actor, row))}


def _stepwise(resource: Resource, bound: Bound) -> bool:
    """Whether the column is the state of a workflow, which only its steps write."""
    return resource.workflow is not None and resource.workflow.field == bound.key


def _movable(resource: Resource, actor: Actor, bound: Bound) -> bool:
    if _stepwise(resource, bound):
        return any(one.to and can_act(resource, actor, one) for one in resource.acts)
    return changeable(resource, actor, bound)


def _offered(
    uow: UnitOfWork, resource: Resource, bound: Bound, rows: list[dict[str, Any]]
) -> dict[str, dict[str, str]]:
    """Where each row may go, and the question that this asks."""
    if _stepwise(resource, bound):
        return {str(row.id): _steps(uow, resource, row) for row in stored(uow, resource, rows)}
    fixed, places = refused_rows(uow, resource, rows), [choice.value for choice in bound.choices]
    free = (row for row in rows if row["_id"] not in fixed)
    return {row["_id"]: {place: "" for place in places if place != row[bound.key]} for row in free}


def _lanes(bound: Bound) -> list[_Lane]:
    column: Any = bound.column
    made = [_Lane(choice.value, column == _typed(bound, choice.value)) for choice in bound.choices]
    return [*made, _Lane("", column.is_(None))] if bound.nullable else made


def _typed(bound: Bound, value: str) -> Any:
    try:
        return parse(bound, value)
    except Invalid as error:  # a choice of the declaration that its own column can't hold
        raise ValidationFailed(error.message) from error


def _sum_fields(query: ListQuery, uow: UnitOfWork) -> tuple[Bound, ...]:
    """The sums a column shows: weights first, then amounts."""
    fields = visible_fields(query.resource, uow.actor, Use.TOTAL)
    return tuple(sorted(fields, key=lambda bound: bound.kind != "weight"))[:SUMS]


def _counts(uow: UnitOfWork, query: ListQuery, lanes: list[_Lane], found: Sought) -> dict[str, dict[str, Any]]:
    fields, table, reach = _sum_fields(query, uow), query.resource.table, LOOKED_AT // len(lanes)
    needed = {b.key for b in fields} | {b.declared.currency for b in fields if b.declared.currency}
    own = (table.c[name] for name in ("id", *sorted(needed - {"id"})))
    columns: list[ColumnElement[Any]] = [*own, sort_expression(query).label(SORT_VALUE)]
    order = _order(query) if found.finds else ()  # only so many are looked at: the same that the cards are of
    parts = []
    for lane in lanes:
        few = found.rows(columns, lane.condition, most=COUNT_LIMIT + 1, reach=reach, order=order).subquery()
        sums = (summed(few.c, bound).label(bound.key) for bound in fields)
        stopped = found.stopped(lane.condition, reach=reach).label("_stopped")
        counted = select(literal(lane.value).label(COLUMN), func.count().label("_n"), stopped, *sums)
        parts.append(counted.select_from(few))
    rows = uow.session.execute(union_all(*parts)).mappings()
    return {row[COLUMN]: _counted(row, fields, partial=found.partial) for row in rows}


def _counted(row: Any, fields: tuple[Bound, ...], *, partial: bool) -> dict[str, Any]:
    over = partial or row["_stopped"] or row["_n"] > COUNT_LIMIT
    sums = {} if over else {bound.key: plain(row[bound.key]) for bound in fields}
    return {"count": min(row["_n"], COUNT_LIMIT), "over": over, "stopped": row["_stopped"], "sums": sums}


def _cards(
    uow: UnitOfWork, query: ListQuery, bound: Bound, lanes: list[_Lane], found: Sought, cards: int
) -> list[dict[str, Any]]:
    reader = Reader(uow, query.resource, fields_of(query, uow.actor, bound, parted_by(query)))
    order = sort_expression(query).label(SORT_VALUE)
    columns, reach = [*reader.columns(), order], LOOKED_AT // len(lanes)
    walks = (found.rows(columns, lane.condition, most=cards + 1, reach=reach, order=_order(query)) for lane in lanes)
    page: Select[Any] = select(union_all(*(select(walk.subquery()) for walk in walks)).subquery())
    statement = in_order(reader.around(page, order), query)
    return reader.plain(uow.session.execute(statement).all())


def _order(query: ListQuery) -> Order:
    keys = ("id",) if query.sort.key == "id" else (SORT_VALUE, "id")
    return [(key, query.sort.descending) for key in keys]


def _column(
    bound: Bound, lane: _Lane, counted: dict[str, Any], rows: list[dict[str, Any]], cards: int
) -> dict[str, Any]:
    choice = bound.choice(lane.value)
    label, tone = (choice.label.msgid, choice.tone) if choice else (_("Without").msgid, "neutral")
    mine = [row for row in rows if (row[bound.key] or "") == lane.value]
    head = {"value": lane.value, "label": label, "tone": tone}
    head |= {name: counted[name] for name in ("count", "over", "sums")}
    return head | {"more": len(mine) > cards, "rows": mine[:cards]}
