"""What holds for every price: parts add up, more never costs less, rounding lands on its unit."""

from dataclasses import replace
from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from services.shop.pricing import (
    Cost,
    Making,
    Mode,
    Part,
    PriceRequest,
    Rounding,
    Step,
    StepName,
    WastageOf,
    plain,
    price,
)
from services.shop.pricing.rounding import EXACT

MODES = [mode for mode in Mode if mode is not Mode.NONE]
UNITS = [Decimal(unit) for unit in ("0.0001", "0.01", "0.05", "1", "3", "250", "1000")]


def amounts(top: int = 10**12, places: int = 4) -> st.SearchStrategy[Decimal]:
    return st.integers(0, top * 10**places).map(lambda number: Decimal(number).scaleb(-places, context=EXACT))


percents = amounts(100, 2)
bases = st.frozensets(st.sampled_from(Part))
roundings = st.builds(Rounding, st.sampled_from(MODES), st.sampled_from(UNITS))
policies = st.dictionaries(st.sampled_from(["gold", "making", "wastage", "profit", "tax", "total"]), roundings)


@st.composite
def requests(draw: st.DrawFn, *, rounded: bool = True) -> PriceRequest:
    return PriceRequest(
        net_weight=draw(amounts(5000, 3)),
        rate=draw(amounts(10**9)),
        rate_fineness=draw(st.sampled_from([Decimal(n) for n in ("705", "750", "999.9", "1000")])),
        fineness=draw(st.sampled_from([Decimal(n) for n in ("585", "750", "875", "916", "999.9")])),
        making=Making(draw(percents), draw(amounts(10**6)), draw(amounts(10**9))),
        wastage_percent=draw(percents),
        wastage_of=draw(st.sampled_from(WastageOf)),
        stones=draw(amounts()),
        stones_taxed=draw(st.booleans()),
        attachments=draw(amounts()),
        attachments_taxed=draw(st.booleans()),
        costs=tuple(draw(st.lists(st.builds(Cost, st.just("box"), amounts(), st.booleans()), max_size=2))),
        profit_percent=draw(percents),
        profit_base=draw(bases),
        tax_percent=draw(percents),
        tax_base=draw(bases),
        rounding=draw(policies) if rounded else {},
    )


@given(requests())
def test_the_parts_add_up_exactly(request_: PriceRequest) -> None:
    answer = price(request_)
    with localcontext(EXACT):
        parts = sum((getattr(answer, part) for part in Part), Decimal(0))
        assert parts - answer.discount + answer.tax + answer.rounding == answer.total
        assert sum(step.amount for step in answer.steps if step.name is not StepName.TOTAL) == answer.total


@given(
    requests(), amounts(1000, 2).filter(bool), st.sampled_from(["net_weight", "rate", "profit_percent", "tax_percent"])
)
def test_more_of_anything_never_costs_less(request_: PriceRequest, more: Decimal, name: str) -> None:
    assert price(replace(request_, **{name: getattr(request_, name) + more})).total >= price(request_).total


@given(requests(), amounts(1000, 2), st.sampled_from(["percent", "per_gram", "fixed"]))
def test_more_making_never_costs_less(request_: PriceRequest, more: Decimal, name: str) -> None:
    making = replace(request_.making, **{name: getattr(request_.making, name) + more})
    assert price(replace(request_, making=making)).total >= price(request_).total


@given(requests(rounded=False), amounts(1000, 2).filter(bool))
def test_without_rounding_more_costs_more(request_: PriceRequest, more: Decimal) -> None:
    piece = replace(request_, net_weight=more, rate=more)
    base = replace(piece, tax_base=frozenset({Part.GOLD}), profit_base=frozenset({Part.GOLD}))
    before = price(base).total
    assert price(replace(base, net_weight=base.net_weight + more)).total > before
    assert price(replace(base, rate=base.rate + more)).total > before
    assert price(replace(base, making=replace(base.making, percent=base.making.percent + more))).total > before
    assert price(replace(base, profit_percent=base.profit_percent + more)).total > before
    assert price(replace(base, tax_percent=base.tax_percent + more)).total > before


@given(roundings, amounts())
def test_rounding_lands_on_its_unit_less_than_one_unit_away(rounding: Rounding, amount: Decimal) -> None:
    after = rounding.apply(amount)
    with localcontext(EXACT):
        assert after % rounding.unit == 0
        assert abs(after - amount) < rounding.unit
        if rounding.mode in {Mode.HALF_UP, Mode.HALF_EVEN}:
            assert abs(after - amount) * 2 <= rounding.unit
        if rounding.mode is Mode.DOWN:
            assert after <= amount
        if rounding.mode is Mode.UP:
            assert after >= amount
    assert rounding.apply(after) == after
    assert Rounding.parse(str(rounding)) == rounding


@given(requests())
def test_each_step_of_a_price_lands_on_its_unit(request_: PriceRequest) -> None:
    answer = price(request_)
    for step in answer.steps:
        policy = request_.rounding.get(step.name, Rounding())
        assert step.rounding == policy
        assert policy.apply(step.before) == step.amount


@given(requests(rounded=False))
def test_a_gold_value_given_prices_like_weight_and_rate(request_: PriceRequest) -> None:
    request_ = replace(request_, wastage_of=WastageOf.GOLD)
    by_weight = price(request_)
    rounded = by_weight.gold.quantize(Decimal("1e-8"))
    by_weight = price(replace(request_, rounding={"gold": Rounding(Mode.HALF_EVEN, Decimal("1e-8"))}))
    by_gold = price(replace(request_, rate=None, gold=rounded))
    assert {part: getattr(by_gold, part) for part in Part} == {part: getattr(by_weight, part) for part in Part}
    assert (by_gold.tax, by_gold.total) == (by_weight.tax, by_weight.total)


@given(requests())
def test_what_is_kept_of_a_price_reads_back(request_: PriceRequest) -> None:
    answer = price(request_)
    kept = answer.to_json()
    assert tuple(Step.from_json(step) for step in kept["steps"]) == answer.steps
    assert Decimal(kept["total"]) == answer.total
    assert not any("E" in kept[name].upper() for name in ("gold", "making", "profit", "tax", "total"))


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_written_without_exponent(value: Decimal) -> None:
    assert "E" not in plain(value).upper()
    assert Decimal(plain(value)) == value
    assert plain(Decimal("-0")) == "0"
