"""Working with a list: conditions in groups, views kept under a name, columns, groups, selection, cells, the peek."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage


def rows(page: Page) -> list[str]:
    """The titles of the rows."""
    expect(page.locator(".lst tbody tr a").first).to_be_visible()
    return page.locator(".lst tbody .cell-i > a.row-a").all_inner_texts()


WORDS = {
    "en": {
        "add": "Add a filter", "any": "Any of several conditions", "here": "Add a condition here", "field": "Fineness",
        "how": "Condition", "apply": "Apply", "new": "Save this as a view", "name": "Name of the view", "save": "Save",
        "all": "All", "acts": "What to do with the view", "keep": "Keep the changes", "forget": "Delete this view",
        "sort": "Net weight", "eighteen": "Eighteen or twenty-two",
    },
    "fa": {
        "add": "افزودن فیلتر", "any": "هر یک از چند شرط", "here": "افزودن شرط در این‌جا", "field": "عیار",
        "how": "شرط", "apply": "اعمال", "new": "ذخیره به‌عنوان نما", "name": "نام نما", "save": "ذخیره",
        "all": "همه", "acts": "کارهای نمای", "keep": "نگه‌داشتن تغییرها", "forget": "پاک کردن این نما",
        "sort": "وزن خالص", "eighteen": "هجده یا بیست‌ودو",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fa"])
def test_conditions_in_a_group_are_kept_as_a_view(enter: OpenPage, language: str) -> None:
    say = WORDS[language]
    page = enter("owner", language, "/r/items")
    every = rows(page)
    page.get_by_role("button", name=say["add"]).click()
    page.get_by_role("menuitem", name=say["any"]).click()
    for n, fineness in enumerate(("750", "916"), start=1):
        page.get_by_role("button", name=say["here"]).click()
        page.get_by_role("menuitem", name=say["field"]).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(say["how"]).select_option("eq")
        dialog.locator("input[type=text]").fill(fineness)
        dialog.get_by_role("button", name=say["apply"]).click()
        expect(page.locator(".chip-grp .chip-b")).to_have_count(n)
    expect(page).to_have_url(re.compile("where="))
    expect(page.locator(".chip-grp .andor")).to_have_count(1)

    page.get_by_role("button", name=say["new"]).click()
    page.get_by_label(say["name"]).fill(say["eighteen"])
    page.get_by_role("button", name=say["save"], exact=True).click()
    tab = page.get_by_role("link", name=say["eighteen"])
    expect(tab).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"\?saved=[0-9a-f-]+$"))
    page.locator(".lst thead").get_by_role("button", name=say["sort"]).click()
    expect(page.locator(".dot-c")).to_have_count(1)
    page.get_by_role("button", name=re.compile(say["acts"])).click()
    page.get_by_role("menuitem", name=re.compile(say["keep"])).click()
    expect(page.locator(".dot-c")).to_have_count(0)
    kept = rows(page)

    page.get_by_role("link", name=say["all"], exact=True).click()
    expect(page.locator(".chip-grp")).to_have_count(0)
    assert rows(page) == every
    tab.click()
    expect(page.locator(".chip-grp .chip-b")).to_have_count(2)
    assert rows(page) == kept
    page.get_by_role("button", name=re.compile(say["acts"])).click()
    page.get_by_role("menuitem", name=say["forget"]).click()
    expect(tab).to_have_count(0)


def test_columns_are_moved_and_widened_by_keyboard(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items")
    rows(page)
    heads = page.locator(".lst thead th:not(.pick)")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("menuitemcheckbox", name="Category").focus()
    for _ in range(4):
        page.keyboard.press("Alt+ArrowDown")
    expect(heads.nth(5)).to_contain_text("Category")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(heads.nth(2)).to_contain_text("Category")
    page.keyboard.press("Escape")
    edge = heads.nth(1).get_by_role("separator")
    before = heads.nth(1).evaluate("head => head.offsetWidth")
    edge.press("ArrowRight")
    expect(page).to_have_url(re.compile("w=fineness"))
    page.reload()
    expect(heads.nth(2)).to_contain_text("Category")
    assert heads.nth(1).evaluate("head => head.offsetWidth") == before + 16


@pytest.mark.parametrize("language", ["en", "fa"])
def test_rows_stand_in_groups_with_their_sums(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items?group=category_id")
    head = page.locator(".lst tr.grp").first
    expect(head.locator(".count")).to_be_visible()
    expect(head.locator("td.n").first).not_to_be_empty()
    whole = page.locator(".lst tr[data-row]")
    shown = len(rows(page))
    head.get_by_role("button").click()
    expect(head.get_by_role("button")).to_have_attribute("aria-expanded", "false")
    assert whole.count() < shown
    head.get_by_role("button").click()
    expect(whole).to_have_count(shown)


def test_rows_are_chosen_by_keyboard_and_by_range(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers")
    rows(page)
    said = page.locator(".selbar .b")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(said).to_have_text("1 selected")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(said).to_have_text("3 selected")
    page.locator("tbody .tick").nth(7).click(modifiers=["Shift"])
    expect(said).to_have_text("8 selected")
    page.locator("thead .tick").click()
    page.get_by_role("button", name=re.compile("^Take all")).click()
    expect(said).to_have_text(re.compile("^All"))
    page.get_by_role("button", name="Give up the selection").click()
    expect(page.locator(".selbar")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_cell_is_changed_where_it_stands_and_put_back(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items?cols=name,making")
    rows(page)
    cell = page.locator("tr[data-row='0'] td.n")
    before = cell.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("ArrowLeft" if language == "fa" else "ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("-4")
    page.keyboard.press("Enter")
    expect(page.locator(".cell-err")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cell).to_have_text(before)
    expect(page.locator("tr[data-row='0']")).to_be_focused()
    page.keyboard.press("ArrowLeft" if language == "fa" else "ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("۴۱" if language == "fa" else "41")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("۴۱" if language == "fa" else "41")
    page.locator(".toast").get_by_role("button").first.click()
    expect(cell).to_have_text(before)


def test_a_row_is_looked_at_beside_the_list_and_the_next_one_from_its_page(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers?sort=name")
    names = rows(page)
    first = page.locator(".lst tbody .cell-i > a.row-a").first.get_attribute("href") or ""
    page.keyboard.press("j")
    page.keyboard.press("Space")
    title = page.locator(".peek h2")
    expect(title).to_have_text(names[0])
    page.keyboard.press("ArrowDown")
    expect(title).to_have_text(names[1])
    expect(page).to_have_url(re.compile("peek="))
    page.reload()
    expect(title).to_have_text(names[1])
    page.locator("tr[data-row='1']").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".peek")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("peek="))
    page.keyboard.press("Enter")
    expect(page.locator(".ph h1")).to_have_text(names[1])
    page.keyboard.press("]")
    expect(page.locator(".ph h1")).to_have_text(names[2])
    page.keyboard.press("[")
    expect(page.get_by_role("link", name="Previous record")).to_have_attribute("href", first)
    page.keyboard.press("[")
    expect(page.locator(".ph h1")).to_have_text(names[0])
