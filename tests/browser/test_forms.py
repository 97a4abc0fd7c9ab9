"""Creating, editing, two editors at once, trash and history, as people do."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

AXE = Axe()
NAME = "#record-form input[name=name]"


def field(page: Page, name: str) -> str:
    return f"#record-form input[name='{name}']"


def new_customer(page: Page, name: str) -> str:
    """Make a customer; gives the address of the record."""
    page.goto("/r/customers/new")
    page.locator(NAME).fill(name)
    page.locator("#save").click()
    expect(page.locator(".ph h1")).to_have_text(name)
    return page.url


def test_errors_stand_beside_their_fields_until_they_are_right(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items/new")
    code = f"T-{uuid4().hex[:8]}"
    page.locator("#save").click()
    expect(page.get_by_role("alert").first).to_contain_text("need another look")
    wrong = page.locator("#record-form [aria-invalid=true]")
    expect(wrong.first).to_be_visible()
    for one in wrong.all():
        assert one.get_attribute("aria-describedby")
    page.locator(field(page, "name.en")).fill("Test ring")
    page.locator(field(page, "name.fa")).fill("حلقهٔ آزمایشی")
    page.locator(field(page, "sku")).fill(code)
    page.get_by_label("Category").fill("Chains")
    page.get_by_role("option", name=re.compile("^Chains")).click()
    page.get_by_label("Net weight").fill("4.51")
    page.get_by_label("Gross weight").fill("4.51")
    page.get_by_label("Making", exact=True).fill("12")
    page.locator("#save").click()
    expect(page).to_have_url(re.compile(r"/r/items/[0-9a-f-]{36}$"))
    expect(page.locator(".ph h1")).to_have_text("Test ring")
    expect(page.locator(".assay")).to_contain_text("4.510")
    expect(page.get_by_text("Saved")).to_be_visible()


def test_an_edit_is_kept_and_its_history_shows_both_sides(enter: OpenPage) -> None:
    page = enter("owner", "en")
    address = new_customer(page, f"Ada {uuid4().hex[:6]}")
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/edit$"))
    name = page.locator(NAME)
    before = name.input_value()
    name.fill("Ada Lovelace")
    page.keyboard.press("Control+s")
    expect(page).to_have_url(address)
    expect(page.locator(".ph h1")).to_have_text("Ada Lovelace")
    change = page.locator(".chg").first
    expect(change.locator("del")).to_have_text(before)
    expect(change.locator("ins")).to_have_text("Ada Lovelace")


def test_leaving_with_changes_asks_first(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers/new")
    page.locator(NAME).fill("Half a name")
    expect(page.locator(".savebar")).to_contain_text("1 unsaved change")
    page.locator(".side a[href='/r/items']").click()
    dialog = page.get_by_role("alertdialog").or_(page.get_by_role("dialog"))
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/r/customers/new$"))
    expect(page.locator(NAME)).to_have_value("Half a name")


def test_of_two_editors_the_second_sees_both_sides(enter: OpenPage) -> None:
    first = enter("owner", "en")
    address = new_customer(first, f"Grace {uuid4().hex[:6]}")
    second = enter("manager", "en", f"{address}/edit")
    expect(second.locator(NAME)).to_have_value(re.compile("^Grace"))
    second.locator(NAME).fill("Grace Brewster")
    first.goto(f"{address}/edit")
    first.locator(NAME).fill("Grace Hopper")
    first.locator("#save").click()
    expect(first.locator(".ph h1")).to_have_text("Grace Hopper")
    expect(second.locator(".callout", has_text="What you typed is kept")).to_be_visible()
    second.locator("#save").click()
    both = second.get_by_role("alert").first
    expect(both).to_contain_text("Somebody else changed this record meanwhile")
    expect(both.locator("del")).to_have_text("Grace Hopper")
    expect(both.locator("ins")).to_have_text("Grace Brewster")
    both.get_by_label("Stored now").check()
    expect(second.locator(NAME)).to_have_value("Grace Hopper")
    both.get_by_label("Yours").check()
    second.locator("#save").click()
    expect(second.locator(".ph h1")).to_have_text("Grace Brewster")


def test_what_is_put_in_the_trash_can_be_brought_back(enter: OpenPage) -> None:
    page = enter("owner", "en")
    name = f"Gone {uuid4().hex[:6]}"
    address = new_customer(page, name)
    page.locator(".ph").get_by_role("button", name="Put in the trash").click()
    expect(page.locator(".ph .badge")).to_have_text("In the trash")
    page.goto("/r/customers?trash=1")
    page.get_by_role("link", name=name).click()
    expect(page).to_have_url(address)
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("link", name="Edit")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_record_its_form_and_what_is_missing_have_no_faults_of_access(
    enter: OpenPage, language: str, width: int
) -> None:
    page = enter("owner", language, "/r/sales", width=width)
    page.locator("main a[href^='/r/sales/0']:visible").first.click()
    expect(page.locator(".ph h1")).to_be_visible()
    sale = page.url
    page.goto("/r/items")
    page.locator("main a[href^='/r/items/0']:visible").first.click()
    expect(page.locator(".ph h1")).to_be_visible()
    found = {}
    for address in (sale, page.url, f"{page.url}/edit", "/r/items/00000000-0000-0000-0000-000000000000", "/nowhere"):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        found[address] = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in AXE.run(page).response["violations"]]
    assert not {address: faults for address, faults in found.items() if faults}
