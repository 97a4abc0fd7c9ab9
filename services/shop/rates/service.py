"""The rate a shop sells at: recorded from any source, believed or refused, and read.

A failed or absurd pull never replaces the last good rate; it leaves an alert, and a refused row where there was a
quote. Rows are never changed: documents keep the rate they used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session
from sqlmodel import col, select

from models.base import now
from models.platform import Alert
from models.shop.gold_rate import GoldRate, RateStatus
from services.core import history
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.events import alert, emit
from services.core.i18n import Message, _
from services.core.permissions import Permission
from services.platform.tenants import current_tenant
from services.shop.metal import RATE_PLACES, Unit
from services.shop.rates.by_hand import quote_by_hand
from services.shop.rates.checks import LastGood, Limits, refusal
from services.shop.rates.contract import Quote, RateSource, SourceFailed
from services.shop.rates.settings import RateSettings

HAND_JUMP_PERCENT = Decimal(50)
"""What is typed in may jump further than what is pulled: it is how a shop follows a market that really moved."""
FAILED, REFUSED = "rates.pull", "rates.refused"
_PAGE = "/r/gold-rates"


@dataclass(frozen=True)
class Imported:
    """How many rates of a history were added, and how many were there before."""

    added: int
    known: int


def current_rate(session: Session, at: datetime | None = None) -> GoldRate | None:
    """The last believed rate, or the one that held at a moment."""
    statement = select(GoldRate).where(col(GoldRate.status) == RateStatus.ACCEPTED)
    if at:
        statement = statement.where(col(GoldRate.quoted_at) <= at)
    newest = statement.order_by(col(GoldRate.quoted_at).desc(), col(GoldRate.id).desc()).limit(1)
    return session.execute(newest).scalar_one_or_none()


def record_by_hand(
    uow: UnitOfWork, price: Decimal, fineness: Decimal | None = None, unit: Unit = Unit.GRAM
) -> GoldRate:
    """Somebody with the permission types the rate, of a gram, a mazaneh, a tola or an ounce.

    Raises :class:`ValidationFailed` beside the field for a slip of the keys: a rate that jumps by half.
    """
    uow.actor.require(Permission.RECORD_RATE)
    quote, conf = _typed(uow, price, fineness, unit)
    return _write(uow, quote, None, conf)


def complete_by_hand(uow: UnitOfWork, row: GoldRate, _values: Mapping[str, Any]) -> None:
    """Complete a rate that was typed into a form: price, unit, for grams and tolas the fineness, when it was quoted.

    Raises as :func:`record_by_hand` does, beside the moment for one too long ago or still to come.
    """
    unit = Unit(row.unit)
    fineness = row.fineness if unit in {Unit.GRAM, Unit.TOLA} else None
    quote, conf = _typed(uow, row.price, fineness, unit, row.quoted_at)
    for name, value in _columns(quote, None, conf).items():
        setattr(row, name, value)
    emit(uow, "rate.changed", {"id": str(row.id)})


def _typed(
    uow: UnitOfWork, price: Decimal, fineness: Decimal | None, unit: Unit, quoted_at: datetime | None = None
) -> tuple[Quote, RateSettings]:
    """The quote that somebody typed, checked, and the shop's settings."""
    conf = RateSettings.of(current_tenant(uow))
    _one_at_a_time(uow)
    quote = quote_by_hand(price, conf.own, fineness=fineness, unit=unit, quoted_at=quoted_at)
    fault = _fault(uow, quote, conf.own, replace(conf.limits, jump_percent=HAND_JUMP_PERCENT))
    if fault:
        raise ValidationFailed(fault, fields={"price" if conf.limits.in_time(quote, now()) else "quoted_at": fault})
    return quote, conf


def ask(source: RateSource) -> Quote | SourceFailed:
    """What a source answers now. Called outside a transaction, since an answer may take its time."""
    try:
        return source.fetch()
    except SourceFailed as error:
        return error


def pull(uow: UnitOfWork, source: RateSource, answer: Quote | SourceFailed | None = None) -> GoldRate | None:
    """Record what a source says, or said (``answer``). A fault leaves the last good rate and an alert: None."""
    said = ask(source) if answer is None else answer
    if isinstance(said, SourceFailed):
        _alert_once(uow, FAILED, said.message)
        return None
    return take(uow, said, live=source.live, asked=source.currency)


def take(uow: UnitOfWork, quote: Quote, *, live: bool = True, asked: str | None = None) -> GoldRate | None:
    """Record a quote that is newer than the last rate: believed, or refused with an alert (None).

    ``asked`` is the currency the source was asked for; without it, the shop's own.
    """
    conf = RateSettings.of(current_tenant(uow))
    _one_at_a_time(uow)
    if not _newer(uow, quote):
        return None
    limits = conf.limits if live else replace(conf.limits, max_age=None)
    wanted = asked or conf.own
    try:
        own = conf.into_own(quote) if quote.currency == wanted else quote
    except ValidationFailed as error:
        _alert_once(uow, FAILED, error.message)
        return None
    fault = _fault(uow, own, conf.own if quote.currency == wanted else wanted, limits)
    row = _write(uow, own, fault, conf)
    if fault:
        _alert_once(uow, REFUSED, _("A gold rate was refused: {why}", why=fault))
        return None
    return row


def import_history(uow: UnitOfWork, quotes: Iterable[Quote], exchange: Mapping[str, Decimal] | None = None) -> Imported:
    """Add a history, as it stands in its file: jumps of the past are facts. What is there already is left alone.

    ``exchange`` says what one unit of a foreign currency costs in the shop's, before what the shop's settings say.
    """
    uow.actor.require(Permission.RECORD_RATE)
    conf = RateSettings.of(current_tenant(uow))
    conf = replace(conf, exchange={**conf.exchange, **(exchange or {})})
    _one_at_a_time(uow)
    before = current_rate(uow.session)
    rows = {(quote.source, quote.quoted_at): conf.into_own(quote) for quote in quotes}
    known = {tuple(row) for row in uow.session.execute(select(GoldRate.source, GoldRate.quoted_at))}
    fresh = [GoldRate(**_columns(quote, None, conf)) for key, quote in rows.items() if key not in known]
    uow.session.add_all(fresh)
    uow.session.flush()
    after = current_rate(uow.session)
    if after and (before is None or before.id != after.id):
        emit(uow, "rate.changed", {"id": str(after.id)})
    return Imported(len(fresh), len(rows) - len(fresh))


def _one_at_a_time(uow: UnitOfWork) -> None:
    """Two pulls of one shop follow each other, so that the second sees what the first recorded."""
    uow.session.execute(
        text("select pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"rates {uow.tenant_id}"}
    )


def _newer(uow: UnitOfWork, quote: Quote) -> bool:
    """Whether a quote is after the last believed rate, and not one that was refused before."""
    last = current_rate(uow.session)
    if last and quote.quoted_at <= last.quoted_at:
        return False
    same = select(GoldRate.id).where(col(GoldRate.quoted_at) == quote.quoted_at, col(GoldRate.source) == quote.source)
    return uow.session.execute(same.limit(1)).first() is None


def _fault(uow: UnitOfWork, quote: Quote, asked: str, limits: Limits) -> Message | None:
    last = current_rate(uow.session)
    good = LastGood(last.price_per_gram, last.fineness) if last else None
    return refusal(quote, asked, good, limits, now())


def _alert_once(uow: UnitOfWork, topic: str, message: Message) -> None:
    """Raise an alert, or renew the one of this topic that nobody has seen yet: a source that is down says it once."""
    unseen = select(Alert).where(
        col(Alert.topic) == topic, col(Alert.seen_at).is_(None), col(Alert.deleted_at).is_(None)
    )
    standing = uow.session.execute(unseen.limit(1)).scalar_one_or_none()
    if standing is None:
        alert(uow, topic, message, link=_PAGE)
    elif standing.message != message.plain():
        standing.message = message.plain()


def _columns(quote: Quote, fault: Message | None, conf: RateSettings) -> dict[str, Any]:
    """A rate's values; why it was refused is written in the shop's language."""
    return {
        "quoted_at": quote.quoted_at,
        "price_per_gram": quote.per_gram(conf.limits.mesghal).quantize(RATE_PLACES),
        "fineness": quote.fineness,
        "currency": quote.currency,
        "source": quote.source,
        "market": quote.market,
        "price": quote.price.quantize(RATE_PLACES),
        "unit": quote.unit.value,
        "status": RateStatus.REFUSED if fault else RateStatus.ACCEPTED,
        "reason": fault.text(conf.language)[:200] if fault else "",
    }


def _write(uow: UnitOfWork, quote: Quote, fault: Message | None, conf: RateSettings) -> GoldRate:
    row = GoldRate(**_columns(quote, fault, conf))
    uow.session.add(row)
    uow.session.flush()
    history.record(uow, row, "create")
    if not fault:
        emit(uow, "rate.changed", {"id": str(row.id)})
    return row
