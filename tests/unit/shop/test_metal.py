"""Units, karats and rates of gold."""

from decimal import Decimal

import pytest

from services.core.errors import ValidationFailed
from services.shop.metal import (
    KARATS,
    MESGHAL_GRAMS_LONG,
    PURE,
    Unit,
    board,
    fine_weight,
    fineness_of,
    grams,
    karat_of,
    mazaneh_per_gram,
    per_gram,
    rate_at,
    weight_750,
)

D = Decimal


def test_units_weigh_what_the_trade_says() -> None:
    weights = [grams(unit) for unit in (Unit.GRAM, Unit.TOLA, Unit.OUNCE, Unit.MESGHAL)]
    assert weights == [D(1), D("11.6638038"), D("31.1034768"), D("4.608")]
    assert grams(Unit.MESGHAL, MESGHAL_GRAMS_LONG) == D("4.6083")


def test_an_ounce_price_is_carried_to_a_gram_of_each_karat() -> None:
    assert per_gram(D("3110.34768"), Unit.OUNCE) == D(100)
    assert rate_at(D(100), PURE, D(750)) == D(75)


def test_a_mazaneh_means_a_rate_per_gram() -> None:
    assert mazaneh_per_gram(D(32486400), D(705)) == D(7050000)
    assert mazaneh_per_gram(D(32486400), D(750)) == D(7500000)
    assert mazaneh_per_gram(D(32486400), D(750), MESGHAL_GRAMS_LONG) < D(7500000)


def test_fine_weight_and_750_weight() -> None:
    assert fine_weight(D("4.510"), D(750)) == D("3.382")
    assert weight_750(D(10), D(875)) == D("11.667")


def test_karats_and_fineness_name_each_other() -> None:
    assert all(karat_of(fineness_of(karat)) == karat for karat in KARATS)
    assert karat_of(D(995)) == 24
    assert karat_of(D(800)) is None
    with pytest.raises(ValidationFailed) as caught:
        fineness_of(17)
    assert str(caught.value.message) == "There is no karat 17; the karats are 24, 22, 21, 18, 14"


def test_the_board_derives_every_unit_and_karat_from_one_rate() -> None:
    lines = {(line.unit, line.karat): line.price for line in board(D(7500000), D(750))}
    assert lines[Unit.GRAM, 18] == D(7500000)
    assert lines[Unit.GRAM, 24] == D(9999000)
    assert lines[Unit.MESGHAL, None] == D(32486400)
    assert lines[Unit.OUNCE, None] == D("311034768")
    assert {karat for unit, karat in lines if unit is Unit.GRAM} == set(KARATS)
