"""Language, theme, fields and floating parts, as people use them, in the browser."""

import json
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

PAGES = ("/", "/pos", "/r/items", "/r/sales", "/r/items/new", "/r/pricing-rules/new", "/r/history")
AXE = Axe()

FAULTS = r"""(lang) => {
  const raw = "bdi, code, pre, kbd, svg, script, style, [dir=ltr], [data-raw], html [lang]";
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[aria-hidden=true], .sr");
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const text = n.textContent.trim();
    if (!text || !shown(n.parentElement) || n.parentElement.closest(raw)) continue;
    const other = lang === "fa" ? /[A-Za-z]{3,}|[0-9]/ : /[\u0620-\u06ff]{2,}/;
    if (other.test(text)) found.push("foreign: " + text);
  }
  for (const e of document.querySelectorAll("a[href], button, select, [role=tab]")) {
    const box = e.getBoundingClientRect();
    const tiny = box.width && Math.min(box.width, box.height) < 23.9 && getComputedStyle(e).display !== "inline";
    if (tiny && shown(e) && !e.disabled)
      found.push("small: " + (e.getAttribute("aria-label") || e.innerText));
  }
  const over = document.documentElement.scrollWidth - innerWidth;
  return over > 1 ? [...found, `${over} px too wide`] : found;
}"""


def _root(page: Page) -> Any:
    return page.evaluate(
        "[document.documentElement.lang, document.documentElement.dir, document.documentElement.dataset.theme]"
    )


def _preferences(page: Page) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(page.evaluate("localStorage.getItem('zarrin.preferences') || '{}'"))
    return kept


def _settled(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-ready", "")
    expect(page).to_have_title(re.compile(" · "))  # what the page shows is known
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("fa", "light", 1440), ("fa", "dark", 390), ("en", "dark", 1440), ("en", "light", 390)],
)
def test_no_page_has_faults_that_can_be_seen(enter: OpenPage, language: str, theme: str, width: int) -> None:
    page = enter("owner", language, width=width, height=900)
    faults = {}
    for path in PAGES:
        page.goto(f"{path}?lang={language}&theme={theme}")
        _settled(page)
        broken = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in AXE.run(page).response["violations"]]
        faults[path] = [*page.evaluate(FAULTS, language), *broken]
    assert not {path: found for path, found in faults.items() if found}


@pytest.mark.parametrize(("role", "language"), [("clerk", "fa"), ("analyst", "en")])
def test_every_list_and_its_first_record_open_for_whoever_may_see_them(
    enter: OpenPage, role: str, language: str
) -> None:
    """Also where a record points to something this person may not see."""
    page = enter(role, language, "/r/sales")
    _settled(page)
    lists = page.locator(".side nav a[href^='/r/']").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert "/r/sales" in lists
    for path in lists:
        page.goto(path)
        _settled(page)
        first = page.locator(".tbl tbody a[href^='/r/']").first
        if first.count():
            page.goto(str(first.get_attribute("href")))
            _settled(page)


def test_language_and_theme_change_at_once_and_stay(open_page: OpenPage) -> None:
    page = open_page("/login", locale="en-GB", color_scheme="light")
    assert _root(page) == ["en", "ltr", "light"]
    page.evaluate("window.sameDocument = true")
    page.get_by_role("button", name="Language").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("خوش آمدید")
    page.locator("[data-set=theme]").click()
    assert _root(page) == ["fa", "rtl", "dark"]
    assert page.evaluate("window.sameDocument"), "nothing was loaded anew"
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("خوش آمدید")
    assert _root(page) == ["fa", "rtl", "dark"]


def test_an_address_chooses_for_its_visit_alone(open_page: OpenPage) -> None:
    page = open_page("/login?lang=fa&theme=dark", locale="en-GB", color_scheme="light")
    assert _root(page) == ["fa", "rtl", "dark"]
    page.goto("/login")
    assert _root(page) == ["fa", "rtl", "dark"], "the visit goes on"
    assert "language" not in _preferences(page)
    other = page.context.new_page()
    other.goto("/login")
    expect(other.locator("html")).to_have_attribute("data-ready", "")
    assert _root(other) == ["en", "ltr", "light"], "another tab is another visit"


def test_figures_and_dates_are_typed_in_persian(enter: OpenPage) -> None:
    page = enter("owner", "fa", "/r/pricing-rules/new")
    _settled(page)
    percent = page.locator("label", has_text="درصد اجرت").locator("xpath=..").locator("input").first
    percent.fill("۱۲٫۵")
    day = page.locator("label", has_text="معتبر از").locator("xpath=..").locator("input").first
    day.fill("۱۴۰۵/۸/۳۰")
    page.keyboard.press("Tab")
    expect(day).to_have_value("۱۴۰۵/۰۸/۳۰")
    sent = page.evaluate("Object.fromEntries(new FormData(document.querySelector('main form')))")
    assert (sent["making_percent"], sent["effective_from"]) == ("12.5", "2026-11-21")


def test_a_date_is_picked_by_keyboard(enter: OpenPage) -> None:
    page = enter("owner", "fa", "/r/pricing-rules/new")
    _settled(page)
    field = page.locator("label", has_text="معتبر از").locator("xpath=..")
    field.locator("input").first.fill("1405/8/30")
    field.locator("input").first.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".cd.pick")).to_be_focused()
    page.keyboard.press("ArrowRight")  # right is back, where days run from the right
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(field.locator("input").first).to_have_value("۱۴۰۵/۰۸/۲۲")
    assert page.locator("input[name=effective_from]").input_value() == "2026-11-13"


def test_text_that_names_nothing_is_put_back(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items/new")
    _settled(page)
    field = page.get_by_role("combobox", name="Category")
    field.click()
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    chosen = field.input_value()
    assert chosen
    field.fill("no such thing")
    page.keyboard.press("Tab")
    expect(field).to_have_value(chosen)


def test_leaving_a_form_asks_before_changes_are_lost(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/items/new")
    _settled(page)
    page.locator("main form input[type=text]").first.fill("Half-written")
    expect(page.locator(".unsaved")).to_have_text("1 unsaved change")
    page.locator(".side").get_by_role("link", name="Customers").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Leave without saving?")
    dialog.get_by_role("button", name="Stay here").click()
    expect(page.locator(".unsaved")).to_be_visible()
    page.locator(".side").get_by_role("link", name="Customers").click()
    dialog.get_by_role("button", name="Discard and leave").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")


def test_the_palette_opens_on_a_persian_keyboard_and_gives_the_focus_back(enter: OpenPage) -> None:
    page = enter("owner", "fa", "/r/items")
    _settled(page)
    page.locator("tr[data-row='0']").focus()
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{ key: 'ن', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }))"
    )
    expect(page.locator(".pal input")).to_be_focused()
    page.keyboard.type("مشتریان")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("مشتریان")


def test_rows_are_walked_and_opened_by_keyboard(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers")
    _settled(page)
    page.locator("tr[data-row='0']").focus()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(page.locator("tr[data-row='2']")).to_be_focused()
    name = page.locator("tr[data-row='2'] .row-a").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
