"""What is not believed of a quote: another currency, another time, a price no market makes in one step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from services.core.i18n import Message, _
from services.shop.metal import MESGHAL_GRAMS, RATE_PLACES, rate_at
from services.shop.rates.contract import MOST, Quote


@dataclass(frozen=True)
class Limits:
    """How far a quote may be off: ``jump_percent`` from the last good rate, ``max_age`` behind, ``ahead`` of the clock.

    Without ``max_age`` an old quote is taken (a history). ``mesghal`` is its weight in grams.
    """

    jump_percent: Decimal = Decimal(10)
    max_age: timedelta | None = timedelta(days=4)
    ahead: timedelta = timedelta(minutes=10)
    mesghal: Decimal = MESGHAL_GRAMS

    def in_time(self, quote: Quote, now: datetime) -> bool:
        """Whether a quote is neither too old nor still to come."""
        oldest = now - self.max_age if self.max_age is not None else quote.quoted_at
        return oldest <= quote.quoted_at <= now + self.ahead


@dataclass(frozen=True)
class LastGood:
    """The last rate that was believed: money per gram at a fineness, in the currency of the quote."""

    per_gram: Decimal
    fineness: Decimal


def refusal(quote: Quote, asked: str, last: LastGood | None, limits: Limits, now: datetime) -> Message | None:
    """Why this quote is not believed, or None. ``asked`` is the currency that was asked for.

    The default of ``max_age`` covers a long weekend, when markets stand still.
    """
    if quote.currency != asked:
        return _("Asked for {asked}, the source answered in {currency}", asked=asked, currency=quote.currency)
    if not quote.price.is_finite() or not RATE_PLACES <= quote.per_gram(limits.mesghal) < MOST:
        return _("A rate must be above zero, of at most 15 digits")
    if not limits.in_time(quote, now):
        if quote.quoted_at > now:
            return _("The rate is of {time}, which is still to come", time=_minute(quote.quoted_at))
        return _("The rate is of {time}, too long ago", time=_minute(quote.quoted_at))
    return None if last is None else _jump(quote, last, limits)


def _jump(quote: Quote, last: LastGood, limits: Limits) -> Message | None:
    before = rate_at(last.per_gram, last.fineness, quote.fineness)
    if before <= 0:
        return None
    change = (quote.per_gram(limits.mesghal) - before) * 100 / before
    if abs(change) <= limits.jump_percent:
        return None
    return _(
        "The rate would change by {change} %, more than the limit of {limit} %",
        change=change.quantize(Decimal("0.1"), ROUND_HALF_EVEN),
        limit=limits.jump_percent,
    )


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
