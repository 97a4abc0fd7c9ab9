"""Days and hours of a shop: its own clock, not the server's."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from models.base import now
from models.identity import Tenant


def today(tenant: Tenant) -> date:
    """The shop's calendar day."""
    return now().astimezone(ZoneInfo(tenant.timezone)).date()


def day_of(tenant: Tenant, moment: datetime) -> date:
    """The shop's calendar day of a moment."""
    return moment.astimezone(ZoneInfo(tenant.timezone)).date()


def start_of(tenant: Tenant, day: date) -> datetime:
    """The moment a day begins in the shop."""
    return datetime.combine(day, time(), ZoneInfo(tenant.timezone))
