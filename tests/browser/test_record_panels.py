"""What a record shows beside its facts: its price step by step, its pictures; and rows and moments in forms."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import OpenPage

WORDS = {
    "en": {
        "price": "Price", "add": "Add a picture", "of": "2 of 2", "take": "Take", "row": "Unit, row 1",
        "down": "Total · Down · 1,000", "twice": "There is a row for this already",
    },
    "fa": {
        "price": "قیمت", "add": "افزودن عکس", "of": "۲ از ۲", "take": "برداشتن", "row": "واحد، ردیف ۱",
        "down": "جمع · رو به پایین · ۱٬۰۰۰", "twice": "برای این از پیش ردیفی هست",
    },
}  # fmt: skip
RECORD = re.compile(r"/r/[a-z-]+/[0-9a-f-]{36}$")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫", "0123456789,.")


def picture(name: str, colour: str) -> FilePayload:
    made = io.BytesIO()
    Image.new("RGB", (60, 60), colour).save(made, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": made.getvalue()}


def figure(text: str) -> float:
    return float(re.sub(r"[^\d.-]", "", text.translate(LATIN).replace("\u2212", "-")))


def first(page: Page, address: str) -> None:
    """Open the first record of a list."""
    key = address.partition("?")[0]
    page.goto(address)
    found = page.locator(f"main a[href^='{key}/']:not([href$='/new']):not([href$='/import'])").first
    page.goto(found.get_attribute("href") or "")
    expect(page).to_have_url(RECORD)


def shown(page: Page, name: str) -> Locator:
    return page.locator(f"#record-form .input:has([name='{name}']) input:not([type=hidden])")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_an_item_tells_how_its_price_is_made(enter: OpenPage, language: str) -> None:
    page, words = enter("manager", language), WORDS[language]
    first(page, "/r/items?q=R-10")
    steps = page.locator("table.wf tbody tr")
    expect(steps.first).to_be_visible()
    amounts = [figure(one) for one in steps.locator(".n").all_inner_texts()]
    total = page.locator("table.wf tfoot tr")
    expect(total.locator("th")).to_have_text(words["price"])
    assert abs(sum(amounts) - figure(total.locator(".n").inner_text())) < 1
    fact = page.locator(f".facts dt:text-is('{words['price']}') + dd")
    assert figure(fact.inner_text()) == figure(total.locator(".n").inner_text())
    bars = [box["x"] for bar in steps.locator(".v i").all() if (box := bar.bounding_box())]
    assert bars == sorted(bars, reverse=language == "fa")


def test_a_phone_shows_each_step_without_its_bar(enter: OpenPage) -> None:
    page = enter("manager", "fa", width=390, height=844)
    first(page, "/r/items?q=R-10")
    expect(page.locator("table.wf tbody .n").first).to_be_visible()
    expect(page.locator("table.wf .v").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", ["en", "fa"])
def test_pictures_are_added_and_walked_by_keyboard(enter: OpenPage, language: str) -> None:
    page, words = enter("manager", language), WORDS[language]
    first(page, "/r/items?q=P-10" if language == "fa" else "/r/items?q=B-10")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=words["add"]).click()
    chooser.value.set_files([picture("one.png", "gold"), picture("two.png", "silver")])
    small = page.locator(".gal [aria-pressed]")
    expect(small).to_have_count(2)
    small.first.focus()
    page.keyboard.press("ArrowLeft" if language == "fa" else "ArrowRight")
    expect(page.locator(".gal .cap")).to_have_text(words["of"])
    expect(small.nth(1)).to_be_focused()
    for name in ("one.png", "two.png"):
        page.locator("aside .att li", has_text=name).get_by_role("button", name=words["take"]).click()
        expect(page.locator("aside .att li", has_text=name)).to_have_count(0)
    expect(small).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_roundings_are_typed_in_rows_with_faults_beside_their_cells(enter: OpenPage, language: str) -> None:
    page, words = enter("manager", language, "/r/pricing-rules/new"), WORDS[language]
    page.locator("#record-form [name=name]").fill("Rows")
    shown(page, "effective_from").fill("2030-01-01")
    rows, add = page.locator(".lines tr[data-row]"), page.locator(".lines .add .btn")
    for n, mode in enumerate(("down", "none")):
        add.click()
        rows.nth(n).locator("select").nth(0).select_option("total")
        rows.nth(n).locator("select").nth(1).select_option(mode)
    unit = page.get_by_label(words["row"])
    unit.fill("0")
    page.keyboard.press("Control+s")
    faults = page.locator(".lines tr.er .err")
    expect(faults).to_have_count(2)
    expect(faults.nth(1)).to_contain_text(words["twice"])
    expect(unit).to_have_attribute("aria-invalid", "true")
    unit.fill("۱۰۰۰")
    rows.nth(1).get_by_role("button").click()
    page.keyboard.press("Control+s")
    expect(page).to_have_url(RECORD)
    expect(page.locator(".rws").first).to_have_text(words["down"])


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_moment_is_picked_in_the_readers_calendar(enter: OpenPage, language: str) -> None:
    page = enter("manager", language, "/r/gold-rates/new")
    rate = figure(page.locator(".ticker > b").inner_text())
    shown(page, "price").fill(str(rate))
    moment = page.locator("#record-form .moment:has([name=quoted_at])")
    moment.locator("input").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".datepick .cd:focus")).to_be_visible()
    page.keyboard.press("ArrowRight" if language == "fa" else "ArrowLeft")
    page.keyboard.press("Enter")
    time = moment.locator(".time")
    expect(time).to_be_focused()
    time.fill("۰۹۰۵" if language == "fa" else "0905")
    page.keyboard.press("Tab")
    expect(moment.locator("[name=quoted_at]")).to_have_value(re.compile(r"^\d{4}-\d{2}-\d{2} 09:05$"))
    expect(moment.locator("input").first).to_have_value(re.compile("^۱۴" if language == "fa" else r"^\d\d \w+ 20\d\d$"))
    page.keyboard.press("Control+s")
    expect(page).to_have_url(RECORD)
    expect(page.locator(".ph h1")).to_contain_text("۰۹:۰۵" if language == "fa" else "09:05")
