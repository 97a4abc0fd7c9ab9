"""The workspace made by declaration, as people use it: from the form to the board, with the dashboard following."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

AXE = Axe()
WORDS = {"en": {"trash": "Put in the trash", "steps": "Milestones"}, "fa": {"trash": "حذف", "steps": "گام‌ها"}}


def bar(page: Page, field: str, value: str) -> Locator:
    """The number behind a bar of the dashboard."""
    return page.locator(f".ov-bars a[href$='f.{field}={value}'] b")


def number(found: Locator) -> int:
    """A number in the digits of either language."""
    return int(found.inner_text())


def of(n: int, language: str) -> str:
    """A number as the reader has it."""
    return str(n) if language == "en" else "".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in str(n))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_project_goes_from_the_form_to_the_board_and_the_dashboard_follows(enter: OpenPage, language: str) -> None:
    watcher = enter("owner", language, "/d/projects")
    planned, active = bar(watcher, "status", "planned"), bar(watcher, "status", "active")
    expect(planned).to_be_visible()
    before = {"planned": number(planned), "active": number(active)}

    page = enter("owner", language, "/r/projects/new")
    title = f"Window {uuid4().hex[:6]}"
    page.locator("#record-form input[name=title]").fill(title)
    page.get_by_role("tab", name=WORDS[language]["steps"]).click()
    steps = page.locator("#sec-project-milestones")
    for n, progress in enumerate(("100", "40")):
        steps.locator(".add button").click()
        row = steps.locator("tbody tr[data-row]").nth(n)
        row.locator("td").nth(0).locator("input").first.fill(f"Step {n}")
        row.locator("td").nth(2).locator("input").first.fill(progress)
    page.locator("#save").click()
    expect(page.locator(".ph h1")).to_have_text(title)
    expect(page.get_by_text(re.compile("70%|۷۰٪")).first).to_be_visible()
    address = page.url
    expect(planned).to_have_text(of(before["planned"] + 1, language))

    page.goto(f"/r/projects?view=board&by=status&q={title.split()[1]}")
    identity = address.rsplit("/", 1)[1]
    page.locator(f"[data-column='planned'] [data-card='{identity}']").focus()
    for key in ("Space", "ArrowRight" if language == "en" else "ArrowLeft", "Space"):
        page.keyboard.press(key)
    expect(page.locator(f"[data-column='active'] [data-card='{identity}']")).to_be_visible()
    expect(active).to_have_text(of(before["active"] + 1, language))
    expect(planned).to_have_text(of(before["planned"], language))

    page.goto(address)
    page.locator(".ph").get_by_role("button", name=WORDS[language]["trash"], exact=True).click()
    expect(active).to_have_text(of(before["active"], language))


@pytest.mark.parametrize(("role", "language", "width"), [("owner", "en", 1440), ("manager", "fa", 390)])
def test_every_part_of_the_dashboard_leads_to_its_rows(enter: OpenPage, role: str, language: str, width: int) -> None:
    page = enter(role, language, "/d/projects", width=width)
    trouble = page.locator(".ov-kpis .kpi:has(.fig.wrn)").first
    expect(trouble).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    faults = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert faults.response["violations"] == []
    count = number(trouble.locator(".fig"))
    trouble.click()
    expect(page).to_have_url(re.compile("/r/projects"))
    expect(page.locator("main a[href^='/r/projects/0']:visible")).to_have_count(count)


def test_who_may_not_see_it_is_told_so_and_what_is_not_there_is_not_found(enter: OpenPage) -> None:
    page = enter("clerk", "en", "/d/projects")
    expect(page.locator(".ov-grid .card").first).to_be_visible()
    page.goto("/d/nothing")
    expect(page.get_by_text("There is nothing at this address")).to_be_visible()
