"""The price of a piece: the trade's own examples, every step, and what is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.core.errors import ValidationFailed
from services.shop.pricing import (
    PRESETS,
    Cost,
    Discount,
    Making,
    Part,
    PriceRequest,
    Rounding,
    Step,
    StepName,
    WastageOf,
    parse_base,
    preset,
    price,
    roundings,
)

D = Decimal
GOLD_10: dict[str, Any] = {"net_weight": D(10), "rate": D(7000)}


def test_iran_taxes_making_and_profit_and_exempts_the_gold() -> None:
    answer = price(
        PriceRequest(
            **GOLD_10,
            making=Making(percent=D(10)),
            profit_percent=D(7),
            tax_percent=D(9),
            tax_base=parse_base("making+profit"),
            rounding={"total": Rounding.parse("half-up:0.01")},
        )
    )
    parts = (answer.gold, answer.making, answer.profit, answer.tax, answer.total)
    assert parts == (D(70000), D(7000), D(5390), D("1115.10"), D("83505.10"))
    assert answer.to_json()["total"] == "83505.10"
    assert [step.text() for step in answer.steps] == [
        "10.000 g × 7,000 × 750 ÷ 750",
        "70,000 × 10 %",
        "(70,000 + 7,000) × 7 %",
        "(7,000 + 5,390) × 9 %",
        "70,000 + 7,000 + 5,390 + 1,115.1",
    ]


def test_india_taxes_gold_and_making() -> None:
    terms = preset("india", date(2026, 1, 1)).terms
    assert price(terms.request(gold=D(45000), making=Making(percent=D(10)))).total == D(50985)


def test_emirates_tax_the_whole_price() -> None:
    terms = preset("uae", date(2026, 1, 1)).terms
    answer = price(terms.request(gold=D(1000), making=Making(fixed=D(100)), stones=D(50), attachments=D(50)))
    assert (answer.tax, answer.total) == (D(60), D(1260))


def test_fineness_is_carried_from_the_quoted_rate() -> None:
    answer = price(PriceRequest(net_weight=D("4.608"), rate=D(7050), rate_fineness=D(705), fineness=D(750)))
    assert answer.gold == D("34560")


def test_a_quotient_without_end_is_exact_to_twelve_places_and_still_adds_up() -> None:
    answer = price(PriceRequest(net_weight=D(1), rate=D(1000), rate_fineness=D(705), making=Making(percent=D(7))))
    assert answer.gold == D("1063.829787234043")
    assert answer.gold + answer.making == answer.total


def test_making_sums_percent_per_gram_and_fixed() -> None:
    answer = price(PriceRequest(**GOLD_10, making=Making(D(10), D("5.5"), D(12))))
    assert answer.making == D(7000) + D(55) + D(12)
    assert answer.steps[1].text() == "70,000 × 10 % + 10.000 g × 5.5 + 12"


@pytest.mark.parametrize(("of", "wastage"), [(WastageOf.WEIGHT, D(2333)), (WastageOf.GOLD, D(2310))])
def test_wastage_of_weight_ignores_how_gold_was_rounded(of: WastageOf, wastage: Decimal) -> None:
    rounding = {"gold": Rounding.parse("down:11000"), "wastage": Rounding.parse("half-up:1")}
    request: dict[str, Any] = {"net_weight": D(10), "rate": D("7777.7"), "wastage_percent": D(3), "rounding": rounding}
    assert price(PriceRequest(**request, wastage_of=of)).wastage == wastage


@pytest.mark.parametrize(
    ("flags", "taxed"),
    [
        ({}, D(100)),
        ({"stones_taxed": True}, D(130)),
        ({"attachments_taxed": True}, D(150)),
        ({"costs": (Cost("assay", D(70), taxed=True), Cost("box", D(5)))}, D(170)),
        ({"tax_base": frozenset()}, D(0)),
        ({"tax_base": parse_base("all"), "costs": (Cost("box", D(5)),)}, D(1185)),
    ],
)
def test_stones_attachments_and_costs_are_taxed_by_their_flags(flags: dict[str, Any], taxed: Decimal) -> None:
    asked: dict[str, Any] = {
        "gold": D(1000),
        "making": Making(fixed=D(100)),
        "stones": D(30),
        "attachments": D(50),
        "tax_percent": D(10),
        **flags,
    }
    assert price(PriceRequest(**asked)).tax == taxed / 10


def test_each_step_rounds_before_the_next_builds_on_it() -> None:
    rounding = {"gold": Rounding.parse("up:1000"), "making": Rounding.parse("down:100")}
    answer = price(PriceRequest(net_weight=D("1.001"), rate=D(7000), making=Making(percent=D(11)), rounding=rounding))
    assert (answer.gold, answer.making, answer.total) == (D(8000), D(800), D(8800))
    assert [(step.before, step.amount) for step in answer.steps[:2]] == [(D(7007), D(8000)), (D(880), D(800))]


def test_rounding_the_total_is_a_step_of_its_own() -> None:
    answer = price(PriceRequest(gold=D("1499.25"), rounding={"total": Rounding.parse("half-up:1000")}))
    assert (answer.total, answer.rounding) == (D(1000), D("-499.25"))
    assert [step.name for step in answer.steps] == [StepName.GOLD, StepName.ROUNDING, StepName.TOTAL]
    assert answer.to_json()["rounding"] == "-499.25"


def test_a_discount_takes_profit_then_making_and_the_tax_falls() -> None:
    asked: dict[str, Any] = {
        **GOLD_10,
        "making": Making(percent=D(10)),
        "profit_percent": D(7),
        "tax_percent": D(10),
        "tax_base": parse_base("making+profit"),
    }
    answer = price(PriceRequest(**asked, discount=Discount(amount=D(6390))))
    assert answer.discount == D(6390)
    assert (answer.profit, answer.making, answer.tax) == (D(5390), D(7000), D(600))
    assert answer.total == D(70000) + D(6000) + D(600)
    assert answer.before_tax == D(76000)
    by_percent = price(PriceRequest(**asked, discount=Discount(percent=D(5))))
    assert by_percent.discount == D("4119.5")


def test_gold_itself_is_not_discounted() -> None:
    with pytest.raises(ValidationFailed) as caught:
        price(PriceRequest(gold=D(1000), making=Making(fixed=D(10)), discount=Discount(amount=D(11))))
    assert str(caught.value.fields["discount"]) == "The discount can be 10 at most: gold itself is not discounted"


def test_a_price_of_nothing_is_nothing() -> None:
    answer = price(PriceRequest(net_weight=D(0), rate=D(7000), making=Making(percent=D(10)), tax_percent=D(10)))
    assert answer.total == 0
    assert [step.name for step in answer.steps] == [StepName.GOLD, StepName.TOTAL]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "net_weight"),
        ({"net_weight": D(1)}, "rate"),
        ({"gold": D(1), "rate": D(1)}, "gold"),
        ({"gold": D(-1)}, "gold"),
        ({"gold": D("NaN")}, "gold"),
        ({"gold": D("1e16")}, "gold"),
        ({"gold": D("1e-9")}, "gold"),
        ({"gold": D(1), "fineness": D(0)}, "fineness"),
        ({"gold": D(1), "rate_fineness": D(1001)}, "rate_fineness"),
        ({"gold": D(1), "making": Making(per_gram=D(1))}, "making_per_gram"),
        ({"gold": D(1), "wastage_percent": D(1)}, "wastage_percent"),
        ({"gold": D(1), "costs": (Cost("box", D(-1)),)}, "cost.box"),
        ({"gold": D(1), "discount": Discount(D(1), D(1))}, "discount_amount"),
        ({"gold": D(1), "rounding": {"rounding": Rounding.parse("up:1")}}, "rounding"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationFailed) as caught:
        PriceRequest(**asked)
    assert field in caught.value.fields


@pytest.mark.parametrize("text", ["", "sideways:1", "up:0", "up:-1", "up:x", "up:NaN", "up:Infinity", "1"])
def test_a_rounding_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValidationFailed):
        Rounding.parse(text)


@pytest.mark.parametrize(
    ("policy", "amount", "rounded"),
    [
        ("none", "1.2345", "1.2345"),
        ("down:1", "1.9", "1"),
        ("up:1", "1.1", "2"),
        ("half-up:1", "2.5", "3"),
        ("half-even:1", "2.5", "2"),
        ("half-up:0.05", "1.025", "1.05"),
        ("half-even:1000", "1500", "2000"),
        ("down:0.01", "-1.999", "-1.99"),
        ("half-up:3", "4.5", "6"),
    ],
)
def test_rounding_goes_to_whole_multiples_of_its_unit(policy: str, amount: str, rounded: str) -> None:
    assert Rounding.parse(policy).apply(D(amount)) == D(rounded)


def test_a_base_reads_as_it_is_written() -> None:
    assert parse_base("profit + making") == {Part.MAKING, Part.PROFIT}
    with pytest.raises(ValidationFailed) as caught:
        parse_base("silver")
    assert str(caught.value.message).endswith("silver is not")


def test_presets_of_a_country_follow_each_other_without_gap_or_overlap() -> None:
    iran = [each for each in PRESETS if each.key == "iran"]
    assert preset("iran", date(2024, 3, 19)).terms.tax_percent == 9
    assert preset("iran", date(2024, 3, 20)).terms.tax_percent == 10
    assert [each.effective_to is None for each in iran] == [False, True]
    with pytest.raises(ValidationFailed) as caught:
        preset("iran", date(2001, 1, 1))
    assert str(caught.value.message) == "The preset iran says nothing about 2001-01-01"
    with pytest.raises(ValidationFailed) as caught:
        preset("mars", date(2026, 1, 1))
    assert str(caught.value.message) == "There is no preset mars; the presets are iran, india, uae, none"


def test_a_preset_seeds_a_rule_in_the_units_of_the_shop() -> None:
    seed = preset("iran", date(2026, 1, 1)).seed("IRR")
    assert (seed["tax_base"], seed["profit_base"], seed["tax_percent"]) == ("making+profit", "gold+making", D(10))
    assert seed["rounding"]["tax"] == "half-up:1"
    assert str(roundings("AED")["total"]) == "half-up:0.01"


def test_terms_to_be_stored_keep_their_roundings_and_bring_the_rest_to_four_places() -> None:
    terms = preset("india", date(2026, 1, 1)).terms.to_be_stored()
    answer = price(terms.request(net_weight=D("1.234"), rate=D("95.1234"), rate_fineness=D("999.9")))
    assert answer.gold == answer.gold.quantize(D("0.0001"))
    assert answer.gold + answer.tax + answer.rounding == answer.total


def test_a_step_reads_back_as_it_was_kept() -> None:
    answer = price(PriceRequest(**GOLD_10, making=Making(D(10), D(1), D(2)), stones=D(5)))
    assert tuple(Step.from_json(step) for step in answer.to_json()["steps"]) == answer.steps
