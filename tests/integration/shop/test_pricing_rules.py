"""Which rule prices a piece: the one that says most of it, on that day."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from models.shop.branch import Branch
from models.shop.item import Category, Item
from models.shop.pricing_rule import PricingRule
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.shop.pricing import preset, price
from services.shop.pricing.rules import RuleBook
from services.shop.setup import open_shop

D = Decimal
DAY = date(2026, 11, 20)


@pytest.fixture
def places(owner: Actor) -> dict[str, UUID]:
    """A branch and two categories of a shop without rules."""
    with unit_of_work(owner) as uow:
        branch = Branch(code="V", name={"en": "Vanak", "fa": "ونک"})
        rings, chains = (Category(code=name, name={"en": name, "fa": name}) for name in ("Rings", "Chains"))
        uow.session.add_all([branch, rings, chains])
        uow.session.flush()
        return {"branch": branch.id, "rings": rings.id, "chains": chains.id}


def chosen(owner: Actor, places: dict[str, UUID], rules: dict[str, dict[str, Any]], **piece: Any) -> str | None:
    """The name of the rule for a ring of 750 in the branch, or for another piece."""
    ring = {"category_id": places["rings"], "fineness": D(750), **piece}
    with unit_of_work(owner) as uow:
        for name, values in rules.items():
            uow.session.add(PricingRule(**{"name": name, "effective_from": date(2026, 1, 1), **values}))
        uow.session.flush()
        rule = RuleBook.load(uow, DAY).rule(Item(sku="R", name={}, **ring), places["branch"])
        name = rule.name if rule else None
        uow.session.rollback()
        return name


def test_the_most_specific_rule_wins(owner: Actor, places: dict[str, UUID]) -> None:
    rules: dict[str, dict[str, Any]] = {
        "any": {},
        "branch": {"branch_id": places["branch"]},
        "fineness": {"fineness": D(750)},
        "category": {"category_id": places["rings"]},
    }
    assert chosen(owner, places, rules) == "category"
    assert chosen(owner, places, rules, category_id=places["chains"]) == "fineness"
    assert chosen(owner, places, rules, category_id=places["chains"], fineness=D(875)) == "branch"
    del rules["branch"]
    assert chosen(owner, places, rules, category_id=places["chains"], fineness=D(875)) == "any"
    assert chosen(owner, places, {}) is None


def test_a_rule_of_a_category_holds_for_those_under_it_and_the_nearest_wins(
    owner: Actor, places: dict[str, UUID]
) -> None:
    with unit_of_work(owner) as uow:
        wedding = Category(code="Wedding", name={"en": "Wedding", "fa": "ازدواج"}, parent_id=places["rings"])
        uow.session.add(wedding)
        uow.session.flush()
        plain = Category(code="Plain", name={"en": "Plain", "fa": "ساده"}, parent_id=wedding.id)
        uow.session.add(plain)
        uow.session.flush()
        under = {"wedding": wedding.id, "plain": plain.id}
    rules: dict[str, dict[str, Any]] = {
        "fineness": {"fineness": D(750)},
        "rings": {"category_id": places["rings"], "fineness": D(750)},
    }
    assert chosen(owner, places, rules, category_id=under["plain"]) == "rings"
    assert chosen(owner, places, rules, category_id=places["chains"]) == "fineness"
    rules["wedding"] = {"category_id": under["wedding"]}
    assert chosen(owner, places, rules, category_id=under["plain"]) == "wedding"
    assert chosen(owner, places, rules, category_id=places["rings"]) == "rings"


def test_only_rules_of_the_day_count_and_the_latest_of_equals(owner: Actor, places: dict[str, UUID]) -> None:
    rules: dict[str, dict[str, Any]] = {
        "ended": {"category_id": places["rings"], "effective_to": date(2026, 11, 19)},
        "to come": {"category_id": places["rings"], "effective_from": date(2026, 11, 21)},
        "off": {"category_id": places["rings"], "active": False},
        "old": {"effective_to": DAY},
        "new": {"effective_from": DAY},
    }
    assert chosen(owner, places, rules) == "new"


def test_a_shop_opens_with_the_presets_of_its_country_and_prices_by_them(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        open_shop(uow)
        piece = Item(sku="R", name={}, fineness=D(750))
        for day, tax in ((date(2023, 1, 1), D(9)), (DAY, D(10))):
            terms = RuleBook.load(uow, day).terms(piece)
            assert (terms.tax_percent, terms.profit_percent) == (tax, D(7))
            expected = preset("iran", day).terms
            given = {"net_weight": D(10), "rate": D(7000)}
            assert price(terms.request(**given)).total == price(expected.request(**given)).total.quantize(D(1))
