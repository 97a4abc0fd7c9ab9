"""Stock: receiving and adjusting goods, each movement with its entry in the books.

A level is the sum of its movements; both change in one transaction under a lock on the level's row, taken in the
order of ids, so that two clerks never wait for each other in a circle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import col, select

from models.base import new_id, now
from models.shop.item import Item
from models.shop.ledger import GOLD
from models.shop.stock import MovementKind, StockLevel, StockMovement
from services.core.database import UnitOfWork
from services.core.errors import RuleBroken, ValidationFailed
from services.core.history import record
from services.core.i18n import Message, _
from services.platform.tenants import current_tenant
from services.shop import ledger
from services.shop.ledger import Posting
from services.shop.metal import fine_weight
from services.shop.zone import today

COST_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Move:
    """Goods to move: pieces in (positive) or out (negative), and what they cost in all."""

    item: Item
    branch_id: UUID
    quantity: Decimal
    cost: Decimal

    @property
    def grams(self) -> Decimal:
        """Net weight moved."""
        return self.item.net_weight * self.quantity

    @property
    def fine_grams(self) -> Decimal:
        """Pure gold moved."""
        return fine_weight(self.item.net_weight, self.item.fineness) * self.quantity


def lock_levels(uow: UnitOfWork, wanted: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], StockLevel]:
    """The levels of these ``(item, branch)`` pairs, locked in the order of items."""
    items = sorted({item_id for item_id, _branch in wanted})
    branches = {branch_id for _item, branch_id in wanted}
    rows = uow.session.execute(
        select(StockLevel)
        .where(col(StockLevel.item_id).in_(items), col(StockLevel.branch_id).in_(branches))
        .order_by(col(StockLevel.item_id), col(StockLevel.branch_id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalars()
    return {(row.item_id, row.branch_id): row for row in rows}


def mean_cost(level: StockLevel, quantity: Decimal) -> Decimal:
    """What so many pieces of a level cost: their share of what all of them did, the last ones all that is left."""
    if quantity == level.quantity:
        return level.cost
    return (level.cost * quantity / level.quantity).quantize(COST_PLACES, ROUND_HALF_EVEN)


def movement_row(
    uow: UnitOfWork, move: Move, kind: MovementKind, document: Mapping[str, Any] | None = None, reason: str = ""
) -> dict[str, Any]:
    """A movement as a row to insert."""
    return {
        "tenant_id": uow.tenant_id, "id": new_id(), "created_at": now(), "created_by": uow.actor.user_id,
        "item_id": move.item.id, "branch_id": move.branch_id, "kind": kind, "quantity": move.quantity,
        "grams": move.grams, "fine_grams": move.fine_grams, "cost": move.cost, "moved_at": now(),
        "document_type": "", "document_id": None, "document_number": "", "reason": reason, **(document or {}),
    }  # fmt: skip


def receive(uow: UnitOfWork, item: Item, branch_id: UUID, quantity: Decimal, *, reason: str = "") -> StockMovement:
    """Goods come in at the item's cost, paid from the owner's capital until there are purchases."""
    uow.actor.require("stock-movements:create")
    if quantity <= 0:
        raise ValidationFailed(fields={"quantity": _("Must be above zero")})
    move = Move(item, branch_id, quantity, item.cost * quantity)
    return _move(uow, _locked(uow, item, branch_id), move, MovementKind.RECEIPT, "capital", reason)


def adjust(uow: UnitOfWork, item: Item, branch_id: UUID, quantity: Decimal, *, reason: str) -> StockMovement:
    """Correct a count, with the reason why. Raises ``RuleBroken`` where there is not so much to take away."""
    uow.actor.require("stock-movements:create")
    if not reason.strip():
        raise ValidationFailed(fields={"reason": _("Say why the stock is corrected")})
    if not quantity:
        raise ValidationFailed(fields={"quantity": _("Must not be zero")})
    level = _locked(uow, item, branch_id)
    if level.quantity + quantity < 0:
        raise RuleBroken(_("Only {n} left of {sku}", n=shown(level.quantity), sku=item.sku))
    cost = item.cost * quantity if quantity > 0 else -mean_cost(level, -quantity)
    move = Move(item, branch_id, quantity, cost)
    return _move(uow, level, move, MovementKind.ADJUSTMENT, "stock-difference", reason)


def _locked(uow: UnitOfWork, item: Item, branch_id: UUID) -> StockLevel:
    """The level, made if it was not there, and locked."""
    uow.session.execute(
        upsert(StockLevel)
        .values(tenant_id=uow.tenant_id, id=new_id(), item_id=item.id, branch_id=branch_id,
                quantity=0, grams=0, fine_grams=0, cost=0, created_at=now())
        .on_conflict_do_nothing(index_elements=["tenant_id", "item_id", "branch_id"])
    )  # fmt: skip
    return lock_levels(uow, [(item.id, branch_id)])[item.id, branch_id]


def _move(
    uow: UnitOfWork, level: StockLevel, move: Move, kind: MovementKind, against: str, reason: str
) -> StockMovement:
    level.quantity += move.quantity
    level.grams += move.grams
    level.fine_grams += move.fine_grams
    level.cost += move.cost
    row = movement_row(uow, move, kind, reason=reason)
    uow.session.flush()
    uow.session.execute(insert(StockMovement), [row])
    tenant = current_tenant(uow)
    ledger.post(
        uow,
        today(tenant),
        [
            Posting("inventory", tenant.currency, move.cost),
            Posting(against, tenant.currency, -move.cost),
            Posting("inventory", GOLD, move.fine_grams),
            Posting(against, GOLD, -move.fine_grams),
        ],
        description=_described(uow, move, kind, reason),
        source=("stock-movement", row["id"], ""),
    )
    movement = uow.session.get_one(StockMovement, (uow.tenant_id, row["id"]))
    record(uow, movement, "create")
    return movement


DONE = {MovementKind.RECEIPT: _("Goods received, {sku}"), MovementKind.ADJUSTMENT: _("Stock corrected, {sku}")}
"""What an entry in the books says of a movement."""
MOST_LETTERS = 200


def _described(uow: UnitOfWork, move: Move, kind: MovementKind, reason: str) -> str:
    """What was done with which piece, in the words of who did it, and why."""
    said = Message(DONE[kind].msgid, {"sku": move.item.sku}).text(uow.actor.language)
    return f"{said}: {reason.strip()}"[:MOST_LETTERS] if reason.strip() else said


def shown(quantity: Decimal) -> str:
    """A quantity without idle zeros."""
    return format(quantity.normalize(), "f")
