"""Two people at one record: who is editing is seen at once, what the other saves is told, and boards follow."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_projects import remove

AXE = Axe()
WORDS = {
    "en": {"editing": "is editing", "kept": "What you typed is kept", "take": "Bring it in now",
           "now": "The form shows it", "start": "Start work"},
    "fa": {"editing": "در حال ویرایش است", "kept": "نوشتهٔ شما سر جایش است", "take": "همین حالا بیاور",
           "now": "فرم اکنون همان را", "start": "آغاز کار"},
}  # fmt: skip


def made(page: Page, title: str) -> str:
    """A new project; gives its id."""
    page.goto("/r/projects/new")
    page.locator("#record-form input[name=title]").fill(title)
    page.locator("#save").click()
    expect(page.locator(".ph h1")).to_have_text(title)
    return page.url.rsplit("/", 1)[1]


def sound(page: Page) -> None:
    faults = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert faults.response["violations"] == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_who_is_editing_is_seen_until_they_leave_and_both_saves_are_kept(enter: OpenPage, language: str) -> None:
    words, title = WORDS[language], f"Window {uuid4().hex[:6]}"
    owner, manager = enter("owner", language), enter("manager", language)
    address = f"/r/projects/{made(owner, title)}"
    here = owner.locator(".here")
    expect(here).to_be_empty()

    manager.goto(f"{address}/edit")
    expect(here).to_contain_text(words["editing"])
    expect(manager.locator(".here")).to_be_empty()
    sound(owner)
    manager.locator("#record-form [name=description]").fill("Nine trays")
    owner.goto(f"{address}/edit")
    expect(manager.locator(".here")).to_contain_text(words["editing"])
    expect(here).to_contain_text(words["editing"])

    owner.locator("#record-form input[name=title]").fill(f"{title} again")
    owner.locator("#save").click()
    told = manager.locator(".callout", has_text=words["kept"])
    expect(told).to_be_visible()
    expect(manager.locator(".here")).to_be_empty()
    sound(manager)
    told.get_by_role("button", name=words["take"]).click()
    expect(manager.locator("#record-form input[name=title]")).to_have_value(f"{title} again")
    expect(manager.locator("#record-form [name=description]")).to_have_value("Nine trays")

    owner.goto(f"{address}/edit")
    expect(manager.locator(".here")).to_contain_text(words["editing"])
    manager.locator("#save").click()
    expect(manager.locator(".ph h1")).to_have_text(f"{title} again")
    expect(owner.locator("#record-form [name=description]")).to_have_value("Nine trays")
    expect(owner.locator(".callout", has_text=words["now"])).to_be_visible()
    expect(manager.locator(".here")).to_contain_text(words["editing"])
    owner.context.close()
    expect(manager.locator(".here")).to_be_empty()
    remove(manager, address.rsplit("/", 1)[1], language)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_view_follows_what_somebody_else_does(enter: OpenPage, language: str) -> None:
    word = uuid4().hex[:6]
    owner, manager = enter("owner", language), enter("manager", language)
    identity = made(manager, f"Tray {word}")
    owner.goto(f"/r/projects?view=board&by=status&q={word}")
    card = f"[data-card='{identity}']"
    expect(owner.locator(f"[data-column='planned'] {card}")).to_be_visible()
    manager.locator(".ph").get_by_role("button", name=WORDS[language]["start"]).click()
    expect(owner.locator(f"[data-column='active'] {card}")).to_be_visible()
    owner.goto(f"/r/projects?q={word}")
    row = owner.locator("[data-row='0']")
    expect(row).to_contain_text(f"Tray {word}")
    manager.goto(f"/r/projects/{identity}/edit")
    manager.locator("#record-form input[name=title]").fill(f"Glass {word}")
    manager.locator("#save").click()
    expect(row).to_contain_text(f"Glass {word}")
    remove(manager, identity, language)
    expect(row).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_choices_of_a_filter_say_how_many_rows_they_have(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/projects")
    expect(page.locator("[data-row='0']").first).to_be_visible()
    page.locator(".fbar-c .chip.dash").click()
    with page.expect_response(re.compile("/api/facets/projects/owner_id")) as answer:
        page.get_by_role("menuitem", name={"en": "Owner", "fa": "مالک"}[language], exact=True).click()
    [first, *_rest] = answer.value.json()["counts"]
    chosen = page.get_by_role("dialog").locator(".facets button").first
    expect(chosen).to_contain_text(first["title"][language])
    sound(page)
    chosen.click()
    expect(page).to_have_url(re.compile(f"f.owner_id={first['value']}"))
    expect(page.locator("[data-row]")).to_have_count(first["count"])
