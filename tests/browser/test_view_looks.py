"""What a view of a list adds to its cards and days: limits, the hours of a day, the look of a saved view."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

BOTH = pytest.mark.parametrize("language", ["en", "fa"])
WORDS = {
    "en": {"limit": "Set a limit…", "over": "over the limit", "none": "No limit", "save": "Save this as a view",
           "begin": "Begin with this view", "delete": "Delete this view", "month": "Month", "week": "Week"},
    "fa": {"limit": "تعیین سقف کار…", "over": "بیش از سقف کار", "none": "بدون سقف", "save": "ذخیره به‌عنوان نما",
           "begin": "آغاز با این نما", "delete": "پاک کردن این نما", "month": "ماه", "week": "هفته"},
}  # fmt: skip


@BOTH
def test_a_column_with_too_many_cards_says_so(enter: OpenPage, language: str) -> None:
    words = WORDS[language]
    page = enter("owner", language, "/r/projects?view=board&by=health")
    column = page.locator("[data-column='on_track']")
    column.get_by_role("button").first.click()
    page.get_by_role("menuitem", name=words["limit"]).click()
    page.keyboard.type("۱" if language == "fa" else "1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("limits=on_track%3A1"))
    expect(column.locator(".n.x")).to_contain_text(words["over"])
    page.reload()
    expect(column.locator(".n.x")).to_contain_text(words["over"])
    column.get_by_role("button").first.click()
    page.get_by_role("menuitem", name=words["limit"]).click()
    page.get_by_role("button", name=words["none"]).click()
    expect(page).not_to_have_url(re.compile("limits"))
    expect(column.locator(".n.x")).to_have_count(0)


@BOTH
def test_a_day_stands_by_its_hours_and_a_usual_view_opens_as_it_was_left(enter: OpenPage, language: str) -> None:
    words = WORDS[language]
    page = enter("manager", language, "/r/sales?view=calendar")
    expect(page.locator(".ag .hr").first).to_be_visible()
    day = page.locator(".dy", has=page.locator(".ev")).first
    day.locator(".num").click()
    slot = page.locator(".ag .slot").first
    hour = slot.locator("xpath=ancestor::*[contains(@class, 'hr')][1]").locator(".h").inner_text()
    assert slot.locator("time").inner_text()[:2] == hour[:2]
    page.get_by_role("button", name=words["week"], exact=True).click()
    expect(page.locator(".mon.bare .num")).to_have_count(7)
    expect(page.locator(".cw > .scroll .slot").first).to_be_visible()

    page.get_by_role("button", name=words["save"]).click()
    page.keyboard.type(f"Week {language}")
    page.keyboard.press("Enter")
    menu = page.locator(".tab-s.on .tab-m")
    menu.click()
    page.get_by_role("menuitem", name=words["begin"]).click()
    expect(page.locator(".toast")).to_be_visible()
    page.goto("/r/sales")
    expect(page.locator(".mon.bare")).to_be_visible()
    page.get_by_role("button", name=words["month"], exact=True).click()
    expect(page).to_have_url(re.compile("zoom="))
    expect(page.locator(".mon.bare")).to_have_count(0)
    menu.click()
    page.get_by_role("menuitem", name=words["delete"]).click()
    expect(page.locator(".tab-s")).to_have_count(0)


def test_a_timeline_without_bars_is_scrolled_by_keys(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/projects?view=timeline&on=2020-01-01", width=390, height=844)
    shelf = page.locator(".lv-timeline > .scroll")
    expect(shelf.locator(".lv-msg")).to_be_visible()
    expect(shelf).to_have_attribute("tabindex", "0")
