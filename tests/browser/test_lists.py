"""Lists as people use them: the address is the truth, keys do what the mouse does, files hold what is seen."""

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


def rows(page: Page) -> list[str]:
    """The titles of the rows."""
    expect(page.locator(".lst tbody tr a").first).to_be_visible()
    return page.locator(".lst tbody .cell-i > a.row-a").all_inner_texts()


def test_the_address_holds_search_filter_sort_page_and_columns(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items")
    first = rows(page)
    assert len(first) == 25

    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile("after="))
    expect(page.locator(".lst tbody")).not_to_contain_text(first[0])
    second = rows(page)
    assert not set(first) & set(second)
    page.reload()
    assert rows(page) == second
    page.get_by_role("link", name="Previous page").click()
    expect(page.locator(".lst tbody tr a").first).to_have_text(first[0])

    page.locator(".lst thead").get_by_role("button", name="Net weight").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Net weight")
    page.locator(".lst thead").get_by_role("button", name="Net weight").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Net weight")
    expect(page).to_have_url(re.compile("sort=-net_weight"))
    heaviest = rows(page)[0]

    page.get_by_role("button", name="Add a filter").click()
    page.get_by_role("menuitem", name="Category").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[role=combobox]").fill("Chains")
    page.get_by_role("option", name="Chains").click()
    dialog.get_by_role("button", name="Apply").click()
    expect(page.locator(".fbar .chip b")).to_contain_text("Chains")
    expect(page).to_have_url(re.compile(r"f\.category_id"))

    page.get_by_role("button", name="Columns").click()
    page.get_by_role("menuitemcheckbox", name="Fineness").click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("cols="))
    expect(page.locator(".lst thead")).not_to_contain_text("Fineness")

    narrowed = rows(page)
    page.reload()
    assert rows(page) == narrowed
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Net weight")
    expect(page.locator(".lst thead")).not_to_contain_text("Fineness")
    page.get_by_role("button", name=re.compile("Remove the filter")).click()
    expect(page.locator(".lst tbody tr a").first).to_have_text(heaviest)


def test_words_are_found_and_what_is_not_there_says_so(enter: OpenPage) -> None:
    page = enter("owner", "fa", "/r/items")
    assert len(rows(page)) == 25
    page.keyboard.press("/")
    expect(page.locator("#list-search")).to_be_focused()
    page.keyboard.type("تبريز")  # with the Arabic letter that many keyboards send
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator(".pager [role=status]")).not_to_contain_text("۳۰۰")
    assert all("تبریز" in title for title in rows(page))
    page.locator("#list-search").fill("چنین چیزی نیست")
    page.locator("#list-search").press("Enter")
    expect(page.locator(".es")).to_be_visible()
    page.locator(".es").get_by_role("button").click()
    assert len(rows(page)) == 25


def test_keys_walk_open_and_begin(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers")
    names = rows(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".ph h1")).to_have_text(names[1])
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/edit$"))
    page.goto("/r/customers")
    rows(page)
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/r/customers/new$"))
    page.goto("/r/customers")
    rows(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Search in this list")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").locator("input")).to_be_focused()
    page.keyboard.type("chains")
    option = page.get_by_role("option", name=re.compile("Chains"))
    expect(option.first).to_be_visible()
    option.first.click()
    expect(page.locator(".ph h1")).to_have_text("Chains")


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_the_file_holds_the_rows_of_the_list(enter: OpenPage, tmp_path: Path, form: str) -> None:
    page = enter("analyst", "en", "/r/customers?sort=name")
    shown = rows(page)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name=re.compile(form)).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    if form == "CSV":
        text = path.read_text(encoding="utf-8-sig")
        head, *lines = csv.reader(io.StringIO(text))
    else:
        sheet = load_workbook(path).active
        assert sheet is not None
        head, *lines = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    exported = [line[head.index("Name")] for line in lines]
    assert exported[: len(shown)] == shown


def test_the_clerk_sees_no_cost_and_no_books(enter: OpenPage) -> None:
    page = enter("clerk", "en", "/r/items")
    rows(page)
    expect(page.get_by_role("button", name="Export")).to_have_count(0)
    page.get_by_role("button", name="Columns").click()
    expect(page.get_by_role("menuitemcheckbox", name="Gross weight")).to_be_visible()
    expect(page.get_by_role("menuitemcheckbox", name="Cost")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".side a[href='/r/journal-entries']")).to_have_count(0)
    page.goto("/r/journal-entries")
    expect(page.locator(".es")).to_be_visible()
    expect(page.locator(".lst")).to_have_count(0)
