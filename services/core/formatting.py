"""Values as the reader writes them, on the server: for paper, mail and exports. Equal to ``assets/kit/format.js``.

Figures follow CLDR through Babel; Babel keeps Latin digits, so Persian ones are put in here. Jalali days come from
``jdatetime``. A test holds both sides equal.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

import jdatetime
from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

CURRENCY_DIGITS = {"IRR": 0, "IRT": 0, "USD": 2, "EUR": 2, "AED": 2, "INR": 2, "TRY": 2, "IQD": 0}
"""Decimals each currency is written with; ``IRT`` is the toman, ten rials."""

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")


@dataclass(frozen=True)
class Formatting:
    """How one reader writes: ``language`` en or fa; ``numerals`` auto, latin or persian; ``currency`` of the shop."""

    language: str = "en"
    numerals: str = "auto"
    currency: str = ""
    time_zone: str = "UTC"

    @property
    def persian_digits(self) -> bool:
        """Whether digits are Persian: by preference, else by language."""
        return self.numerals == "persian" or (self.numerals != "latin" and self.language == "fa")

    def digits(self, text: str) -> str:
        """The text with this reader's digits."""
        return text.translate(_PERSIAN) if self.persian_digits else text

    def number(self, value: Decimal | int | str, *, least: int = 0, most: int = 6) -> str:
        """A grouped figure with between ``least`` and ``most`` decimals, rounded half to even."""
        pattern: NumberPattern = parse_pattern("#,##0." + "0" * least + "#" * (max(least, most) - least))
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-max(least, most)), rounding=ROUND_HALF_EVEN)
        written = pattern.apply(abs(exact), self._locale, numbering_system="arabext" if self.persian_digits else "latn")
        return (self._minus if exact < 0 else "") + self.digits(written)

    def integer(self, value: Decimal | int | str) -> str:
        """A whole figure."""
        return self.number(value, most=0)

    def weight(self, grams: Decimal | str) -> str:
        """Grams, always three decimals, without the unit."""
        return self.number(grams, least=3, most=3)

    def percent(self, value: Decimal | int | str) -> str:
        """12.5 is twelve and a half percent."""
        return self.number(value, most=2) + ("٪" if self.persian_digits else "%")

    def money(self, value: Decimal | int | str, currency: str = "") -> str:
        """A figure with the decimals of its currency, without its name."""
        places = CURRENCY_DIGITS.get(currency or self.currency)
        return self.number(value, least=places or 0, most=2 if places is None else places)

    def date(self, day: dt.date) -> str:
        """``1405/08/30`` in Persian, ``21 Nov 2026`` in English."""
        if self.language != "fa":
            return self.digits(format_date(day, "dd MMM y", "en_GB"))
        return self.digits(jdatetime.date.fromgregorian(date=day).strftime("%Y/%m/%d"))

    def long_date(self, day: dt.date) -> str:
        """``30 Aban 1405`` in Persian words, ``21 November 2026`` in English."""
        if self.language != "fa":
            return self.digits(format_date(day, "d MMMM y", "en_GB"))
        jalali = jdatetime.date.fromgregorian(date=day)
        return self.digits(f"{jalali.day} {_MONTHS[jalali.month - 1]} {jalali.year}")

    def time(self, moment: dt.datetime) -> str:
        """Hours and minutes of the day, in the shop's time zone."""
        return self.digits(moment.astimezone(self._zone).strftime("%H:%M"))

    def datetime(self, moment: dt.datetime) -> str:
        """Day and time, in the shop's time zone."""
        return f"{self.date(moment.astimezone(self._zone).date())} {self.time(moment)}"

    @property
    def _minus(self) -> str:
        """U+2212, kept before its number when the line runs from the right."""
        return "\u200e\u2212" if self.language == "fa" else "\u2212"

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse("fa_IR" if self.language == "fa" else "en_US")
