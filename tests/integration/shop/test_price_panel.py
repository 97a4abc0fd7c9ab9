"""How a price is made, on the page of an item and of a sold line: the same steps as at the till."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.shop.item import Item
from models.shop.sale import SaleLine
from services.admin.panels import Panel, panels_of
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.shop.price_panel import listed, waterfall
from services.shop.pricing import Making, PriceRequest, Rounding, price
from services.shop.pricing.labels import NOUNS
from services.shop.pricing.rounding import Mode
from services.shop.sales import finish, quote
from tests.integration.shop_factory import Shop, make_shop

D = Decimal


@pytest.fixture
def shop(servers: Path) -> Shop:
    return make_shop()


def panels(who: Actor, key: str, row: Any) -> dict[str, Any]:
    with unit_of_work(who) as uow:
        return {one["key"]: one["data"] for one in panels_of(uow, registry.get(key), row)}


def amounts(data: dict[str, Any]) -> list[Decimal]:
    return [D(one["amount"]) for one in (*data["steps"], data["total"])]


def test_an_item_tells_the_derivation_of_the_till_and_a_sold_line_keeps_it(shop: Shop) -> None:
    item = shop.item("R-1")
    draft = shop.draft((item, 1))
    with unit_of_work(shop.clerk) as uow:
        steps = quote(uow, draft).lines[0].each.steps
        finish(uow, draft)
        line = uow.session.scalars(select(SaleLine)).one()
    told, sold = panels(shop.owner, "items", item)["price"], panels(shop.clerk, "sale-lines", line)["price"]
    assert amounts(told) == amounts(sold) == [step.amount for step in steps]
    assert told["steps"] == sold["steps"]
    assert [one["label"] for one in told["about"]] == ["Rule", "Rate of"]
    gold, making, profit, tax = told["steps"]
    assert [term["kind"] for term in gold["terms"] if isinstance(term, dict)] == [
        "weight", "money", "fineness", "fineness",
    ]  # fmt: skip
    assert making["said"]["params"]["percent"] == "14.0000"
    assert profit["said"]["params"]["parts"]["params"]["word"]["msgid"] == "making"
    assert tax["said"]["msgid"] == "{percent}% of {parts}; gold is exempt"


def test_who_may_not_see_the_price_does_not_see_how_it_is_made(shop: Shop) -> None:
    item = shop.item("R-1")
    items = registry.get("items")
    closed = replace(items, policy=replace(items.policy, fields={"price": "items:see-price"}))
    with unit_of_work(shop.clerk) as uow:
        assert "price" in [one["key"] for one in panels_of(uow, items, item)]
        assert "price" not in [one["key"] for one in panels_of(uow, closed, item)]


def test_a_panel_that_fails_costs_itself_alone(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_uow: Any, _row: Any) -> Any:
        raise ZeroDivisionError

    item = shop.item("R-1")
    items = registry.get("items")
    with unit_of_work(shop.owner) as uow:
        shown = panels_of(uow, replace(items, panels=(Panel("bad", "facts", broken), *items.panels)), item)
    assert "bad" not in [one["key"] for one in shown]
    assert "assay" in [one["key"] for one in shown]
    [logged] = [one for one in caplog.records if hasattr(one, "error_id")]
    assert "panel bad of items failed" in logged.getMessage()


def test_the_words_of_each_kind_of_step() -> None:
    made = price(
        PriceRequest(
            net_weight=D(10), rate=D(1000), making=Making(per_gram=D(50)), wastage_percent=D(2), stones=D(700),
            attachments=D(90), attachments_taxed=True, profit_percent=D(7), tax_percent=D(10),
            rounding={"total": Rounding(Mode.DOWN, D(1000)), "profit": Rounding(Mode.UP, D(100))},
        )
    )  # fmt: skip
    data = waterfall(made.steps, [])
    assert data is not None
    said = {one["label"]: one["said"] and one["said"]["msgid"] for one in data["steps"]}
    assert said == {
        "Gold": None, "Making charge": None, "Wastage": None, "Stones": "fixed, not taxed",
        "Attachments": "fixed, taxed", "Profit": "{percent}% of {parts}",
        "Tax": "{percent}% of {parts}; gold is exempt",
    }  # fmt: skip
    rounded = {one["label"]: one["rounded"] and one["rounded"]["msgid"] for one in data["steps"]}
    assert rounded["Profit"] == "{before}, up to {unit}"
    assert data["total"]["said"]["msgid"] == "{before}, down to {unit}"
    assert str(listed(list(NOUNS.values())[:3])) == "gold, making and wastage"
    assert waterfall([], []) is None


@pytest.mark.parametrize(
    ("net", "stone", "gross", "parts"),
    [("4.510", "0.310", "4.820", ["4.510", "0.310"]), ("4", "0", "4", None), ("4", "0", "0", None),
     ("4", "0.5", "5", ["4", "0.5", "0.5"])],
)  # fmt: skip
def test_the_gross_weight_is_gold_and_what_is_beside_it(
    shop: Shop, net: str, stone: str, gross: str, parts: list[str] | None
) -> None:
    item = Item(
        sku="R", name={}, category_id=shop.branch_id, net_weight=D(net), stone_weight=D(stone), gross_weight=D(gross)
    )
    found = panels(shop.owner, "items", item).get("weight")
    assert (found and [one["value"] for one in found["parts"]]) == parts
