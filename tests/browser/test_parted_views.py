"""What the views of a list add: lanes, folded columns, adding in place, bars over days, choosing pictures."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

BOTH = pytest.mark.parametrize("language", ["en", "fa"])
UNDO = {"en": "Undo", "fa": "برگردان"}
AHEAD = {"en": "ArrowRight", "fa": "ArrowLeft"}
BACK = {"en": "ArrowLeft", "fa": "ArrowRight"}


def undo(page: Page, language: str) -> None:
    """Take the last move back, by the toast that told of it."""
    with page.expect_response(re.compile("/move")) as answer:
        page.locator(".toast").get_by_role("button", name=UNDO[language]).click()
    assert answer.value.ok


@BOTH
def test_a_step_is_taken_back_where_the_workflow_leads_back(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects?view=board&by=status")
    card = page.locator("[data-column='on_hold'] [data-card]").first
    moved = str(card.get_attribute("data-card"))
    card.focus()
    page.keyboard.press("Space")
    page.keyboard.press(BACK[language])
    page.keyboard.press("Space")
    expect(page.locator(f"[data-column='active'] [data-card='{moved}']")).to_be_focused()
    undo(page, language)
    expect(page.locator(f"[data-column='on_hold'] [data-card='{moved}']")).to_be_visible()


@BOTH
def test_a_column_folds_and_a_record_begins_in_another(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects?view=board&by=health")
    column = page.locator("[data-column='on_track']")
    expect(column.locator("[data-card]").first).to_be_visible()
    column.get_by_role("button").first.click()
    page.get_by_role("menuitem").last.click()
    expect(page).to_have_url(re.compile("shut=on_track"))
    page.reload()
    expect(page.locator(".folded[data-column='on_track']")).to_be_visible()
    expect(column.locator("[data-card]")).to_have_count(0)
    column.get_by_role("button").click()
    expect(column.locator("[data-card]").first).to_be_visible()
    chosen = page.locator("[data-column='at_risk'] h2 span:nth-child(2)").inner_text()
    page.locator("[data-column='at_risk'] .add").last.click()
    expect(page).to_have_url(re.compile(r"/new\?health=at_risk"))
    expect(page.locator("main")).to_contain_text(chosen)


@BOTH
def test_lanes_stay_groups_in_the_timeline(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects?view=board&by=health&group=owner_id")
    lane = page.locator(".lane").first
    name = lane.locator(".ava").get_attribute("aria-label")
    expect(page.locator(".kb.heads h2")).to_have_count(3)
    lane.get_by_role("button").click()
    expect(page.locator(".lane-w").first.locator("[data-card]")).to_have_count(0)
    page.locator(".views a").last.click()
    expect(page).to_have_url(re.compile("group=owner_id"))
    expect(page.locator(".gs").first).to_be_visible()
    expect(page.locator(".tk.p .ava").first).to_have_attribute("aria-label", str(name))
    page.go_back()
    expect(page.locator(".lane").first).to_be_visible()


@BOTH
def test_a_record_that_lasts_is_a_bar_and_moves_whole(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects?view=calendar")
    bar = page.locator(".dy .ev.lab").first
    expect(bar).to_be_visible()
    record = page.locator(".ag-l .ev.lifts").first
    href = str(record.get_attribute("href"))
    dates = page.locator(".ag-l li", has=page.locator(f"[href='{href}']")).locator("p span").first
    before = dates.inner_text()
    record.focus()
    page.keyboard.press("Space")
    expect(page.locator(".ag-l .ev.held")).to_be_visible()
    page.keyboard.press(BACK[language])
    with page.expect_response(re.compile("/move")) as answer:
        page.keyboard.press("Space")
    assert answer.value.ok
    expect(dates).not_to_have_text(before)
    undo(page, language)
    expect(dates).to_have_text(before)
    page.locator(".dy button.more").first.click()
    expect(page).to_have_url(re.compile(r"on=\d{4}-\d\d-\d\d"))


@BOTH
def test_pictures_are_chosen_by_keys_for_what_can_be_done_with_rows(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items?view=gallery&group=category_id")
    tiles = page.locator(".tile")
    expect(tiles.first).to_be_visible()
    tiles.first.focus()
    page.keyboard.press("x")
    page.keyboard.press(AHEAD[language])
    expect(tiles.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".tile.sel")).to_have_count(2)
    expect(page.locator(".selbar button")).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".selbar")).to_have_count(0)
