"""A record beside its list, and the groups of a list, by keyboard alone; the selection on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

SAY = {
    "en": {
        "close": "Close", "act": "What to do with it", "edit": "Edit", "stamp": "Fine gold", "some": "1 selected",
        "page": "Take the whole page", "more": "Take all", "arrange": "Sort and group", "weight": "Net weight",
    },
    "fa": {
        "close": "بستن", "act": "کارهای این ردیف", "edit": "ویرایش", "stamp": "طلای خالص", "some": "۱ مورد برگزیده",
        "page": "انتخاب همهٔ صفحه", "more": "همهٔ", "arrange": "مرتب‌سازی و گروه‌بندی", "weight": "وزن خالص",
    },
}  # fmt: skip


def titles(page: Page) -> list[str]:
    """What the rows are called."""
    expect(page.locator(".lst tbody tr a").first).to_be_visible()
    return page.locator(".lst tbody .cell-i > a.row-a").all_inner_texts()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_look_at_the_row_shows_its_page_in_short_and_goes_by_keys(enter: OpenPage, language: str) -> None:
    say = SAY[language]
    page = enter("owner", language, "/r/items?group=category_id")
    names = titles(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    peek = page.locator(".peek")
    expect(peek.locator("h2")).to_have_text(names[1])
    expect(peek.locator(".assay")).to_contain_text(say["stamp"])
    peek.get_by_role("button", name=say["close"]).focus()
    page.keyboard.press("ArrowDown")
    expect(peek.locator("h2")).to_have_text(names[2])
    page.keyboard.press("ArrowUp")
    expect(peek.locator("h2")).to_have_text(names[1])
    peek.get_by_role("button", name=say["act"]).press("Enter")
    page.get_by_role("menuitem", name=say["edit"]).first.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(peek.get_by_role("button", name=say["act"])).to_be_focused()
    page.keyboard.press("Escape")
    expect(peek).to_have_count(0)
    expect(page.locator("tr[data-row='1']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ph h1")).to_have_text(names[1])


@pytest.mark.parametrize("language", ["en", "fa"])
def test_groups_stand_by_their_titles_and_close_by_keys(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items?group=category_id&size=100")
    expect(page.locator(".lst tbody tr a").first).to_be_visible()
    expect(page.locator("th[data-k=category_id]")).to_have_count(0)
    head = page.locator(".grp-b").first
    shown = page.locator("tr[data-row]")
    before = shown.count()
    page.keyboard.press("j")
    page.keyboard.press("ArrowUp")
    expect(head).to_be_focused()
    onward, back = ("ArrowLeft", "ArrowRight") if language == "fa" else ("ArrowRight", "ArrowLeft")
    page.keyboard.press(back)
    expect(head).to_have_attribute("aria-expanded", "false")
    assert shown.count() < before
    page.keyboard.press(onward)
    expect(shown).to_have_count(before)
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr[data-row='0']")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_on_a_phone_all_rows_can_be_chosen_and_sorted(enter: OpenPage, language: str) -> None:
    say = SAY[language]
    page = enter("owner", language, "/r/items", width=390, height=844)
    page.locator(".m-rows .tick").first.click()
    bar = page.locator(".selbar")
    expect(bar.get_by_role("status")).to_have_text(say["some"])
    bar.get_by_role("button", name=say["page"]).click()
    more = bar.get_by_role("button", name=re.compile(rf"{say['more']} [\d۰-۹]+"))
    every = re.findall(r"[\d۰-۹]+", more.text_content() or "")[0]
    more.click()
    expect(bar.get_by_role("status")).to_contain_text(every)
    for button in bar.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    bar.get_by_role("button").last.click()
    expect(bar).to_have_count(0)
    page.get_by_role("button", name=say["arrange"]).click()
    page.get_by_role("menuitemcheckbox", name=say["weight"]).click()
    expect(page).to_have_url(re.compile("sort=net_weight"))
