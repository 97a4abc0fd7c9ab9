"""The till's routes over HTTP: the door, finding, pricing, selling once, receipts."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette

from app.api import pos, receipts
from models.base import now
from models.shop.gold_rate import GoldRate
from models.shop.item import Item
from services.core.database import unit_of_work
from services.core.permissions import Role
from tests.integration.app.conftest import OURS, Visitor, join
from tests.integration.shop_factory import Shop, make_shop


class Browser(Visitor):
    """A signed-in browser at the till, or one that is not."""

    def __init__(self, token: str | None) -> None:
        super().__init__(Starlette(routes=[*pos.routes, *receipts.routes]), token)

    def get(self, path: str, **params: str) -> httpx.Response:
        return self("GET", f"/api/pos/{path}", params=params)

    def post(
        self,
        path: str,
        body: Any,
        key: str | None = None,
        headers: dict[str, str] = OURS,
    ) -> httpx.Response:
        keyed = {"Idempotency-Key": key} if key else {}
        return self("POST", f"/api/pos/{path}", json=body, headers={**headers, **keyed})


def browser_of(shop: Shop, role: Role) -> Browser:
    return Browser(join(shop, role)[1].token)


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def clerk(shop: Shop) -> Browser:
    return browser_of(shop, Role.EMPLOYEE)


def cart(shop: Shop, *lines: tuple[Item, int], discount: str = "0") -> dict[str, Any]:
    return {
        "branch_id": str(shop.branch_id),
        "customer_id": None,
        "discount_percent": discount,
        "lines": [{"item_id": str(item.id), "quantity": count} for item, count in lines],
    }


def to_sell(clerk: Browser, asked: dict[str, Any], tendered: str | None = None) -> dict[str, Any]:
    total = clerk.post("quote", asked).json()["totals"]["total"]
    return {
        **asked,
        "expected_total": total,
        "payments": [{"method": "cash", "amount": total}],
        "tendered": tendered or total,
    }


def test_nobody_sells_without_signing_in() -> None:
    answer = Browser(None).get("start")
    assert answer.status_code == 401
    assert answer.json()["code"] == "not-signed-in"


def test_an_analyst_can_look_but_not_sell(shop: Shop) -> None:
    assert browser_of(shop, Role.ANALYST).get("start").status_code == 403


def test_a_foreign_page_can_send_nothing(clerk: Browser, shop: Shop) -> None:
    assert clerk.post("quote", cart(shop, (shop.item("F-1"), 1)), headers={}).status_code == 403


def test_it_opens_with_branch_rate_and_limits(clerk: Browser, shop: Shop) -> None:
    start = clerk.get("start").json()
    assert start["branch"] == {
        "id": str(shop.branch_id),
        "name": {"en": "Vanak", "fa": "ونک"},
    }
    assert start["methods"] == ["cash", "card", "transfer"]
    assert (start["currency"], Decimal(start["discount_limit"])) == ("IRT", 5)
    assert Decimal(start["rate"]["rate"]) == 12_850_000


def test_a_manager_gives_any_discount(shop: Shop) -> None:
    assert browser_of(shop, Role.MANAGER).get("start").json()["discount_limit"] is None


def test_a_scanned_code_names_one_piece_words_find_several(clerk: Browser, shop: Shop) -> None:
    ring, _other = shop.item("SC-1042"), shop.item("SC-1043")
    exact = clerk.get("items", q="sc-1042").json()
    assert exact["exact"] == str(ring.id)
    assert exact["items"][0]["available"] == 1
    found = clerk.get("items", q="قطعهٔ sc").json()
    assert found["exact"] is None
    assert {item["sku"] for item in found["items"]} >= {"SC-1042", "SC-1043"}


def test_customers_are_found_and_added(clerk: Browser) -> None:
    added = clerk.post("customers", {"name": "Leila Hosseini", "phone": "09121234567"})
    assert added.status_code == 201
    found = clerk.get("customers", q="leila").json()["items"]
    assert found[0]["id"] == added.json()["id"]
    assert clerk.get("customers", q="0912123").json()["items"][0]["id"] == added.json()["id"]


def test_a_customer_needs_a_name(clerk: Browser) -> None:
    answer = clerk.post("customers", {"name": " ", "phone": "09121234567"})
    assert answer.status_code == 422
    assert "name" in answer.json()["errors"]


def test_a_quote_shows_how_each_price_came_about(clerk: Browser, shop: Shop) -> None:
    asked = cart(
        shop,
        (shop.item("Q-1"), 1),
        (shop.item("Q-2", quantity=5, weight="3.2"), 2),
        discount="2",
    )
    quote = clerk.post("quote", asked).json()
    for line in quote["lines"]:
        steps = {step["name"]: Decimal(step["amount"]) for step in line["steps"]}
        assert sum(amount for name, amount in steps.items() if name != "total") == Decimal(line["price"])
    totals = {name: Decimal(value) for name, value in quote["totals"].items()}
    assert sum(Decimal(line["price"]) for line in quote["lines"]) == totals["total"]
    assert totals["items"] - totals["discount"] == totals["total"]


def test_a_discount_above_the_limit_is_a_sentence(clerk: Browser, shop: Shop) -> None:
    answer = clerk.post("quote", cart(shop, (shop.item("D-1"), 1), discount="9"))
    assert answer.status_code == 422
    assert Decimal(answer.json()["message"]["params"]["limit"]) == 5


def test_a_sale_is_made_once_however_often_it_is_sent(clerk: Browser, shop: Shop) -> None:
    body, key = (
        to_sell(clerk, cart(shop, (shop.item("S-1"), 1)), tendered="999999999"),
        str(uuid4()),
    )
    first, again = clerk.post("sales", body, key), clerk.post("sales", body, key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Decimal(first.json()["change"]) == Decimal(999_999_999) - Decimal(body["expected_total"])


def test_the_same_key_with_another_cart_shows_the_sale_there_is(clerk: Browser, shop: Shop) -> None:
    item, key = shop.item("S-2", quantity=9), str(uuid4())
    first = clerk.post("sales", to_sell(clerk, cart(shop, (item, 1))), key).json()
    other = clerk.post("sales", to_sell(clerk, cart(shop, (item, 2))), key)
    assert other.status_code == 409
    assert other.json()["sale"]["number"] == first["number"]


def test_a_sale_without_a_key_is_refused(clerk: Browser, shop: Shop) -> None:
    assert clerk.post("sales", to_sell(clerk, cart(shop, (shop.item("S-3"), 1)))).status_code == 422


def test_two_clerks_and_the_last_piece(clerk: Browser, shop: Shop) -> None:
    body = to_sell(clerk, cart(shop, (shop.item("S-4"), 1)))
    assert clerk.post("sales", body, str(uuid4())).status_code == 201
    late = clerk.post("sales", body, str(uuid4()))
    assert late.status_code == 422
    assert late.json()["message"]["params"]["sku"] == "S-4"


def test_a_price_that_moved_is_refused_with_both(clerk: Browser) -> None:
    shop = make_shop()
    mine = browser_of(shop, Role.EMPLOYEE)
    body = to_sell(mine, cart(shop, (shop.item("M-1"), 1)))
    with unit_of_work(shop.owner) as uow:
        rate = Decimal(12_950_000)
        uow.session.add(
            GoldRate(
                quoted_at=now(),
                price_per_gram=rate,
                price=rate,
                fineness=Decimal(750),
                currency="IRT",
                source="t",
            )
        )
    moved = mine.post("sales", body, str(uuid4()))
    assert moved.json()["code"] == "price-moved"
    assert Decimal(moved.json()["quote"]["total"]) > Decimal(body["expected_total"])
    again = mine.post("sales", to_sell(mine, cart_of(body)), str(uuid4()))
    assert again.status_code == 201


def cart_of(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("branch_id", "customer_id", "discount_percent", "lines")}


def test_a_clerk_sells_in_the_own_branch_alone(clerk: Browser, shop: Shop) -> None:
    asked = {**cart(shop, (shop.item("B-1"), 1)), "branch_id": str(uuid4())}
    assert clerk.post("quote", asked).status_code == 403


def test_nonsense_is_named_not_run(clerk: Browser, shop: Shop) -> None:
    wrong = clerk.post("quote", {**cart(shop, (shop.item("N-1"), 1)), "price": "1"})
    assert wrong.status_code == 422
    assert "price" in wrong.json()["errors"]


@pytest.mark.parametrize("paper", ["a5", "80mm"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_receipt_is_a_pdf_for_those_of_the_shop(clerk: Browser, shop: Shop, paper: str, language: str) -> None:
    body = to_sell(clerk, cart(shop, (shop.item(f"P-{paper}-{language}"), 1)))
    sale = clerk.post("sales", body, str(uuid4())).json()
    address = f"{sale['receipts'][paper]}&lang={language}"
    answer = clerk("GET", address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline;")
    assert answer.content.startswith(b"%PDF-")
    stranger = browser_of(make_shop(), Role.OWNER)
    assert stranger("GET", address).status_code == 404
    assert Browser(None)("GET", address).status_code == 401
