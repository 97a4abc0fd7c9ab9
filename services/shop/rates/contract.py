"""What every source of rates agrees to: it fetches one quote, or says in a sentence why it couldn't."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Protocol

from services.core.errors import AppError
from services.core.i18n import Message, _
from services.shop.metal import MESGHAL_GRAMS, PURE, Unit, per_gram

GOLD = "XAU"
"""The world market: a price per troy ounce of fine gold (ISO 4217 code of gold)."""
MOST = Decimal("1e15")
"""No price reaches it: what does is a fault."""


class Fault(StrEnum):
    """Why a source gave no quote."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    TOO_MANY = "too-many"
    SERVER = "server"
    MALFORMED = "malformed"


class SourceFailed(AppError):
    """A source gave no quote; ``fault`` says why, for programs, and the message for people."""

    code, status, title = "rate-source", 502, _("The gold rate could not be pulled")
    sentences: ClassVar[dict[Fault, Message]] = {
        Fault.UNREACHABLE: _("The rate source can't be reached"),
        Fault.TIMEOUT: _("The rate source did not answer in time"),
        Fault.REFUSED: _("The rate source refused the access key"),
        Fault.TOO_MANY: _("The rate source says the limit of requests is reached"),
        Fault.SERVER: _("The rate source has a fault of its own"),
        Fault.MALFORMED: _("The rate source answered with something that is not a rate"),
    }

    def __init__(self, fault: Fault, note: str = "") -> None:
        self.fault, self.note = fault, note
        sentence = self.sentences[fault]
        super().__init__(_("{sentence} ({note})", sentence=sentence, note=note) if note else sentence)


@dataclass(frozen=True)
class Quote:
    """A price as its market states it: for one ``unit`` of gold of this ``fineness``, in ``currency``."""

    source: str
    market: str
    price: Decimal
    currency: str
    quoted_at: datetime
    unit: Unit = Unit.OUNCE
    fineness: Decimal = PURE

    def per_gram(self, mesghal: Decimal = MESGHAL_GRAMS) -> Decimal:
        """The price of a gram at the quoted fineness."""
        return per_gram(self.price, self.unit, mesghal)


class RateSource(Protocol):
    """A source of rates. ``live`` ones quote the present: a stale answer of theirs is not believed."""

    @property
    def name(self) -> str:
        """Its name, kept on every rate it gave."""
        ...

    @property
    def currency(self) -> str:
        """The currency it was asked for."""
        ...

    @property
    def live(self) -> bool:
        """Whether it quotes the present."""
        ...

    def fetch(self) -> Quote:
        """The newest quote; raises :class:`SourceFailed`."""
        ...
