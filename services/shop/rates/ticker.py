"""The rate of gold as it stands above every page."""

from typing import Any

from sqlmodel import col, select

from models.shop.gold_rate import GoldRate, RateStatus
from services.core.database import UnitOfWork
from services.shop.metal import karat_of

RATES = 24
"""So many of the latest make the line beside the figure."""


def ticker(uow: UnitOfWork) -> dict[str, Any]:
    """The last accepted rate per gram, its change against the one before in percent, and the line; {} without any."""
    rows = uow.session.execute(
        select(GoldRate)
        .where(col(GoldRate.status) == RateStatus.ACCEPTED)
        .order_by(col(GoldRate.quoted_at).desc())
        .limit(RATES)
    ).scalars().all()  # fmt: skip
    if not rows:
        return {}
    last, before = rows[0], rows[1] if len(rows) > 1 else rows[0]
    change = (last.price_per_gram - before.price_per_gram) * 100 / before.price_per_gram
    return {
        "fineness": format(last.fineness.normalize(), "f"),
        "karat": karat_of(last.fineness) or 0,
        "rate": format(last.price_per_gram.normalize(), "f"),
        "change": float(round(change, 2)),
        "spark": [float(row.price_per_gram) for row in reversed(rows)],
        "time": last.quoted_at.isoformat(),
        "source": last.source,
    }
