"""The till's own arithmetic and its draft, run as the browser runs them."""

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.ui.browser import KIT, run

AMOUNTS = st.decimals(min_value=Decimal(-(10**14)), max_value=Decimal(10**14), places=4)


def till(module: str, expression: str) -> Any:
    """What an expression over a module of the till gives; the module is called ``m``."""
    return run(f"const m = await import({json.dumps((KIT / 'pos' / module).as_uri())}); answer = {expression};")


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=50, max_size=50))
def test_sums_are_exact(pairs: list[tuple[Decimal, Decimal]]) -> None:
    asked = json.dumps([[format(a, "f"), format(b, "f")] for a, b in pairs])
    found = till(
        "decimal.js",
        f"{asked}.map(([a, b]) => [m.add(a, b), m.subtract(a, b), m.compare(a, b)])",
    )
    for (a, b), (total, difference, order) in zip(pairs, found, strict=True):
        assert Decimal(total) == a + b
        assert Decimal(difference) == a - b
        assert order == (a > b) - (a < b)


def test_what_is_typed_counts_as_paid() -> None:
    draft = '{payments: [{method: "card", amount: "100"}], method: "cash", amount: "250"}'
    assert till("payment.js", f'm.tally({draft}, "300")') == {
        "due": "200", "current": "250", "left": "0", "change": "50", "tooMuch": False,
    }  # fmt: skip


def test_nothing_typed_means_all_that_is_left() -> None:
    tally = till("payment.js", 'm.tally({payments: [], method: "card", amount: null}, "300.5")')
    assert (tally["current"], tally["left"]) == ("300.5", "0")


def test_only_cash_can_be_too_much() -> None:
    assert (
        till(
            "payment.js",
            'm.tally({payments: [], method: "card", amount: "301"}, "300")',
        )["tooMuch"]
        is True
    )


def test_the_server_is_told_each_method_once_without_the_change() -> None:
    draft = (
        '{payments: [{method: "cash", amount: "50"}, {method: "card", amount: "100"}], method: "cash", amount: "200"}'
    )
    assert till("payment.js", f'm.settlement({draft}, "300")') == {
        "payments": [
            {"method": "cash", "amount": "200"},
            {"method": "card", "amount": "100"},
        ],
        "tendered": "250",
    }


def test_next_payment_puts_the_amount_down_and_goes_on() -> None:
    draft = '{payments: [], method: "cash", amount: "120"}'
    after = till("payment.js", f'm.nextPayment({draft}, "300", ["cash", "card"])')
    assert after == {
        "payments": [{"method": "cash", "amount": "120"}],
        "method": "card",
        "amount": None,
    }


def test_next_payment_with_all_paid_changes_the_method_alone() -> None:
    draft = '{payments: [], method: "cash", amount: null}'
    after = till("payment.js", f'm.nextPayment({draft}, "300", ["cash", "card"])')
    assert after == {"payments": [], "method": "card", "amount": None}


def acts(*steps: str) -> Any:
    """The draft after some acts on an empty one."""
    return till("draft.js", f"[{', '.join(steps)}].reduce(m.reduce, m.emptyDraft())")


RING = '{type: "add", item: {id: "ring", unique: true}}'
COIN = '{type: "add", item: {id: "coin", unique: false}}'


def test_a_unique_piece_is_on_the_invoice_once_others_count_up() -> None:
    lines = acts(RING, COIN, RING, COIN)["lines"]
    assert [(line["item"]["id"], line["quantity"]) for line in lines] == [
        ("ring", 1),
        ("coin", 2),
    ]


def test_a_quantity_stays_above_zero() -> None:
    assert acts(COIN, '{type: "count", at: 0, quantity: 0}')["lines"][0]["quantity"] == 1


def test_a_dropped_line_leaves_the_mark_on_its_neighbour() -> None:
    draft = acts(RING, COIN, '{type: "drop", at: 1}')
    assert (len(draft["lines"]), draft["at"]) == (1, 0)


def test_nothing_changes_while_a_sale_is_on_its_way() -> None:
    draft = acts(RING, '{type: "send", body: {a: 1}}', COIN, '{type: "discount", percent: "9"}')
    assert (len(draft["lines"]), draft["discount"], draft["sending"]) == (
        1,
        "",
        {"a": 1},
    )


def test_each_sale_has_a_key_of_its_own() -> None:
    first, second = till("draft.js", "[m.newKey(), m.newKey()]")
    assert first != second
    assert len(first) == 36
