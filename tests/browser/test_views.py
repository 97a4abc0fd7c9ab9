"""Board, calendar, timeline and gallery in the browser: by keys, by pointer, in both languages, and live."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

WORDS = {
    "en": {"undo": "Undo", "held": "is held over “{}”", "list": "List", "calendar": "Calendar", "next": "Next page"},
    "fa": {"undo": "برگردان", "held": "روی «{}» است", "list": "فهرست", "calendar": "تقویم", "next": "صفحهٔ بعد"},
}


def column(page: Page, value: str) -> list[str]:
    """The ids of the cards in a column."""
    cards = page.locator(f"[data-column='{value}'] [data-card]")
    expect(cards.first).to_be_visible()
    return [str(card.get_attribute("data-card")) for card in cards.all()]


def undo(page: Page, language: str) -> None:
    """Take the last move back, by the toast that told of it."""
    with page.expect_response(re.compile("/move")) as answer:
        page.locator(".toast").get_by_role("button", name=WORDS[language]["undo"]).click()
    assert answer.value.ok


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_card_is_carried_by_keys_and_told_of(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects?view=board&by=health")
    card = page.locator("[data-column='on_track'] [data-card]").first
    moved = str(card.get_attribute("data-card"))
    there = page.locator("[data-column='at_risk'] h2 span:nth-child(2)").inner_text()
    said = page.locator(".say [role=status]")
    ahead = "ArrowRight" if language == "en" else "ArrowLeft"

    card.focus()
    page.keyboard.press("Space")
    page.keyboard.press(ahead)
    expect(said).to_contain_text(WORDS[language]["held"].format(there))
    page.keyboard.press("Escape")
    assert moved in column(page, "on_track")

    page.keyboard.press("Space")
    page.keyboard.press(ahead)
    page.keyboard.press("Space")
    expect(page.locator(f"[data-column='at_risk'] [data-card='{moved}']")).to_be_focused()
    expect(page.locator(".toast")).to_contain_text(there)
    page.reload()
    expect(page.locator(f"[data-column='at_risk'] [data-card='{moved}']")).to_be_visible()
    with page.expect_response(re.compile("/move")):
        page.locator(f"[data-card='{moved}']").focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowLeft" if language == "en" else "ArrowRight")
        page.keyboard.press("Space")
    expect(page.locator(f"[data-column='on_track'] [data-card='{moved}']")).to_be_visible()


def test_a_card_is_carried_by_pointer_and_others_see_it(enter: OpenPage) -> None:
    page, other = (enter("owner", "en", "/r/projects?view=board&by=health") for _n in range(2))
    moved = column(page, "on_track")[0]
    expect(other.locator(f"[data-column='on_track'] [data-card='{moved}']")).to_be_visible()
    card, there = (page.locator(at).bounding_box() for at in (f"[data-card='{moved}']", "[data-column='off_track']"))
    assert card
    assert there
    page.mouse.move(card["x"] + 40, card["y"] + 20)
    page.mouse.down()
    page.mouse.move(there["x"] + 60, there["y"] + 160, steps=5)
    expect(page.locator("[data-column='off_track'] .kan-drop")).to_be_visible()
    page.mouse.up()
    expect(page).to_have_url(re.compile("/r/projects"))
    for one in (page, other):
        expect(one.locator(f"[data-column='off_track'] [data-card='{moved}']")).to_be_visible()
    undo(page, "en")
    for one in (page, other):
        expect(one.locator(f"[data-column='on_track'] [data-card='{moved}']")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_calendar_turns_and_a_record_goes_to_another_day(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects?by=due_on")
    page.locator(".views").get_by_role("link", name=WORDS[language]["calendar"]).click()
    expect(page).to_have_url(re.compile("view=calendar"))
    page.goto("/r/projects?view=calendar&by=due_on")
    expect(page.locator(".mon[aria-busy=false]")).to_be_visible()
    if not page.locator(".dy .ev").count():
        page.locator("#view-start button").last.click()
        expect(page).to_have_url(re.compile("on="))
    expect(page.locator(".dy .ev").first).to_be_attached()
    day = str(page.locator(".dy", has=page.locator(".ev")).first.get_attribute("data-day"))
    page.locator(f"[data-day='{day}'] .num").click()
    expect(page).to_have_url(re.compile(f"on={day}"))
    record = page.locator(".ag-l .ev").first
    href = str(record.get_attribute("href"))
    expect(page.locator(".mon[aria-busy=false]")).to_be_visible()
    record.focus()
    expect(record).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".ag-l .ev.held")).to_be_visible()
    days = page.locator(".dy").evaluate_all("all => all.map((one) => one.dataset.day)")
    page.keyboard.press("ArrowDown" if days.index(day) < len(days) // 2 else "ArrowUp")
    there = str(page.locator(".dy.drop").get_attribute("data-day"))
    page.keyboard.press("Space")
    expect(page.locator(f"[data-day='{there}'] .ev[href='{href}']")).to_be_attached()
    expect(page.locator(f"[data-day='{day}'] .ev[href='{href}']")).to_have_count(0)
    undo(page, language)
    expect(page.locator(f"[data-day='{day}'] .ev[href='{href}']")).to_be_attached()
    digits = page.locator(f"[data-day='{day}'] .num").inner_text()
    assert digits.isascii() is (language == "en")


def test_a_bar_is_stretched_by_keys_and_put_back(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/projects?view=timeline&zoom=month")
    bar = page.locator(".gb").first
    before = str(bar.get_attribute("aria-label"))
    bar.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".say [role=status]")).to_contain_text("from")
    with page.expect_response(re.compile("/move")) as answer:
        page.keyboard.press("Space")
    assert answer.value.ok
    expect(bar).not_to_have_attribute("aria-label", before)
    undo(page, "en")
    expect(bar).to_have_attribute("aria-label", before)
    page.get_by_role("button", name="Quarter").click()
    expect(page).to_have_url(re.compile("zoom=quarter"))


def test_pictures_keep_filters_pages_and_the_way_back(enter: OpenPage) -> None:
    page = enter("owner", "fa", "/r/items?view=gallery&q=زنجیر")
    titles = page.locator(".tile .t a")
    expect(titles.first).to_contain_text("زنجیر")
    first = titles.first.inner_text()
    page.get_by_role("link", name=WORDS["fa"]["list"]).click()
    expect(page.locator(".lst tbody")).to_contain_text(first)
    expect(page).to_have_url(re.compile("q="))
    expect(page).not_to_have_url(re.compile("view="))


def test_who_may_not_change_lifts_nothing(enter: OpenPage) -> None:
    page = enter("analyst", "en", "/r/projects?view=board&by=health")
    card = page.locator("[data-card]").first
    card.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-card].held")).to_have_count(0)
    expect(page.locator("[data-card].lifts")).to_have_count(0)
