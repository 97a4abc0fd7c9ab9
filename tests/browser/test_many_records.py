"""Many records at once, as people do it: choose, see what would change, do it, take it back; or take them as a file."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage


class Words(NamedTuple):
    """What is read on the screen, in one language."""

    tag: str
    show: str
    changed: str
    undo: str


WORDS = {
    "en": Words("Tag", "Show what changes", "2 records changed", "Undo"),
    "fa": Words("برچسب", "نمایش تغییرها", "۲ رکورد تغییر کرد", "برگردان"),
}


def choose_two(page: Page) -> Locator:
    """Choose the first two customers; the bar of what can be done with them."""
    picks = page.locator(".lst tbody td.pick input")
    expect(picks.first).to_be_visible()
    picks.nth(0).check()
    picks.nth(1).check()
    return page.locator(".selbar")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_two_are_tagged_and_it_is_taken_back(enter: OpenPage, language: str) -> None:
    words, name = WORDS[language], {"en": "Fresh", "fa": "تازه"}[language]
    page = enter("owner", language, "/r/customers")
    badges = page.locator(".lst .tags-v .badge", has_text=re.compile(f"^{name}$"))
    choose_two(page).get_by_role("button", name=words.tag, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=text]").first.fill(name)
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name=words.show).click()
    expect(dialog.locator("tbody tr")).to_have_count(2)
    expect(dialog.locator("tbody tr").first).to_contain_text(name)
    expect(badges).to_have_count(0)

    dialog.get_by_role("button", name=words.tag, exact=True).click()
    expect(dialog).to_contain_text(words.changed)
    expect(badges).to_have_count(2)
    expect(page.locator(".selbar")).to_have_count(0)
    dialog.get_by_role("button", name=words.undo, exact=True).click()
    expect(badges).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_is_chosen_goes_out_as_a_file(enter: OpenPage, tmp_path: Path) -> None:
    page = enter("owner", "en", "/r/customers?cols=name,city&sort=name")
    titles = page.locator(".lst tbody tr td a.row-a")
    choose_two(page).get_by_role("button", name="Export", exact=True).click()
    wanted = titles.all_inner_texts()[:2]
    with page.expect_download() as coming:
        page.get_by_role("dialog").get_by_role("button", name="JSON").click()
    coming.value.save_as(tmp_path / "list.json")
    rows = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert [row["name"] for row in rows] == wanted
    assert list(rows[0]) == ["name", "city"]


def test_fields_of_many_are_set_after_a_look_at_them(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers")
    choose_two(page).get_by_role("button", name="Edit", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Show what changes")).to_be_disabled()
    dialog.get_by_role("button", name="Choose a field").click()
    page.get_by_role("menuitem", name="City", exact=True).click()
    dialog.get_by_role("textbox", name="City").fill("Nowhere")
    dialog.get_by_role("button", name="Show what changes").click()
    expect(dialog.locator("tbody tr td:last-child").first).to_have_text("Nowhere")
    dialog.get_by_role("button", name="Change the values").click()
    expect(dialog.get_by_role("textbox", name="City")).to_have_value("Nowhere")
    dialog.get_by_role("button", name="Cancel").first.click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".lst")).not_to_contain_text("Nowhere")
