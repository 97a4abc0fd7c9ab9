"""The rate a shop sells at: recorded from any source, believed or refused, and read.

A failed or absurd pull never replaces the last good rate; it leaves a refused row and an alert.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session
from sqlmodel import col, select

from models.base import now
from models.shop.gold_rate import GoldRate, RateStatus
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.events import alert, emit
from services.core.i18n import Message, _
from services.core.permissions import Permission
from services.platform.tenants import current_tenant
from services.shop.metal import RATE_PLACES
from services.shop.rates.by_hand import quote_by_hand
from services.shop.rates.checks import LastGood, Limits, refusal
from services.shop.rates.contract import Quote, RateSource, SourceFailed


def current_rate(session: Session, at: datetime | None = None) -> GoldRate | None:
    """The last believed rate, or the one that held at a moment."""
    statement = select(GoldRate).where(col(GoldRate.status) == RateStatus.ACCEPTED)
    if at:
        statement = statement.where(col(GoldRate.quoted_at) <= at)
    return session.execute(statement.order_by(col(GoldRate.quoted_at).desc()).limit(1)).scalar_one_or_none()


def record_by_hand(uow: UnitOfWork, price_per_gram: Decimal, fineness: Decimal) -> GoldRate:
    """Somebody with the permission types the rate; a jump is refused, beside the field."""
    uow.actor.require(Permission.RECORD_RATE)
    tenant = current_tenant(uow)
    quote = quote_by_hand(price_per_gram, tenant.currency, fineness=fineness)
    fault = _fault(uow, quote)
    if fault:
        raise ValidationFailed(fault, fields={"price_per_gram": fault})
    return _write(uow, quote, None)


def pull(uow: UnitOfWork, source: RateSource) -> GoldRate | None:
    """Ask a source and record what it says. A fault leaves the last good rate and an alert, and answers None."""
    try:
        quote = source.fetch()
    except SourceFailed as error:
        alert(uow, "rates.pull", error.message, link="/r/gold-rates")
        return None
    return take(uow, quote, live=source.live)


def take(uow: UnitOfWork, quote: Quote, *, live: bool = True) -> GoldRate | None:
    """Record a quote: believed, or refused with an alert. One that is already there is not recorded again."""
    same = select(GoldRate.id).where(
        col(GoldRate.quoted_at) == quote.quoted_at, col(GoldRate.source) == quote.source
    )
    if uow.session.execute(same.limit(1)).first():
        return None
    fault = _fault(uow, quote, live=live)
    row = _write(uow, quote, fault)
    if fault:
        alert(uow, "rates.refused", _("A gold rate was refused: {why}", why=fault), link="/r/gold-rates")
        return None
    return row


def _fault(uow: UnitOfWork, quote: Quote, *, live: bool = True) -> Message | None:
    last = current_rate(uow.session)
    limits = Limits() if live else Limits(max_age=None)
    good = LastGood(last.price_per_gram, last.fineness) if last else None
    return refusal(quote, current_tenant(uow).currency, good, limits, now())


def _write(uow: UnitOfWork, quote: Quote, fault: Message | None) -> GoldRate:
    row = GoldRate(
        quoted_at=quote.quoted_at,
        price_per_gram=quote.per_gram().quantize(RATE_PLACES),
        fineness=quote.fineness,
        currency=quote.currency,
        source=quote.source,
        market=quote.market,
        price=quote.price,
        unit=quote.unit,
        status=RateStatus.REFUSED if fault else RateStatus.ACCEPTED,
        reason=str(fault or "")[:200],
    )
    uow.session.add(row)
    uow.session.flush()
    if not fault:
        emit(uow, "rate.changed", {"id": str(row.id)})
    return row
