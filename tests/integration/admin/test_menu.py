"""What a person finds in the menu, in the bar of a narrow screen, and to begin from the search box."""

from dataclasses import replace

from services.admin.menu import beginnings, menu, tabs
from services.core.actor import Actor
from services.core.permissions import Permission


def hrefs(entries: list[dict[str, str]]) -> list[str]:
    return [entry["href"] for entry in entries]


def test_who_may_nothing_is_led_nowhere(owner: Actor) -> None:
    nobody = replace(owner, grants=frozenset())
    assert (menu(nobody), tabs(nobody), beginnings(nobody)) == ([], [], [])


def test_pages_of_a_workspace_come_before_its_lists_and_only_with_the_right(owner: Actor) -> None:
    seller = replace(owner, grants=frozenset({Permission.SELL, "items:view", "sales:view"}))
    [shop] = menu(seller)
    assert hrefs(shop["entries"]) == ["/pos", "/r/items", "/r/sales"]
    looker = replace(owner, grants=frozenset({"items:view"}))
    assert [hrefs(part["entries"]) for part in menu(looker)] == [["/r/items"]]


def test_the_bar_holds_what_fits(owner: Actor) -> None:
    assert hrefs(tabs(owner)) == ["/", "/pos", "/r/items", "/r/sales"]
    clerk = replace(owner, grants=frozenset({Permission.SELL, "customers:view"}))
    assert [tab["label"] for tab in tabs(clerk)] == ["Sell", "Customers"]


def test_what_can_be_begun_is_a_sale_and_records_one_may_make(owner: Actor) -> None:
    clerk = replace(owner, grants=frozenset({Permission.SELL, "customers:create"}))
    sale, customer = beginnings(clerk)
    assert (sale["label"], sale["href"]) == ("New sale", "/pos")
    assert (customer["what"], customer["href"]) == ("Customer", "/r/customers/new")
