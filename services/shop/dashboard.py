"""The figures of a day: sales, margin, stock in money and fine gold, the rate, what runs low, the last sales.

Each figure is a sum over rows that a list shows with the same filter: sales and margin over the day's sales, fine gold
and cost over all stock movements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from models.identity import Tenant
from models.platform import Alert
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.item import Item
from models.shop.sale import Sale
from models.shop.stock import StockLevel, StockMovement
from services.core.database import UnitOfWork
from services.core.i18n import Message, _
from services.core.permissions import Permission
from services.platform.alerts import own_alerts
from services.platform.tenants import current_tenant
from services.shop.metal import PURE, Unit, board
from services.shop.rates.service import current_rate
from services.shop.zone import day_of, start_of, today

PERIOD = 30
YEAR = 366
LOW, RECENT, ALERTS = 4, 6, 3
ZERO = Decimal(0)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DaySales:
    """The sales of one day; ``margin`` is total less tax less cost."""

    day: date
    count: int = 0
    total: Decimal = ZERO
    margin: Decimal = ZERO


@dataclass(frozen=True)
class Stock:
    """What is held: its cost, its fine gold, how much of that came (or went) today, its gold at today's rate."""

    cost: Decimal
    fine: Decimal
    moved: Decimal
    value: Decimal | None


@dataclass(frozen=True)
class RateLine:
    """One line of the board: its name, and the price in the shop's currency."""

    label: Message
    price: Decimal


@dataclass(frozen=True)
class LowItem:
    """An item of which ``left`` pieces are at or below its ``limit``."""

    id: UUID
    sku: str
    name: dict[str, str]
    picture: str
    fineness: Decimal
    limit: Decimal
    left: Decimal


@dataclass(frozen=True)
class RecentSale:
    """One of the last sales."""

    id: UUID
    number: str
    sold_at: datetime
    fine: Decimal
    total: Decimal
    customer: str | None
    day: date


@dataclass(frozen=True)
class OpenAlert:
    """An alert nobody has seen yet; ``message`` is a text and its values."""

    message: dict[str, Any]
    at: datetime
    link: str


@dataclass(frozen=True)
class Place:
    """A branch one can look at alone."""

    id: UUID
    name: dict[str, str]


@dataclass(frozen=True)
class Dashboard:
    """All of a dashboard. ``days`` are sixty, the last is ``day``; ``rates`` are pairs of a day and its last rate."""

    currency: str
    day: date
    days: tuple[DaySales, ...]
    stock: Stock
    rates: tuple[tuple[date, Decimal], ...]
    board: tuple[RateLine, ...]
    low: tuple[LowItem, ...]
    low_count: int
    recent: tuple[RecentSale, ...]
    alerts: tuple[OpenAlert, ...]
    branches: tuple[Place, ...]

    @property
    def now(self) -> DaySales:
        """Today."""
        return self.days[-1]

    @property
    def week_ago(self) -> DaySales:
        """The same weekday of the last week."""
        return self.days[-8]

    @property
    def period(self) -> tuple[DaySales, ...]:
        """The last thirty days, today among them."""
        return self.days[-PERIOD:]

    @property
    def before(self) -> tuple[DaySales, ...]:
        """The thirty days before those."""
        return self.days[:-PERIOD]


def figures(uow: UnitOfWork, branch_id: UUID | None = None) -> Dashboard:
    """Read the dashboard, of one branch or of all. Needs ``dashboard:view``."""
    uow.actor.require(Permission.SEE_DASHBOARD)
    tenant = current_tenant(uow)
    day = today(tenant)
    rate = current_rate(uow.session)
    pure = rate.price_per_gram * PURE / rate.fineness if rate else None
    low, low_count = _low(uow, branch_id)
    return Dashboard(
        currency=tenant.currency,
        day=day,
        days=_days(uow, tenant, day, branch_id),
        stock=_stock(uow, start_of(tenant, day), branch_id, pure),
        rates=_rates(uow, tenant, day, rate.fineness) if rate else (),
        board=_board(tenant, rate.price_per_gram, rate.fineness) if rate else (),
        low=low,
        low_count=low_count,
        recent=_recent(uow, tenant, branch_id),
        alerts=_alerts(uow),
        branches=_places(uow),
    )


def _days(uow: UnitOfWork, tenant: Tenant, day: date, branch_id: UUID | None) -> tuple[DaySales, ...]:
    first = day - timedelta(days=2 * PERIOD - 1)
    local = func.date(func.timezone(tenant.timezone, col(Sale.sold_at)))
    statement = (
        select(local, func.count(), func.sum(col(Sale.total)), func.sum(col(Sale.margin)))
        .where(
            col(Sale.sold_at) >= start_of(tenant, first), col(Sale.sold_at) < start_of(tenant, day + timedelta(days=1))
        )
        .group_by(local)
    )
    if branch_id:
        statement = statement.where(col(Sale.branch_id) == branch_id)
    found = {row[0]: DaySales(*row) for row in uow.session.execute(statement)}
    every = (first + timedelta(days=number) for number in range(2 * PERIOD))
    return tuple(found.get(one, DaySales(one)) for one in every)


def _stock(uow: UnitOfWork, since: datetime, branch_id: UUID | None, pure: Decimal | None) -> Stock:
    held = select(
        func.coalesce(func.sum(col(StockLevel.cost)), 0), func.coalesce(func.sum(col(StockLevel.fine_grams)), 0)
    )
    moved = select(func.coalesce(func.sum(col(StockMovement.fine_grams)), 0)).where(
        col(StockMovement.moved_at) >= since
    )
    if branch_id:
        held = held.where(col(StockLevel.branch_id) == branch_id)
        moved = moved.where(col(StockMovement.branch_id) == branch_id)
    cost, fine = uow.session.execute(held).one()
    value = (fine * pure).quantize(Decimal(1), ROUND_HALF_EVEN) if pure is not None else None
    return Stock(cost, fine, uow.session.execute(moved).scalar_one(), value)


RATES = text("""
    select day::date, (
        select price_per_gram * :fineness / fineness from shop_gold_rate
        where status = 'accepted' and quoted_at < ((day::date + 1)::timestamp at time zone :zone)
        order by quoted_at desc limit 1
    ) from generate_series(cast(:first as date), cast(:last as date), interval '1 day') as day
""")
"""The last believed rate of each day, carried on over days without one: one step down an index for each."""


def _rates(uow: UnitOfWork, tenant: Tenant, day: date, fineness: Decimal) -> tuple[tuple[date, Decimal], ...]:
    asked = {"fineness": fineness, "zone": tenant.timezone, "first": day - timedelta(days=YEAR - 1), "last": day}
    return tuple((one, price) for one, price in uow.session.execute(RATES, asked) if price is not None)


_NAMES = {
    (Unit.GRAM, 24): _("gram of 24K"),
    (Unit.GRAM, 22): _("gram of 22K"),
    (Unit.GRAM, 18): _("gram of 18K"),
    (Unit.TOLA, 24): _("Tola"),
    (Unit.OUNCE, None): _("Ounce"),
    (Unit.MESGHAL, None): _("Mazaneh"),
}
_SHOWN: dict[str, Sequence[tuple[Unit, int | None]]] = {
    "IR": ((Unit.GRAM, 18), (Unit.MESGHAL, None), (Unit.GRAM, 24), (Unit.OUNCE, None)),
    "IN": ((Unit.GRAM, 24), (Unit.GRAM, 22), (Unit.TOLA, 24), (Unit.OUNCE, None)),
    "AE": ((Unit.GRAM, 24), (Unit.GRAM, 22), (Unit.TOLA, 24), (Unit.OUNCE, None)),
}
_ELSEWHERE: Sequence[tuple[Unit, int | None]] = ((Unit.GRAM, 24), (Unit.GRAM, 22), (Unit.GRAM, 18), (Unit.OUNCE, None))


def _board(tenant: Tenant, rate: Decimal, fineness: Decimal) -> tuple[RateLine, ...]:
    prices = {(line.unit, line.karat): line.price for line in board(rate, fineness)}
    return tuple(RateLine(_NAMES[key], prices[key]) for key in _SHOWN.get(tenant.country, _ELSEWHERE))


def _low(uow: UnitOfWork, branch_id: UUID | None) -> tuple[tuple[LowItem, ...], int]:
    here = (col(StockLevel.tenant_id) == col(Item.tenant_id)) & (col(StockLevel.item_id) == col(Item.id))
    if branch_id:
        here &= col(StockLevel.branch_id) == branch_id
    left: Any = func.coalesce(func.sum(col(StockLevel.quantity)), 0)
    shown = (col(getattr(Item, name)) for name in ("id", "sku", "name", "picture", "fineness", "low_stock"))
    statement = (
        sql_select(*shown, left, func.count().over())
        .outerjoin(StockLevel, here)
        .where(col(Item.low_stock) > 0, col(Item.active), col(Item.deleted_at).is_(None))
        .group_by(col(Item.tenant_id), col(Item.id))
        .having(left <= col(Item.low_stock))
        .order_by(left / col(Item.low_stock), col(Item.sku))
        .limit(LOW)
    )
    rows = uow.session.execute(statement).all()
    return tuple(LowItem(*row[:-1]) for row in rows), rows[0][-1] if rows else 0


def _recent(uow: UnitOfWork, tenant: Tenant, branch_id: UUID | None) -> tuple[RecentSale, ...]:
    customer = (col(Customer.tenant_id) == col(Sale.tenant_id)) & (col(Customer.id) == col(Sale.customer_id))
    shown = (col(getattr(Sale, name)) for name in ("id", "number", "sold_at", "fine_grams", "total"))
    statement = sql_select(*shown, col(Customer.name)).outerjoin(Customer, customer)
    if branch_id:
        statement = statement.where(col(Sale.branch_id) == branch_id)
    newest = statement.order_by(col(Sale.sold_at).desc(), col(Sale.id).desc()).limit(RECENT)
    rows = uow.session.execute(newest)
    return tuple(
        RecentSale(row.id, row.number, row.sold_at, row.fine_grams, row.total, row.name, day_of(tenant, row.sold_at))
        for row in rows
    )


def _alerts(uow: UnitOfWork) -> tuple[OpenAlert, ...]:
    if not uow.actor.can("alerts:view"):
        return ()
    statement = (
        select(Alert.message, Alert.created_at, Alert.link)
        .where(col(Alert.seen_at).is_(None), col(Alert.deleted_at).is_(None))
        .order_by(col(Alert.id).desc())
        .limit(ALERTS)
    )
    return tuple(OpenAlert(*row) for row in uow.session.execute(own_alerts(statement, uow.actor)))


def _places(uow: UnitOfWork) -> tuple[Place, ...]:
    open_ones = select(Branch.id, Branch.name).where(col(Branch.active), col(Branch.deleted_at).is_(None))
    return tuple(Place(*row) for row in uow.session.execute(open_ones.order_by(col(Branch.code))))
