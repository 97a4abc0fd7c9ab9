"""Signing in and out, as people do; and whose an open page is."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, Site

SAID = {
    "en": ("The name or the password is wrong.", "Sign in"),
    "fa": ("نام کاربری یا گذرواژه درست نیست.", "ورود"),
}


def fill(page: Page, name: str, password: str) -> None:
    page.locator("#username").fill(name)
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_wrong_password_is_said_and_the_right_one_leads_on(open_page: OpenPage, site: Site, language: str) -> None:
    page = open_page(f"/r/customers?sort=name&lang={language}")
    expect(page).to_have_url(re.compile(r"/login/?\?lang=.*next="))
    name, password = site.account("manager", language)
    fill(page, name, "not this one at all")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(SAID[language][0])
    expect(page.locator("#password")).to_have_value("")
    fill(page, name, password)
    expect(page).to_have_url(re.compile(r"/r/customers\?sort=name"))
    expect(page.locator(".lst tbody tr").first).to_be_visible()


def test_signing_out_shuts_the_other_open_page_too(enter: OpenPage) -> None:
    page = enter("analyst", "en", "/r/items")
    expect(page.locator(".lst tbody tr").first).to_be_visible()
    second = page.context.new_page()
    second.goto("/r/items")
    expect(second.locator(".lst tbody tr").first).to_be_visible()
    answer = page.request.post("/auth/sign-out", headers={"sec-fetch-site": "same-origin"})
    assert answer.ok
    expect(second).to_have_url(re.compile("/login"))
    page.goto("/r/items")
    expect(page).to_have_url(re.compile("/login"))


def test_anothers_token_gives_nothing_of_theirs(enter: OpenPage, chromium: Browser, site: Site) -> None:
    owner = enter("owner", "fa", "/r/customers")
    expect(owner.locator(".lst tbody tr").first).to_be_visible()
    customer = owner.locator(".lst tbody tr a").first.inner_text()
    shop = owner.locator(".shop, .side").first.inner_text()
    token = owner.evaluate("sessionStorage.getItem('token')")
    assert token
    assert customer in owner.content()
    context = chromium.new_context(base_url=site.address)
    context.add_init_script(f"sessionStorage.setItem('token', {token!r})")
    thief = context.new_page()
    heard: list[str] = []
    thief.on("websocket", lambda socket: socket.on("framereceived", lambda data: heard.append(str(data))))
    thief.goto("/login")
    expect(thief.locator("#username")).to_be_focused()
    with thief.expect_event("websocket"):
        thief.reload()
    expect(thief.locator("html")).to_have_attribute("data-ready", "")
    expect(thief.locator("#username")).to_be_visible()
    assert not [frame for frame in heard if customer in frame or shop.split("\n")[0] in frame]
    context.close()
