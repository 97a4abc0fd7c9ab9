"""What happens in a shop on a day: goods come in, somebody counts, people buy."""

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.identity import Tenant
from models.platform import HistoryEntry
from models.shop.customer import Customer
from models.shop.gold_rate import GoldRate
from models.shop.ledger import GOLD
from models.shop.sale import Payment, PaymentMethod, Sale, SaleLine
from models.shop.stock import MovementKind, StockLevel, StockMovement
from services.admin.people import names_of
from services.core.bulk import as_rows, insert_rows
from services.core.database import UnitOfWork
from services.core.history import changes, snapshot
from services.core.i18n import _
from services.demo.shops import Shop
from services.demo.writing import id_at, likely
from services.shop.demo.books import Books, Source
from services.shop.demo.goods import Good, is_bullion
from services.shop.ledger import Posting
from services.shop.metal import rate_at
from services.shop.pricing.rules import RuleBook
from services.shop.sales.documents import Made, line_rows, payment_rows, postings, sale_document
from services.shop.sales.draft import DraftLine, DraftPayment, SaleDraft
from services.shop.sales.quote import Quote, QuoteLine, price_of
from services.shop.stock import Move, mean_cost, movement_row

PER_DAY = 2.1
"""Sales a day in a branch of middling size."""
OPENS, CLOSES = time(10, 0), time(20, 30)
FRIDAY = 4
QUIET = 24
"""In the last days little was ordered, so that some drawers run low."""
MANY = 10
"""Goods kept in larger stocks than this are also bought several at once."""
LINES_OF_A_SALE = ((1, 2, 3), (72, 22, 6))
DISCOUNTS = ((0, 0.5, 1, 2, 3), (68, 10, 12, 7, 3))
WAYS = ((("card",), ("cash",), ("transfer",), ("card", "cash")), (60, 18, 9, 13))
COUNTED = frozenset({88, 179, 271, 352})
"""The days after which a count found one piece too few."""
WORDS = {
    "fa": {"opening": "موجودی اول دوره", "delivery": "رسید کالا", "count": "کسری در انبارگردانی", "bank": "بانک ملت"},
    "en": {"opening": "Opening stock", "delivery": "Delivery", "count": "Missing at the count", "bank": "Emirates NBD"},
}


@dataclass
class Held:
    """What a branch holds of an item."""

    level: StockLevel
    good: Good


class Trade:
    """The year's movements and sales on their way into the database; ``sold`` counts the sales."""

    def __init__(
        self, uow: UnitOfWork, shop: Shop, tenant: Tenant, books: Books, goods: list[Good],
        customers: list[Customer], people: Mapping[str, UUID], chance: random.Random,
    ) -> None:  # fmt: skip
        self.uow, self.shop, self.tenant, self.books = uow, shop, tenant, books
        self.customers, self.people, self.chance = customers, people, chance
        self.zone = ZoneInfo(tenant.timezone)
        self.words = WORDS[shop.language]
        self.arriving: dict[int, list[Good]] = {}
        for good in goods:
            self.arriving.setdefault(good.arrives, []).append(good)
        self.held: list[dict[UUID, Held]] = [{} for _place in shop.places]
        self.sales: list[Sale] = []
        self.lines: list[dict[str, Any]] = []
        self.payments: list[dict[str, Any]] = []
        self.movements: list[dict[str, Any]] = []

    @property
    def sold(self) -> int:
        """How many sales there are."""
        return len(self.sales)

    def day(self, number: int, day: date, rate: GoldRate, present: datetime, *, last: int) -> None:
        """Day ``number`` of the year, up to the present moment; ``last`` is today's number."""
        opens = self._at(day, time(8, 30)) if number < last else rate.quoted_at
        self._deliveries(number, opens, rate, late=number > last - QUIET)
        if number in COUNTED:
            self._count(self._at(day, time(21, 0)))
        book = RuleBook.load(self.uow, day)
        for at, place in self._visits(day, present if number == last else None):
            self._sell(at, place, rate, book)

    def write(self) -> None:
        """Write all of it."""
        insert_rows(self.uow, Sale, as_rows(self.sales))
        insert_rows(self.uow, SaleLine, self.lines)
        insert_rows(self.uow, Payment, self.payments)
        insert_rows(self.uow, StockMovement, self.movements)
        levels = [held.level for place in self.held for held in place.values()]
        insert_rows(self.uow, StockLevel, as_rows(levels))
        names = {one: name[self.tenant.language] for one, name in names_of(self.uow, self.people.values()).items()}
        insert_rows(self.uow, HistoryEntry, [self._history(sale, names[sale.clerk_id]) for sale in self.sales])

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone)

    def _deliveries(self, number: int, at: datetime, rate: GoldRate, *, late: bool) -> None:
        """New goods on the day they first come; each week the drawers are filled up, of late with little zeal."""
        zeal = 20 if late else 85
        for place in range(len(self.shop.places)):
            new = (good for good in self.arriving.get(number, ()) if good.home == place or not good.single)
            coming = [(good, good.keep) for good in new]
            if number % 7 == place:
                coming += [(good, good.keep - left) for good, left in self._short(place) if likely(self.chance, zeal)]
            if coming:
                self._receive(place, at, rate, coming, opening=number == 0)

    def _short(self, place: int) -> Iterator[tuple[Good, int]]:
        """Goods kept in several copies of which less than half are left, and how many are."""
        for held in self.held[place].values():
            left = int(held.level.quantity)
            if not held.good.single and left < max(1, held.good.keep * 0.5):
                yield held.good, left

    def _receive(
        self, place: int, at: datetime, rate: GoldRate, coming: Iterable[tuple[Good, int]], *, opening: bool
    ) -> None:
        word = self.words["opening" if opening else "delivery"]
        delivery = id_at(at, self.chance)
        document = {"document_type": "delivery", "document_id": delivery}
        moves = []
        for good, count in coming:
            good.item.cost = _cost(good, rate, self.tenant.currency)
            moves.append(Move(good.item, self.shop.branch_id(place), Decimal(count), good.item.cost * count))
            self._move(moves[-1], place, good, MovementKind.RECEIPT, at, self.books.owner, document, word)
        against = "capital" if opening else "payable"
        self._post_goods(at, moves, against, word, ("delivery", delivery, ""))

    def _count(self, at: datetime) -> None:
        place = self.chance.randrange(len(self.shop.places))
        several = [held for held in self.held[place].values() if held.level.quantity > 1]
        if not several:
            return
        held = self.chance.choice(several)
        move = Move(held.good.item, self.shop.branch_id(place), Decimal(-1), -mean_cost(held.level, Decimal(1)))
        row = self._move(move, place, held.good, MovementKind.ADJUSTMENT, at, self.books.owner, {}, self.words["count"])
        self._post_goods(at, [move], "stock-difference", self.words["count"], ("stock-movement", row["id"], ""))

    def _post_goods(self, at: datetime, moves: list[Move], against: str, word: str, source: Source) -> None:
        cost = sum((move.cost for move in moves), Decimal(0))
        fine = sum((move.fine_grams for move in moves), Decimal(0))
        money = self.tenant.currency
        entry = [
            Posting("inventory", money, cost), Posting(against, money, -cost),
            Posting("inventory", GOLD, fine), Posting(against, GOLD, -fine),
        ]  # fmt: skip
        self.books.post(at, entry, word, source)

    def _visits(self, day: date, present: datetime | None) -> list[tuple[datetime, int]]:
        """When somebody buys where, in order. Of today only what has passed; before noon at least a little."""
        opens, closes = self._at(day, OPENS), self._at(day, CLOSES)
        if present is not None and present < opens + timedelta(hours=2):
            opens, closes = max(self._at(day, time(0, 1)), present - timedelta(hours=3)), present
        seconds = max(int((closes - opens).total_seconds()), 1)
        found: list[tuple[datetime, int]] = []
        for place, branch in enumerate(self.shop.places):
            mean = PER_DAY * branch.busy * self._mood(day)
            visits = max(_poisson(self.chance, mean), 1 if present else 0)
            found += [(opens + timedelta(seconds=self.chance.randrange(seconds)), place) for _visit in range(visits)]
        return sorted(visit for visit in found if present is None or visit[0] < present)

    def _mood(self, day: date) -> float:
        """Busy before the weekend and before new year; on Fridays an Iranian shop is quiet."""
        if self.shop.country == "IR":
            season = 1.6 if (day.month, day.day) >= (3, 1) and (day.month, day.day) <= (3, 20) else 1.0
            return season * (0.35 if day.weekday() == FRIDAY else 1.3 if day.weekday() in {2, 3} else 1.0)
        season = 1.4 if day.month in {10, 11, 12} else 1.0
        return season * (1.35 if day.weekday() in {4, 5} else 0.9)

    def _sell(self, at: datetime, place: int, rate: GoldRate, book: RuleBook) -> None:
        chosen = self._choose(place)
        if not chosen:
            return
        bullion = any(is_bullion(good.line) for good, _count in chosen)
        percent = Decimal(0) if bullion else Decimal(str(self.chance.choices(*DISCOUNTS)[0]))
        branch_id = self.shop.branch_id(place)
        lines = tuple(
            QuoteLine(item, Decimal(count), price_of(item, rate, book.terms(item, branch_id), percent))
            for item, count in ((good.item, count) for good, count in chosen)
        )
        priced = Quote(self.tenant, rate, lines, percent)
        draft = SaleDraft(
            branch_id=branch_id,
            customer_id=self._customer(at),
            lines=tuple(DraftLine(item_id=good.item.id, quantity=Decimal(count)) for good, count in chosen),
            discount_percent=percent,
            client_id=id_at(at, self.chance),
            expected_total=priced.total,
            payments=self._paid(priced.total),
        )
        self._finish(at, place, chosen, priced, draft)

    def _finish(
        self, at: datetime, place: int, chosen: list[tuple[Good, int]], priced: Quote, draft: SaleDraft
    ) -> None:
        held = self.held[place]
        moves = [
            Move(good.item, draft.branch_id, Decimal(-count), -mean_cost(held[good.item.id].level, Decimal(count)))
            for good, count in chosen
        ]
        costs = [-move.cost for move in moves]
        made = Made(f"S-{self.sold + 1:05d}", at, self._clerk(place), costs)
        sale = sale_document(draft, priced, made)
        sale.id = id_at(at, self.chance)
        self.sales.append(sale)
        self.lines += [{**row, "id": id_at(at, self.chance)} for row in line_rows(sale, priced, costs)]
        self.payments += [{**row, "id": id_at(at, self.chance)} for row in payment_rows(sale, draft.payments)]
        document = {"document_type": "sale", "document_id": sale.id, "document_number": sale.number}
        for (good, _count), move in zip(chosen, moves, strict=True):
            self._move(move, place, good, MovementKind.SALE, at, sale.clerk_id, document)
        source = ("sale", sale.id, sale.number)
        said = _("Sale {number}", number=sale.number).text(self.tenant.language)
        self.books.post(at, postings(sale, draft.payments), said, source, sale.clerk_id)

    def _choose(self, place: int) -> list[tuple[Good, int]]:
        """What somebody puts on the counter: no item twice, no more of it than there is."""
        there = [held for held in self.held[place].values() if held.level.quantity >= 1]
        found: dict[UUID, tuple[Good, int]] = {}
        for _line in range(self.chance.choices(*LINES_OF_A_SALE)[0] if there else 0):
            held = self.chance.choices(there, [one.good.wanted for one in there])[0]
            several = held.good.line.stock[1] > MANY and likely(self.chance, 25)
            count = self.chance.randint(2, 4) if several else 1
            found[held.good.item.id] = (held.good, min(int(held.level.quantity), count))
        return list(found.values())

    def _customer(self, at: datetime) -> UUID | None:
        known = [customer for customer in self.customers if customer.created_at < at]
        return self.chance.choice(known).id if known and likely(self.chance, 62) else None

    def _clerk(self, place: int) -> UUID:
        here = [one.username for one in self.shop.staff if one.place == place]
        return self.people[self.chance.choices(here, range(1, len(here) + 1))[0]]

    def _paid(self, total: Decimal) -> tuple[DraftPayment, ...]:
        ways = self.chance.choices(*WAYS)[0]
        step = Decimal(10) ** max(total.adjusted() - 2, 0)
        first = total if len(ways) == 1 else min((total * 7 // 10 // step + 1) * step, total)
        parts = [(ways[0], first)] if first == total else list(zip(ways, (first, total - first), strict=True))
        return tuple(
            DraftPayment(method=PaymentMethod(way), amount=amount, reference=self._reference(way))
            for way, amount in parts
        )

    def _reference(self, way: str) -> str:
        if way == "card":
            return f"**** {self.chance.randrange(10**4):04d}"
        return self.words["bank"] if way == "transfer" else ""

    def _move(
        self, move: Move, place: int, good: Good, kind: MovementKind, at: datetime, by: UUID,
        document: Mapping[str, Any], reason: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        held = self.held[place].get(good.item.id)
        if held is None:
            level = StockLevel(
                id=id_at(at, self.chance), tenant_id=self.tenant.id, item_id=good.item.id, branch_id=move.branch_id,
                created_at=at,
            )  # fmt: skip
            held = self.held[place][good.item.id] = Held(level, good)
        for name in ("quantity", "grams", "fine_grams", "cost"):
            setattr(held.level, name, getattr(held.level, name) + getattr(move, name))
        moment = {"id": id_at(at, self.chance), "created_at": at, "moved_at": at, "created_by": by}
        row = {**movement_row(self.uow, move, kind, document, reason), **moment}
        self.movements.append(row)
        return row

    def _history(self, sale: Sale, name: str) -> dict[str, Any]:
        return {
            "tenant_id": self.tenant.id, "id": id_at(sale.sold_at, self.chance), "created_at": sale.sold_at,
            "created_by": sale.clerk_id, "entity": "shop_sale", "record_id": sale.id, "action": "create",
            "changes": changes({}, snapshot(sale)), "actor_name": name, "via": "app", "correlation_id": None,
        }  # fmt: skip


def _cost(good: Good, rate: GoldRate, currency: str) -> Decimal:
    """What a piece costs us: its gold at the day's rate, half of the making charge, stones below the price."""
    item = good.item
    gold = item.net_weight * rate_at(rate.price_per_gram, rate.fineness, item.fineness)
    percent = Decimal(sum(good.line.making)) / 4
    cost = gold * (100 + percent) / 100 + item.stones * 7 / 10 + item.attachments * 8 / 10
    return cost.quantize(Decimal(1000) if currency == "IRT" else Decimal("0.01"))


def _poisson(chance: random.Random, mean: float) -> int:
    """How many, where so many are usual (Knuth's way: multiply until below e to the minus mean)."""
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count
