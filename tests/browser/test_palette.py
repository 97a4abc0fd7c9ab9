"""Finding and doing by keyboard: the palette, the keys of a page, going by letters; in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

LANGUAGES = ("en", "fa")
WORDS = {
    "en": {"customers": "customers", "ring": "ring", "keys": "Keyboard", "theme": "light or dark"},
    "fa": {"customers": "مشتريان", "ring": "انگشتر", "keys": "کلیدهای میان‌بر", "theme": "روشن یا تیره"},
}


def ready(page: Page) -> None:
    expect(page.locator("[data-row='0']").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_right_after_ctrl_k_is_kept_and_opened(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items")
    ready(page)
    page.keyboard.press("Control+k")
    page.keyboard.type(WORDS[language]["customers"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/r/customers$"))
    ready(page)
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page).to_have_url(re.compile(r"/r/items$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_is_found_opened_and_then_recent(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items", width=390 if language == "fa" else 1440)
    ready(page)
    code = page.locator("[data-row='0'] bdi.code, [data-row='0'] .code").first.inner_text().strip()
    page.locator(".search-b").click()
    page.keyboard.type(code.lower())
    expect(page.locator(".pal [role=option][aria-selected=true] .code")).to_have_text(code)
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/r/items/[0-9a-f-]{36}$"))
    expect(page.locator(".ph .crumbs")).to_be_visible()
    name = page.get_by_role("heading", level=1).inner_text()
    page.locator(".search-b").click()
    expect(page.locator(".pal [role=option]").first).to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.locator(".pal")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_acts_are_done_from_the_palette(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items")
    ready(page)
    theme = page.locator("html").get_attribute("data-theme")
    page.keyboard.press("Control+k")
    page.keyboard.type(WORDS[language]["theme"])
    page.keyboard.press("Enter")
    expect(page.locator("html")).not_to_have_attribute("data-theme", str(theme))
    page.locator(".top [data-set=theme]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", str(theme))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_of_a_page_are_its_own(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items")
    ready(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name=WORDS[language]["keys"])
    expect(dialog.locator("dt", has_text=re.compile(r"^N$"))).to_have_count(1)
    keys = dialog.locator("dt").all_inner_texts()
    assert len(keys) == len(set(keys))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.goto("/")
    expect(page.locator(".kpis, .kpi, main h1").first).to_be_visible()
    page.keyboard.press("?")
    expect(dialog.locator("dt", has_text=re.compile(r"^Ctrl K$"))).to_have_count(1)
    expect(dialog.locator("dt", has_text=re.compile(r"^N$"))).to_have_count(0)


def test_letters_typed_into_a_field_are_letters(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items")
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("gin?")
    expect(page.locator("#list-search")).to_have_value("gin?")
    expect(page.get_by_role("dialog")).to_have_count(0)
