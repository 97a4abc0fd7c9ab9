"""The columns of a list: moved by their heads and in the chooser, kept in the address and in a saved view."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

USUAL = ["name", "category_id", "fineness", "net_weight"]
SAY = {
    "en": {"new": "Save this as a view", "name": "Name of the view", "save": "Save", "acts": "What to do with the view",
           "forget": "Delete this view", "share": "Share with the team", "all": "All"},
    "fa": {"new": "ذخیره به‌عنوان نما", "name": "نام نما", "save": "ذخیره", "acts": "کارهای نمای",
           "forget": "پاک کردن این نما", "share": "اشتراک با همکاران", "all": "همه"},
}  # fmt: skip


def order(page: Page) -> list[str]:
    """The keys of the columns as they stand."""
    expect(page.locator(".lst tbody tr a").first).to_be_visible()
    heads = page.locator(".lst thead th[data-k]")
    return [heads.nth(n).get_attribute("data-k") or "" for n in range(heads.count())]


def wait_for(page: Page, address: str) -> None:
    """Until the address says so."""
    expect(page).to_have_url(re.compile(address.replace(",", "%2C")))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_column_is_dragged_to_another_place_and_kept_as_a_view(enter: OpenPage, language: str) -> None:
    say = SAY[language]
    page = enter("owner", language, "/r/items")
    assert order(page)[:4] == USUAL
    held, target = (page.locator(f"th[data-k={key}]") for key in ("net_weight", "category_id"))
    box, there = held.bounding_box(), target.bounding_box()
    assert box
    assert there
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + 12, steps=4)
    expect(target).to_have_class(re.compile("over-before"))
    page.mouse.up()
    wait_for(page, "cols=name,net_weight,category_id,fineness")
    moved = order(page)
    assert moved[:4] == ["name", "net_weight", "category_id", "fineness"]
    expect(page.locator("th[aria-sort]")).to_have_count(0)
    page.reload()
    assert order(page) == moved

    page.get_by_role("button", name=say["new"]).click()
    page.get_by_label(say["name"]).fill("Weights first")
    page.get_by_role("button", name=say["save"], exact=True).click()
    wait_for(page, r"\?saved=")
    assert order(page) == moved
    page.get_by_role("link", name=say["all"], exact=True).click()
    expect(page.locator("th[data-k]").nth(1)).to_have_attribute("data-k", "category_id")
    tab = page.get_by_role("link", name="Weights first")
    expect(tab.locator(".count")).to_have_text(re.compile(r"[3-9۳-۹][\d۰-۹]{2}"))
    tab.click()
    expect(page.locator("th[data-k]").nth(1)).to_have_attribute("data-k", "net_weight")
    expect(tab.locator("svg")).to_have_count(0)
    page.get_by_role("button", name=re.compile(say["acts"])).click()
    page.get_by_role("menuitem", name=say["share"]).click()
    expect(tab.locator("svg")).to_have_count(1)
    page.get_by_role("button", name=re.compile(say["acts"])).click()
    page.get_by_role("menuitem", name=say["forget"]).click()
    expect(tab).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_head_is_moved_by_keyboard_and_keeps_the_focus(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/items")
    assert order(page)[:4] == USUAL
    onward, back = ("Alt+ArrowLeft", "Alt+ArrowRight") if language == "fa" else ("Alt+ArrowRight", "Alt+ArrowLeft")
    page.locator("th[data-k=fineness] button").first.focus()
    page.keyboard.press(onward)
    wait_for(page, "cols=name,category_id,net_weight,fineness")
    page.keyboard.press(onward)
    wait_for(page, "fineness,price")
    page.keyboard.press(back)
    page.keyboard.press(back)
    page.keyboard.press(back)
    wait_for(page, "cols=name,fineness,category_id,net_weight")
    page.keyboard.press(back)
    assert order(page)[:4] == ["name", "fineness", "category_id", "net_weight"]
    expect(page.locator("th[data-k=fineness] button").first).to_be_focused()


def test_a_column_is_widened_by_dragging_its_edge(enter: OpenPage) -> None:
    page = enter("owner", "fa", "/r/items")
    order(page)
    head = page.locator("th[data-k=category_id]")
    before = head.evaluate("one => one.offsetWidth")
    edge = head.get_by_role("separator").bounding_box()
    assert edge
    at = edge["x"] + edge["width"] / 2
    page.mouse.move(at, edge["y"] + 10)
    page.mouse.down()
    page.mouse.move(at - 60, edge["y"] + 10, steps=3)
    page.mouse.up()
    wait_for(page, rf"w=category_id%3A{before + 60}")
    assert order(page)[:4] == USUAL
    page.reload()
    order(page)
    assert head.evaluate("one => one.offsetWidth") == before + 60
