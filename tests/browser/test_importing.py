"""A file brought into a list as people do it: dropped, its columns mended, tried, run, taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

FILE = "{code},{name},مبلغ عجیب\n{tag}-1,Anita,09121110001\n{tag}-2,,x\n"
WORDS = {
    "en": {
        "code": "What",
        "name": "Name",
        "try": "Try without writing",
        "run": "Import 1 row",
        "undo": "Take the import",
    },
    "fa": {"code": "What", "name": "نام", "try": "آزمودن بدون ثبت", "run": "ورود ۱ ردیف", "undo": "برگرداندن ورود"},
}


def drop(page: Page, name: str, content: str) -> None:
    """Drop a file on the place for it, as from the desktop."""
    transfer = page.evaluate_handle(
        """([name, content]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([content], name, {type: "text/csv"}));
            return transfer;
        }""",
        [name, content],
    )
    page.locator(".drop-z").dispatch_event("drop", {"dataTransfer": transfer})


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_file_is_dropped_mended_tried_run_and_taken_back(enter: OpenPage, language: str) -> None:
    words = WORDS[language]
    page = enter("owner", language, "/r/categories/import")
    drop(page, "cats.csv", FILE.format(code=words["code"], name=words["name"], tag=f"IM{language}".upper()))
    expect(page).to_have_url(re.compile("batch="))
    columns = page.locator(".map-t select")
    expect(columns).to_have_count(3)
    expect(columns.nth(1)).to_have_value("name")
    expect(columns.nth(0)).to_have_value("")
    columns.nth(0).select_option("code")
    expect(page.locator(".imp-l")).to_have_count(0)

    page.get_by_role("button", name=words["try"]).click()
    figures = page.locator(".imp-res b")
    expect(figures.nth(0)).to_have_text(re.compile("[1۱]"))
    expect(figures.nth(3)).to_have_text(re.compile("[1۱]"))
    expect(page.locator("td.msg")).to_have_count(1)

    page.get_by_role("button", name=words["run"]).click()
    undo = page.get_by_role("button", name=words["undo"])
    undo.click()
    expect(page.locator(".callout.ok")).to_be_visible()
    expect(undo).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_word_that_was_nearly_right_is_mended_with_one_click(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/categories?cols=name,code")
    name = page.locator(".lst tbody tr td a.row-a").first.inner_text()
    page.goto("/r/items/import")
    rows = "".join(f"MEND-{n},Ring,{name}q,750,4,9\n" for n in range(2))
    drop(page, "items.csv", "SKU,Name,Category,Fineness,Net weight,Making\n" + rows)
    expect(page.locator(".map-t select")).to_have_count(6)
    page.get_by_role("button", name=WORDS[language]["try"]).click()
    refused = page.locator(".imp-res b").nth(3)
    expect(refused).to_have_text(re.compile("[2۲]"))
    offer = page.locator(".imp-mend li")
    expect(offer).to_have_count(1)
    offer.get_by_role("button").click()
    expect(refused).to_have_text(re.compile("[0۰]"))
    expect(offer).to_have_count(0)


def test_what_is_going_on_can_be_stopped(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/categories/import")
    drop(page, "cats.csv", "Code,Name\n" + "".join(f"STOP-{n},Stopped {n}\n" for n in range(60_000)))
    expect(page.locator(".map-t select")).to_have_count(2)
    page.get_by_role("button", name="Try without writing").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".map-t select")).to_have_count(2)
    expect(page.locator(".imp-res")).to_have_count(0)
