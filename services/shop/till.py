"""What a till asks for besides pricing and selling: how it opens, and what it finds."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import col, select

from models.base import now
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.gold_rate import GoldRate, RateStatus
from models.shop.item import Category, Item
from models.shop.sale import PaymentMethod, Sale, SaleLine
from models.shop.stock import StockLevel
from services.admin.searching import matches
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, NotFound, RuleBroken
from services.core.i18n import _
from services.core.permissions import Permission
from services.platform.tenants import current_tenant
from services.shop import customers
from services.shop.pricing import plain
from services.shop.rates.service import current_rate
from services.shop.resources import items as item_resource

CHIPS = 5
"""So many categories stand as chips beside the field."""
OFTEN = 6
PEOPLE = 8
DIGITS = {ord(digit): str(value % 10) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
FOUND = 20
SPARK = timedelta(days=30)
LATELY = timedelta(days=60)


def branches(uow: UnitOfWork) -> list[Branch]:
    """The branches this person may sell in, the person's own first."""
    actor = uow.actor
    statement = select(Branch).where(col(Branch.active), col(Branch.deleted_at).is_(None)).order_by(col(Branch.code))
    found = list(uow.session.execute(statement).scalars())
    if actor.branch_id and not actor.can(Permission.DISCOUNT_ANY):
        found = [branch for branch in found if branch.id == actor.branch_id]
    return sorted(found, key=lambda branch: branch.id != actor.branch_id)


def branch_of(uow: UnitOfWork, branch_id: UUID | None) -> Branch:
    """The branch asked for, or the first there is for this person."""
    found = branches(uow)
    if branch_id is None and found:
        return found[0]
    chosen = next((branch for branch in found if branch.id == branch_id), None)
    if chosen is None:
        raise (
            NotFound(_("There is no branch you could sell in"))
            if not found
            else Forbidden(_("You sell in your own branch"))
        )
    return chosen


def opening(uow: UnitOfWork, branch_id: UUID | None = None) -> dict[str, Any]:
    """All a till needs before its first line. Raises :class:`RuleBroken` where the shop has no branch yet."""
    actor, tenant, places = uow.actor, current_tenant(uow), branches(uow)
    if not places:
        raise RuleBroken(_("There is no branch you could sell in"))
    branch = branch_of(uow, branch_id)
    limit = None if actor.can(Permission.DISCOUNT_ANY) else plain(actor.discount_limit)
    return {
        "user": {"id": str(actor.user_id), "name": actor.name},
        "branch": _named(branch),
        "branches": [_named(place) for place in places],
        "till": {"key": str(branch.id)},
        "currency": tenant.currency,
        "time_zone": tenant.timezone,
        "rate": _rate(uow),
        "discount_limit": limit,
        "methods": [str(method) for method in PaymentMethod],
        "categories": [_named(category) for category in _categories(uow)],
        "popular": often_sold(uow, branch.id),
        "home": "/" if actor.can(Permission.SEE_DASHBOARD) else "/r/items",
        "may_add_customer": actor.can("customers:create"),
    }


def find(uow: UnitOfWork, text: str, branch_id: UUID, category_id: UUID | None = None) -> dict[str, Any]:
    """Pieces by a few letters, those in stock here first; ``exact`` is the one a scanned code names, if any."""
    code = latin(text.strip())
    if not code and not category_id:
        return {"items": [], "exact": None}
    named = or_(
        func.lower(col(Item.barcode)) == code.lower(),
        func.lower(col(Item.sku)) == code.lower(),
        func.lower(col(Item.serial)) == code.lower(),
    )
    exact = _listed(uow, branch_id, named, limit=2) if code else []
    if len(exact) == 1:
        return {"items": exact, "exact": exact[0]["id"]}
    alike = [matches(uow, item_resource, text)] if code else []
    within = [_within(category_id)] if category_id else []
    return {
        "items": _listed(uow, branch_id, *alike, *within, limit=FOUND),
        "exact": None,
    }


def often_sold(uow: UnitOfWork, branch_id: UUID) -> list[dict[str, Any]]:
    """What this branch sold most often lately and still has, goods sold by number first."""
    sold = (
        select(SaleLine.item_id, func.count().label("times"))
        .join(
            Sale,
            (col(Sale.tenant_id) == col(SaleLine.tenant_id)) & (col(Sale.id) == col(SaleLine.sale_id)),
        )
        .where(col(Sale.branch_id) == branch_id, col(Sale.sold_at) > now() - LATELY)
        .group_by(col(SaleLine.item_id))
        .subquery()
    )
    statement = (
        select(Item, col(StockLevel.quantity))
        .join(StockLevel, _here(branch_id))
        .outerjoin(sold, sold.c.item_id == Item.id)
        .where(col(StockLevel.quantity) > 0, *_for_sale())
        .order_by(col(Item.unique_piece), func.coalesce(sold.c.times, 0).desc(), col(Item.sku))
        .limit(OFTEN)
    )
    return [item_row(item, left) for item, left in uow.session.execute(statement)]


def find_customers(uow: UnitOfWork, text: str) -> list[dict[str, Any]]:
    """Customers by name, phone or number; without letters the newest."""
    return [customer_row(found) for found in customers.search(uow, text, PEOPLE)]


def add_customer(uow: UnitOfWork, name: str, phone: str) -> dict[str, Any]:
    """A customer with a name and a phone, who gets the next number."""
    made = customers.quick_create(uow, name, latin(phone))
    uow.session.flush()
    return customer_row(made)


def latin(text: str) -> str:
    """Digits of any script as Latin ones: codes and phones are kept so."""
    return text.translate(DIGITS)


def item_row(item: Item, available: Decimal) -> dict[str, Any]:
    """A piece as the till lists it; ``available`` is what the branch holds."""
    return {
        "id": str(item.id),
        "sku": item.sku,
        "name": item.name,
        "picture": item.picture,
        "fineness": plain(item.fineness),
        "net_weight": plain(item.net_weight),
        "unique": item.unique_piece,
        "available": int(available),
    }


def customer_row(customer: Customer) -> dict[str, Any]:
    """A customer as the till lists them."""
    return {
        "id": str(customer.id),
        "number": customer.number,
        "name": customer.name,
        "phone": customer.phone,
        "fine_balance": plain(customer.gold_balance),
    }


def _listed(uow: UnitOfWork, branch_id: UUID, *conditions: Any, limit: int) -> list[dict[str, Any]]:
    left = func.coalesce(StockLevel.quantity, 0)
    statement = (
        select(Item, left)
        .outerjoin(StockLevel, _here(branch_id))
        .where(*_for_sale(), *conditions)
        .order_by((left <= 0), col(Item.sku))
        .limit(limit)
    )
    return [item_row(item, quantity) for item, quantity in uow.session.execute(statement)]


def _here(branch_id: UUID) -> Any:
    return (
        (col(StockLevel.tenant_id) == col(Item.tenant_id))
        & (col(StockLevel.item_id) == col(Item.id))
        & (col(StockLevel.branch_id) == branch_id)
    )


def _for_sale() -> tuple[Any, ...]:
    return (col(Item.active), col(Item.deleted_at).is_(None))


def _within(category_id: UUID) -> Any:
    under = select(Category.id).where(or_(col(Category.id) == category_id, col(Category.parent_id) == category_id))
    return col(Item.category_id).in_(under)


def _named(row: Branch | Category) -> dict[str, Any]:
    return {"id": str(row.id), "name": row.name}


def _categories(uow: UnitOfWork) -> list[Category]:
    top = select(Category).where(col(Category.parent_id).is_(None), col(Category.deleted_at).is_(None))
    return list(uow.session.execute(top.order_by(col(Category.code)).limit(CHIPS)).scalars())


def _rate(uow: UnitOfWork) -> dict[str, Any] | None:
    rate = current_rate(uow.session)
    if rate is None:
        return None
    line = uow.session.execute(
        select(col(GoldRate.price_per_gram))
        .where(
            col(GoldRate.status) == RateStatus.ACCEPTED,
            col(GoldRate.quoted_at) > now() - SPARK,
        )
        .order_by(col(GoldRate.quoted_at).desc())
        .limit(30)
    ).scalars()
    return {
        "rate": plain(rate.price_per_gram),
        "fineness": plain(rate.fineness),
        "at": rate.quoted_at.isoformat(),
        "spark": [float(price) for price in line][::-1],
    }
