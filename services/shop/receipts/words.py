"""Amounts in words, as they stand on an invoice so that no figure can be added to: in English and Persian."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

from services.core.formatting import CURRENCY_DIGITS

_EN_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_FA_ONES = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
]
_FA_TENS = ["", "ده", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
_FA_HUNDREDS = ["", "یکصد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]
_FA_SCALES = ("", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون")

CURRENCIES: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "IRR": {"en": ("rial", "rials", "", ""), "fa": ("ریال", "ریال", "", "")},
    "IRT": {"en": ("toman", "toman", "", ""), "fa": ("تومان", "تومان", "", "")},
    "AED": {"en": ("dirham", "dirhams", "fils", "fils"), "fa": ("درهم", "درهم", "فلس", "فلس")},
    "USD": {"en": ("dollar", "dollars", "cent", "cents"), "fa": ("دلار", "دلار", "سنت", "سنت")},
    "EUR": {"en": ("euro", "euros", "cent", "cents"), "fa": ("یورو", "یورو", "سنت", "سنت")},
    "INR": {"en": ("rupee", "rupees", "paisa", "paise"), "fa": ("روپیه", "روپیه", "پیسه", "پیسه")},
    "TRY": {"en": ("lira", "lira", "kuruş", "kuruş"), "fa": ("لیر", "لیر", "قروش", "قروش")},
    "IQD": {"en": ("dinar", "dinars", "", ""), "fa": ("دینار", "دینار", "", "")},
}
"""One and many of a currency, and of its hundredth."""
HUNDRED, THOUSAND, TWENTY = 100, 1_000, 20


def in_words(amount: Decimal, currency: str, language: str) -> str:
    """The amount with its currency: ``one hundred toman``, ``یکصد تومان``. Rounded as the currency is written."""
    spell, joined = (persian, " و ") if language == "fa" else (english, " and ")
    one, many, small_one, small_many = CURRENCIES.get(currency, {}).get(language, (currency, currency, "", ""))
    places = CURRENCY_DIGITS.get(currency, 2)
    exact = abs(amount).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    whole, rest = int(exact), int(exact % 1 * HUNDRED)
    text = f"{spell(whole)} {one if whole == 1 else many}"
    if not rest:
        return text
    if small_one:
        return f"{text}{joined}{spell(rest)} {small_one if rest == 1 else small_many}"
    return f"{text}{joined}{rest:02d}/100"


def english(number: int) -> str:
    """A whole number from zero up in English: ``one hundred seventy-seven``."""
    return _grouped(number, _english_group, _EN_SCALES, " ", _EN_ONES[0])


def persian(number: int) -> str:
    """A whole number from zero up in Persian, with «یکصد» and «یک هزار», as documents have it."""
    return _grouped(number, _persian_group, _FA_SCALES, " و ", _FA_ONES[0])


def _grouped(number: int, group: Callable[[int], str], scales: tuple[str, ...], joined: str, zero: str) -> str:
    if number >= THOUSAND ** len(scales):
        raise ValueError(f"{number} is beyond words")
    parts, rest = [], number
    for scale in scales:
        rest, three = divmod(rest, THOUSAND)
        if three:
            parts.append(f"{group(three)} {scale}".strip())
    return joined.join(reversed(parts)) or zero


def _english_group(number: int) -> str:
    hundreds, rest = divmod(number, HUNDRED)
    parts = [f"{_EN_ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        small = _EN_ONES[rest] if rest < TWENTY else _EN_TENS[tens] + (f"-{_EN_ONES[ones]}" if ones else "")
        parts.append(small)
    return " ".join(parts)


def _persian_group(number: int) -> str:
    hundreds, rest = divmod(number, HUNDRED)
    parts = [_FA_HUNDREDS[hundreds]] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        parts += [_FA_ONES[rest]] if rest < TWENTY else [_FA_TENS[tens], *([_FA_ONES[ones]] if ones else [])]
    return " و ".join(parts)
