"""Amounts in words and document numbers as bars."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.shop.receipts.barcode import bars
from services.shop.receipts.words import english, in_words, persian

ONES = {english(number): number for number in range(20)}
TENS = {english(number): number for number in range(20, 100, 10)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}


def read(text: str) -> int:
    """The number that English words say, by a way of its own."""
    total = group = 0
    for word in text.replace("-", " ").split():
        if word in SCALES:
            total, group = total + group * SCALES[word], 0
        else:
            group = group * 100 if word == "hundred" else group + ONES.get(word, 0) + TENS.get(word, 0)
    return total + group


@given(st.integers(0, 10**18 - 1))
def test_english_words_say_the_number(number: int) -> None:
    assert read(english(number)) == number


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_two_numbers_never_have_the_same_words(one: int, other: int) -> None:
    assert (persian(one) == persian(other)) == (one == other)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "صفر"), (7, "هفت"), (15, "پانزده"), (20, "بیست"), (100, "یکصد"), (1_000, "یک هزار"),
        (1_001, "یک هزار و یک"), (48_613, "چهل و هشت هزار و ششصد و سیزده"),
        (177_259_000, "یکصد و هفتاد و هفت میلیون و دویست و پنجاه و نه هزار"),
        (2_000_000_000, "دو میلیارد"),
    ],
)  # fmt: skip
def test_persian_words(number: int, words: str) -> None:
    assert persian(number) == words


@pytest.mark.parametrize(
    ("amount", "currency", "language", "words"),
    [
        ("177259000", "IRT", "fa", "یکصد و هفتاد و هفت میلیون و دویست و پنجاه و نه هزار تومان"),
        ("1", "AED", "en", "one dirham"),
        ("5562.75", "AED", "en", "five thousand five hundred sixty-two dirhams and seventy-five fils"),
        ("5562.75", "AED", "fa", "پنج هزار و پانصد و شصت و دو درهم و هفتاد و پنج فلس"),
        ("21.01", "USD", "en", "twenty-one dollars and one cent"),
        ("3.5", "CHF", "en", "three CHF and 50/100"),
        ("12.6", "IRR", "en", "thirteen rials"),
    ],
)
def test_amounts_with_their_currency(amount: str, currency: str, language: str, words: str) -> None:
    assert in_words(Decimal(amount), currency, language) == words


def test_beyond_words() -> None:
    with pytest.raises(ValueError, match="beyond words"):
        persian(10**18)


def test_a_barcode_as_the_standard_has_it() -> None:
    """Start B, the signs, the check digit, stop: eleven modules each, thirteen for the stop."""
    widths = bars("PJJ123C")
    assert sum(widths) == 11 * 9 + 13
    assert widths[:6] == [2, 1, 1, 2, 1, 4]
    assert widths[-13:-7] == [
        3,
        1,
        1,
        3,
        2,
        1,
    ]  # the check digit is 55: 54 under start A, as the standard's example has it, and one more
    assert widths[-7:] == [2, 3, 3, 1, 1, 1, 2]


@pytest.mark.parametrize("text", ["", "فاکتور", "S\n1"])
def test_only_printable_ascii_becomes_bars(text: str) -> None:
    with pytest.raises(ValueError, match="barcode"):
        bars(text)
