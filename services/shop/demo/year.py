"""A year of trade: deliveries, counts and sales, day by day up to the present moment, all in one transaction."""

import random
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col

from models.base import TenantRow, now
from models.platform import Alert, HistoryEntry
from models.records import RecordTag, Tag
from models.shop.branch import Branch
from models.shop.customer import Customer
from models.shop.gold_rate import GoldRate, RateStatus
from models.shop.item import Category, Item
from models.shop.number_series import NumberSeries
from services.core.actor import SYSTEM
from services.core.bulk import as_rows, insert_rows
from services.core.database import UnitOfWork
from services.core.history import changes, snapshot
from services.core.i18n import _
from services.demo.house import House
from services.demo.writing import id_at
from services.shop.demo import buyers, goods, market
from services.shop.demo.books import Books
from services.shop.demo.trade import Trade
from services.shop.metal import rate_at
from services.shop.setup import open_shop

DIRHAM_PER_DOLLAR = Decimal("3.6725")
"""The peg since 1997."""
CLOSES = time(20, 0)
ROUND = {"IRT": Decimal(10_000), "AED": Decimal(5)}


def fill(uow: UnitOfWork, house: House) -> None:
    """Write the house's year of trade."""
    _Year(uow, house).write()


class _Year:
    """One shop's year on its way into the database."""

    def __init__(self, uow: UnitOfWork, house: House) -> None:
        self.uow, self.house, self.shop, self.tenant = uow, house, house.shop, house.tenant
        self.zone = ZoneInfo(house.tenant.timezone)
        present = now()
        if present.date() != house.today:
            present = datetime.combine(house.today, CLOSES, self.zone).astimezone(UTC)
        self.present = present
        self.today = present.astimezone(self.zone).date()
        self.chance = random.Random(f"{self.shop.slug} {self.today.isoformat()}")  # noqa: S311 - a drawing, not a secret
        self.start = self.at(self.today - timedelta(days=house.days - 1), time(7, 0))

    def at(self, day: date, hour: time) -> datetime:
        """A moment by the shop's own clock."""
        return datetime.combine(day, hour, self.zone)

    def write(self) -> None:
        """Everything, parents first."""
        open_shop(self.uow)
        rates = self._rates()
        people_in = self.house.people
        customers, tags = buyers.customers(self.shop, self.chance, self.start)
        tree = goods.categories(self.chance, self.start)
        last = list(rates.values())[-1]
        unit = _rounded(rate_at(last.price_per_gram, last.fineness, Decimal(750)) / 10, ROUND[self.tenant.currency])
        stock = list(goods.goods(self.shop, tree, self.chance, self.start, unit))
        self._insert(Branch, self._branches())
        self._insert(GoldRate, rates.values())
        self._insert(Customer, customers)
        for kind in (Tag, RecordTag):
            self._insert(kind, [row for row in tags if isinstance(row, kind)])
        self._insert(Category, tree.values())
        books = Books(self.uow, self.tenant, self.chance, people_in[self.shop.staff[0].username])
        trade = Trade(self.uow, self.shop, self.tenant, books, stock, customers, people_in, self.chance)
        for number, (day, rate) in enumerate(rates.items()):
            trade.day(number, day, rate, self.present, last=self.house.days - 1)
            if number % 30 == 0:
                self.house.progress(number / self.house.days)
        self._insert(Item, (good.item for good in stock))
        trade.write()
        books.write()
        self._insert_history([*(good.item for good in stock), *customers])
        self._number("sale", trade.sold + 1)
        self._number("journal", books.posted + 1)
        self._number("customer", len(customers) + 1)
        self._refused_rate(last)

    def _insert(self, model: type[TenantRow], rows: object) -> None:
        plain = as_rows(rows)  # type: ignore[arg-type]
        insert_rows(self.uow, model, [{**row, "tenant_id": self.tenant.id} for row in plain])

    def _branches(self) -> list[Branch]:
        return [
            Branch(
                id=self.shop.branch_id(number), code=place.code, name={"en": place.name[0], "fa": place.name[1]},
                address=place.address, phone=place.phone, created_at=self.start, updated_at=self.start,
            )
            for number, place in enumerate(self.shop.places)
        ]  # fmt: skip

    def _rates(self) -> dict[date, GoldRate]:
        """One rate for each day, at nine, or just before the present where it is not nine yet."""
        found = {}
        for day in market.days_until(self.today, self.house.days):
            price, fineness = market.gram_rate(day, self.today, self.tenant.currency)
            if self.tenant.currency == "AED":
                price = (price * DIRHAM_PER_DOLLAR).quantize(Decimal("0.01"))
            at = self.at(day, time(9, 0))
            if at >= self.present:
                at = self.at(day, time(0, 0))
            found[day] = GoldRate(
                id=id_at(at, self.chance), quoted_at=at, price_per_gram=price, price=price, fineness=fineness,
                currency=self.tenant.currency, source="csv", status=RateStatus.ACCEPTED, pulled_at=at, created_at=at,
            )  # fmt: skip
        return found

    def _refused_rate(self, last: GoldRate) -> None:
        """A slip of a source some days ago, refused, with the alert it left."""
        at = self.at(self.today - timedelta(days=3), time(13, 20))
        why = _("The rate would change by {change} %, more than the limit of {limit} %", change="-90.0", limit="10")
        slip = (last.price_per_gram / 10).quantize(Decimal("0.01"))
        self.uow.session.add(
            GoldRate(
                id=id_at(at, self.chance), quoted_at=at, price_per_gram=slip, price=slip, fineness=last.fineness,
                currency=last.currency, source="csv", status=RateStatus.REFUSED, reason=str(why), pulled_at=at,
                created_at=at,
            )
        )  # fmt: skip
        text = _("A gold rate was refused: {why}", why=why).plain()
        alert = Alert(topic="rates.refused", message=text, link="/r/gold-rates", created_at=at, updated_at=at)
        alert.id = id_at(at, self.chance)
        self.uow.session.add(alert)

    def _insert_history(self, rows: list[Item | Customer]) -> None:
        entries = [
            {
                "tenant_id": self.tenant.id, "id": id_at(row.created_at, self.chance), "created_at": row.created_at,
                "created_by": None, "entity": str(row.__tablename__), "record_id": row.id, "action": "create",
                "changes": changes({}, snapshot(row)), "actor_name": SYSTEM, "via": "import", "correlation_id": None,
            }
            for row in rows
        ]  # fmt: skip
        insert_rows(self.uow, HistoryEntry, entries)

    def _number(self, series: str, following: int) -> None:
        self.uow.session.execute(
            update(NumberSeries).where(col(NumberSeries.name) == series).values(next_number=following)
        )


def _rounded(amount: Decimal, unit: Decimal) -> Decimal:
    return max((amount / unit).quantize(Decimal(1)), Decimal(1)) * unit
