"""The form of a record at work: lines, suggestions, results, drafts, records made on the way, two editors at once."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Site

FORM = "#record-form"
WORDS = {
    "en": {
        "milestones": "Milestones", "team": "Team", "add": "Add milestone", "net": "Net weight", "due": "Due",
        "gross": "Gross weight", "suggested": "suggested", "unique": "Unique piece", "low": "Low stock",
        "go on": "Go on with it", "phone": "Phone", "price": "Price", "create": "Create", "parent": "Under",
        "row title": "Title, row {n}", "row progress": "Progress, row {n}", "yours": "Yours", "stored": "Stored now",
    },
    "fa": {
        "milestones": "گام‌ها", "team": "گروه", "add": "افزودن گام", "net": "وزن خالص", "gross": "وزن ناخالص",
        "suggested": "پیشنهادی", "go on": "ادامهٔ همان", "create": "ساختن",
    },
}  # fmt: skip


def named(page: Page, name: str) -> Locator:
    return page.locator(f"{FORM} [name='{name}']")


def shown(page: Page, name: str) -> Locator:
    """The input people see of a field whose value is in a hidden one."""
    return page.locator(f"{FORM} .input:has([name='{name}']) input:not([type=hidden])")


def new_project(page: Page, title: str) -> None:
    page.goto("/r/projects/new")
    named(page, "title").fill(title)


def saved(page: Page, title: str) -> str:
    expect(page.locator(".ph h1")).to_have_text(title)
    expect(page).to_have_url(re.compile(r"/r/[a-z-]+/[0-9a-f-]{36}$"))
    return page.url


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_project_with_its_milestones_is_made_by_keyboard_alone(enter: OpenPage, language: str) -> None:
    page, title = enter("owner", language), f"Keys {uuid4().hex[:6]}"
    new_project(page, title)
    page.locator(".toc a", has_text=WORDS[language]["milestones"]).focus()
    page.keyboard.press("Enter")
    tab = page.locator(".p-form .tab").nth(1)
    expect(tab).to_have_attribute("data-state", "active")
    panel = page.locator(".tab-p[data-state=active]")
    panel.locator(".add .btn").focus()
    page.keyboard.press("Enter")
    rows = panel.locator("tr[data-row]")
    expect(rows).to_have_count(1)
    page.keyboard.type("Drawing")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    page.keyboard.type("Casting")
    page.keyboard.press("ArrowUp")
    expect(rows.nth(0).locator("input[name$=':title']")).to_be_focused()
    page.keyboard.press("Control+KeyD")
    expect(rows).to_have_count(3)
    expect(rows.nth(1).locator("input[name$=':title']")).to_have_value("Drawing")
    rows.nth(1).locator("td.grip .btn").press("Enter")
    expect(rows).to_have_count(2)
    page.keyboard.press("Control+s")
    saved(page, title)
    page.goto(f"{page.url}/edit")
    expect(page.locator("input[name$=':title']")).to_have_count(2)


def test_a_fault_of_a_line_stands_in_its_cell_and_at_its_tab(enter: OpenPage) -> None:
    page = enter("owner", "en")
    new_project(page, f"Faulty {uuid4().hex[:6]}")
    page.locator(".p-form .tab").nth(1).click()
    page.locator(".tab-p[data-state=active] .add .btn").click()
    page.locator(".p-form .tab").nth(0).click()
    page.locator("#save").click()
    expect(page.locator(".p-form .tab").nth(1)).to_contain_text("1")
    cell = page.locator("input[name$=':title'][aria-invalid=true]")
    expect(cell).to_be_visible()
    page.locator(".p-form .tab").nth(0).click()
    page.keyboard.press("F8")
    expect(cell).to_be_focused()
    expect(page.locator("tr.er")).to_contain_text("This is needed")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_gross_weight_follows_and_the_price_is_worked_out_while_one_types(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items/new")
    figures = "4.51" if language == "en" else "۴٫۵۱"
    net = shown(page, "net_weight")
    net.click()
    page.keyboard.type(figures)
    expect(named(page, "gross_weight")).to_have_value("4.510")
    expect(page.locator(f"{FORM} .field:has([name=gross_weight])")).to_contain_text(WORDS[language]["suggested"])
    shown(page, "gross_weight").fill("5")
    net.fill(figures + "2")
    expect(named(page, "net_weight")).to_have_value("4.512")
    expect(page.locator(".sum dd").first).to_have_text("–")
    shown(page, "category_id").press("ArrowDown")
    page.locator("[role=listbox]:visible [role=option]").first.click()
    shown(page, "making").fill("7")
    expect(page.locator(".sum dd").first).not_to_have_text("–")
    expect(named(page, "gross_weight")).to_have_value("5")


def test_a_field_is_shown_only_with_what_it_goes_by(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items/new")
    expect(page.get_by_label("Unique piece")).to_be_visible()
    expect(named(page, "low_stock")).to_have_count(0)
    page.get_by_label("Unique piece").click()
    expect(page.get_by_label("Low stock")).to_be_visible()


def test_figures_and_phones_are_grouped_while_typed_and_the_caret_stays(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items/new")
    price = shown(page, "fixed_price")
    price.click()
    page.keyboard.type("12850000")
    expect(price).to_have_value("12,850,000")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("۷")
    expect(price).to_have_value("128,507,000")
    page.keyboard.type("9")
    expect(price).to_have_value("1,285,079,000")
    expect(named(page, "fixed_price")).to_have_value("1285079000")
    page.goto("/r/customers/new")
    phone = shown(page, "phone")
    phone.click()
    page.keyboard.type("٠٩١٢3456789")
    expect(phone).to_have_value("0912 345 6789")
    expect(named(page, "phone")).to_have_value("09123456789")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_draft_is_offered_after_a_reload_and_gone_once_saved(enter: OpenPage, language: str) -> None:
    # polling what is kept takes an eval, which our own policy forbids
    page, title = enter("owner", language, bypass_csp=True), f"Draft {uuid4().hex[:6]}"
    new_project(page, title)
    page.locator(".p-form .tab").nth(1).click()
    page.locator(".tab-p[data-state=active] .add .btn").click()
    page.keyboard.type("Setting")
    page.wait_for_function("JSON.stringify(localStorage).includes('Setting')")
    expect(page.locator(".savebar .faint")).to_be_visible()
    page.evaluate("window.zarrin.dirty.clear()")
    page.reload()
    expect(page.locator(".draft")).to_be_visible()
    expect(named(page, "title")).to_have_value("")
    page.get_by_role("button", name=WORDS[language]["go on"]).click()
    expect(named(page, "title")).to_have_value(title)
    expect(page.locator("input[name$=':title']")).to_have_value("Setting")
    page.locator("#save").click()
    saved(page, title)
    page.goto("/r/projects/new")
    expect(named(page, "title")).to_be_visible()
    expect(page.locator(".draft")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_record_that_is_lacking_is_made_on_the_way(enter: OpenPage, language: str) -> None:
    page, name = enter("owner", language, "/r/items/new"), f"Kind {uuid4().hex[:6]}"
    shown(page, "category_id").fill(name)
    page.get_by_role("option", name=re.compile(name)).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(f"input[name='name.{language}']")).to_have_value(name)
    dialog.get_by_role("button", name=WORDS[language]["create"]).click()
    expect(dialog.locator("[aria-invalid=true]").first).to_be_visible()
    for other in ("en", "fa"):
        dialog.locator(f"input[name='name.{other}']").fill(name)
    dialog.locator("input[name=code]").fill(f"K{uuid4().hex[:6]}")
    dialog.get_by_role("button", name=WORDS[language]["create"]).click()
    expect(dialog).to_have_count(0)
    expect(shown(page, "category_id")).to_have_value(name)
    expect(named(page, "category_id")).to_have_value(re.compile("[0-9a-f-]{36}"))


def test_changes_to_other_fields_are_brought_together_without_asking(enter: OpenPage) -> None:
    first, title = enter("owner", "en"), f"Both {uuid4().hex[:6]}"
    new_project(first, title)
    first.locator("#save").click()
    address = saved(first, title)
    second = enter("manager", "en", f"{address}/edit")
    expect(named(second, "title")).to_have_value(title)
    first.goto(f"{address}/edit")
    named(first, "priority").select_option("urgent")
    first.locator("#save").click()
    saved(first, title)
    named(second, "title").fill(f"{title} II")
    second.locator("#save").click()
    saved(second, f"{title} II")
    second.goto(f"{address}/edit")
    expect(named(second, "priority")).to_have_value("urgent")


def kept_draft(page: Page, text: str) -> None:
    """Type into a new project until the draft of it is kept here; leaving then asks nothing."""
    new_project(page, text)
    page.wait_for_function(f"JSON.stringify(localStorage).includes('{text}')")
    page.evaluate("window.zarrin.dirty.clear()")


def test_a_draft_survives_a_lost_connection(enter: OpenPage) -> None:
    page, title = enter("owner", "en", "/r/projects/new", bypass_csp=True), f"Offline {uuid4().hex[:6]}"
    expect(named(page, "title")).to_be_visible()
    page.context.set_offline(True)
    named(page, "title").fill(title)
    page.wait_for_function(f"JSON.stringify(localStorage).includes('{title}')")
    page.context.set_offline(False)
    page.evaluate("window.zarrin.dirty.clear()")
    page.reload()
    page.get_by_role("button", name=WORDS["en"]["go on"]).click()
    expect(named(page, "title")).to_have_value(title)
    page.locator("#save").click()
    saved(page, title)


def test_nobody_else_at_this_browser_sees_a_draft(enter: OpenPage, site: Site) -> None:
    page, title = enter("owner", "en", bypass_csp=True), f"Mine {uuid4().hex[:6]}"
    kept_draft(page, title)
    for role, offered in (("manager", 0), ("owner", 1)):
        page.context.clear_cookies()
        page.goto("/login")
        name, password = site.account(role, "en")
        page.locator("#username").fill(name)
        page.locator("input[type=password]").fill(password)
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile("/login"))
        page.goto("/r/projects/new")
        expect(named(page, "title")).to_have_value("")
        expect(page.locator(".draft")).to_have_count(offered)
    page.get_by_role("button", name="Throw it away").click()
    assert title not in page.evaluate("JSON.stringify(localStorage)")


def test_signing_out_drops_every_draft(enter: OpenPage) -> None:
    page, title = enter("owner", "en", bypass_csp=True), f"Leaving {uuid4().hex[:6]}"
    kept_draft(page, title)
    page.locator(".ava-b").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.locator("#username")).to_be_visible()
    assert title not in page.evaluate("JSON.stringify(localStorage)")
