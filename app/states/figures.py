"""What the dashboard shows, as plain values: amounts as decimal text, days as ISO dates, addresses of the rows behind."""

from dataclasses import dataclass, field


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
    currency: str = ""


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
    rate_days: list[str] = field(default_factory=list)
    rates: list[str] = field(default_factory=list)
    rate_scale: int = 1
    board: list[Quote] = field(default_factory=list)
    low: list[LowItem] = field(default_factory=list)
    low_count: int = 0
    low_href: str = ""
    recent: list[RecentSale] = field(default_factory=list)
    alerts: list[OpenAlert] = field(default_factory=list)
    branches: list[BranchChoice] = field(default_factory=list)
