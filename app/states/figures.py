"""What the dashboard shows, as plain values: amounts as decimal text, ISO dates, addresses of the rows behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from services.core.i18n import _
from services.shop import dashboard as day_figures
from services.shop.pricing import plain

MILLION = 1_000_000
UNITS = {
    "IRR": _("rial").msgid,
    "IRT": _("toman").msgid,
    "USD": _("dollar").msgid,
    "EUR": _("euro").msgid,
    "AED": _("dirham").msgid,
    "INR": _("rupee").msgid,
    "TRY": _("lira").msgid,
    "IQD": _("dinar").msgid,
}


@dataclass
class Figure:
    """A figure, its change in percent against what it is compared with, and the address of its rows."""

    value: str = ""
    href: str = ""
    change: float | None = None


@dataclass
class Quote:
    """One line of the rate board: its name as a msgid, its price."""

    label: str
    value: str


@dataclass
class LowItem:
    """An item at or below its limit."""

    name: dict[str, str]
    picture: str
    fineness: str
    quantity: str
    limit: str
    share: str
    href: str


@dataclass
class RecentSale:
    """One of the last sales."""

    number: str
    customer: str
    fine: str
    total: str
    at: str
    day: str
    today: bool
    href: str


@dataclass
class OpenAlert:
    """Something to look at: its sentence as ``{"msgid", "params"}``."""

    message: dict[str, object]
    at: str
    href: str


@dataclass
class BranchChoice:
    """A branch that can be looked at alone."""

    id: str
    name: dict[str, str]


@dataclass
class Figures:
    """All of the page, read in one go."""

    day: str = ""
    sales: Figure = field(default_factory=Figure)
    invoices: int = 0
    invoices_before: int = 0
    day_before: str = ""
    margin: Figure = field(default_factory=Figure)
    margin_percent: str = ""
    margin_mean: str = ""
    stock: Figure = field(default_factory=Figure)
    stock_cost: str = ""
    fine: Figure = field(default_factory=Figure)
    fine_change: str = ""
    days: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    totals_before: list[str] = field(default_factory=list)
    scale: int = 1
    sales_href: str = ""
    unit: str = ""
    rate_days: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    rate_scale: int = 1
    board: list[Quote] = field(default_factory=list)
    low: list[LowItem] = field(default_factory=list)
    low_count: int = 0
    recent: list[RecentSale] = field(default_factory=list)
    alerts: list[OpenAlert] = field(default_factory=list)
    branches: list[BranchChoice] = field(default_factory=list)


def shown(read: day_figures.Dashboard, branch_id: UUID | None = None) -> Figures:
    """The figures as the page draws them, each with the address of the list that sums to it."""
    now, before, period = read.now, read.week_ago, read.period
    mean = _share(sum((one.margin for one in period), Decimal(0)), sum((one.total for one in period), Decimal(0)))
    sales = _list("sales", branch_id, "sold_at", read.day, read.day)
    margin = _list("sales", branch_id, "sold_at", read.day, read.day, cols="number,sold_at,branch_id,total,margin")
    stock = _list("stock-movements", branch_id, cols="moved_at,item_id,branch_id,kind,quantity,grams,fine_grams,cost")
    totals = [plain(one.total) for one in period]
    rates = [plain(price) for _day, price in read.rates]
    return Figures(
        day=read.day.isoformat(),
        unit=UNITS.get(read.currency, read.currency),
        sales=Figure(plain(now.total), sales, _growth(now.total, before.total)),
        invoices=now.count,
        invoices_before=before.count,
        margin=Figure(plain(now.margin), margin),
        margin_percent=_share(now.margin, now.total),
        margin_mean=mean,
        stock=Figure(plain(read.stock.value) if read.stock.value is not None else "", stock),
        stock_cost=plain(read.stock.cost),
        fine=Figure(plain(read.stock.fine), stock),
        fine_change=plain(read.stock.moved),
        days=[one.day.isoformat() for one in period],
        totals=totals,
        totals_before=[plain(one.total) for one in read.before],
        scale=_scale(totals),
        sales_href=_list("sales", branch_id, "sold_at", period[0].day, period[-1].day),
        rate_days=[day.isoformat() for day, _price in read.rates],
        rates=rates,
        rate_scale=_scale(rates),
        board=[Quote(line.label.msgid, plain(line.price)) for line in read.board],
        low=[_low(item) for item in read.low],
        low_count=read.low_count,
        recent=[
            RecentSale(
                sale.number,
                sale.customer or "",
                plain(sale.fine),
                plain(sale.total),
                sale.sold_at.isoformat(),
                sale.day.isoformat(),
                sale.day == read.day,
                f"/r/sales/{sale.id}",
            )
            for sale in read.recent
        ],
        alerts=[OpenAlert(alert.message, alert.at.isoformat(), alert.link or "/r/alerts") for alert in read.alerts],
        branches=[BranchChoice(str(place.id), place.name) for place in read.branches],
    )


def _low(item: day_figures.LowItem) -> LowItem:
    share = min(Decimal(100), item.left * 100 / item.limit)
    return LowItem(
        item.name,
        item.picture,
        plain(item.fineness),
        plain(item.left.normalize()),
        plain(item.limit.normalize()),
        plain(share.quantize(Decimal(1))),
        f"/r/items/{item.id}",
    )


def _list(
    resource: str,
    branch_id: UUID | None,
    moment: str = "",
    first: date | None = None,
    last: date | None = None,
    cols: str = "",
) -> str:
    """The address of a list, of these days and this branch."""
    asked = {f"f.{moment}.between": f"{first}..{last}"} if moment else {}
    asked |= {"f.branch_id": str(branch_id)} if branch_id else {}
    asked |= {"cols": cols} if cols else {}
    return f"/r/{resource}" + (f"?{urlencode(asked, safe='.,')}" if asked else "")


def _growth(now: Decimal, before: Decimal) -> float | None:
    return float(round((now - before) * 100 / before, 1)) if now and before else None


def _share(part: Decimal, whole: Decimal) -> str:
    return plain(round(part * 100 / whole, 1)) if whole else ""


def _scale(values: Sequence[str]) -> int:
    """Axes of large amounts are written in millions."""
    return MILLION if max(map(Decimal, values), default=Decimal(0)) >= MILLION else 1
