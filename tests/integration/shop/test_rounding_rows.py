"""The roundings of a rule: rows in its form, one column in the table, terms for a price."""

from pathlib import Path
from typing import Any

import pytest

from app import form_values, renderers
from models.shop.pricing_rule import PricingRule
from services.admin import commands, versions
from services.admin.describe import describe
from services.admin.history import history_of
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed
from services.shop.pricing.rounding import Mode
from services.shop.pricing.rules import terms_of
from tests.integration.shop_factory import Shop, make_shop

RULE = {"name": "Rings", "effective_from": "2026-01-01"}
FORM = {
    "rounding:order": "total new-1", "rounding:total:step": "total", "rounding:total:mode": "down",
    "rounding:total:unit": "1000", "rounding:new-1:step": "gold", "rounding:new-1:mode": "none",
    "rounding:new-1:unit": "",
}  # fmt: skip


@pytest.fixture
def shop(servers: Path) -> Shop:
    return make_shop()


def posted(shop: Shop, form: dict[str, Any]) -> dict[str, Any]:
    meta = describe(registry.get("pricing-rules"), shop.owner)
    return form_values.posted(meta, form, list(form), creating=False)


def made(shop: Shop, **values: Any) -> PricingRule:
    with unit_of_work(shop.owner) as uow:
        row: PricingRule = commands.create(uow, registry.get("pricing-rules"), RULE | values)
        return row


def test_a_form_of_rows_becomes_the_terms_of_a_price_and_comes_back(shop: Shop) -> None:
    rule, rules = made(shop, **posted(shop, FORM)), registry.get("pricing-rules")
    assert rule.rounding == {"total": "down:1000", "gold": "none"}
    assert terms_of(rule).rounding["total"].mode is Mode.DOWN
    meta = describe(rules, shop.owner)
    with unit_of_work(shop.owner) as uow:
        values = get_record(uow, rules, rule.id)
    given = form_values.flat(meta, values, {}, "en")
    assert given["rounding:order"] == "gold total"
    assert (given["rounding:total:mode"], given["rounding:total:unit"]) == ("down", "1000")
    [field] = [f for s in meta["sections"] for f in renderers.fields(meta, s, creating=True) if f["key"] == "rounding"]
    assert [cell["key"] for cell in field["table"]["fields"]] == ["step", "mode", "unit"]
    assert field["table"]["fields"][2]["when"][0] == "mode"


def test_a_fault_stands_beside_its_cell(shop: Shop) -> None:
    wrong = FORM | {"rounding:total:unit": "0", "rounding:new-1:step": "total"}
    meta = describe(registry.get("pricing-rules"), shop.owner)
    with pytest.raises(ValidationFailed) as refused:
        made(shop, **posted(shop, wrong))
    errors = form_values.error_keys(meta, dict(refused.value.fields))
    assert set(errors) == {"rounding:total:unit", "rounding:new-1:step"}


def test_history_says_it_in_words_and_a_change_is_taken_back(shop: Shop) -> None:
    rule, rules = made(shop, **posted(shop, FORM)), registry.get("pricing-rules")
    with unit_of_work(shop.owner) as uow:
        commands.update(uow, rules, rule.id, posted(shop, FORM | {"rounding:order": "new-1"}), 1)
        [entry, *_] = history_of(uow, rules, rule.id)
    [change] = entry["changes"]
    assert [row["_said"]["params"]["step"]["msgid"] for row in change["before"]] == ["Gold", "Total"]
    assert [row["step"] for row in change["after"]] == ["gold"]
    with unit_of_work(shop.owner) as uow:
        back = versions.undo(uow, rules, entry["id"])
    assert back.rounding == {"total": "down:1000", "gold": "none"}
