"""The workspace made by declaration, as people use it: from the form to the board, with the dashboard following."""

import re
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

AXE = Axe()
WORDS = {
    "en": {"trash": "Put in the trash", "steps": "Milestones", "board": "Board", "dashboard": "Dashboard",
           "busy": "% at once", "team": "Team"},
    "fa": {"trash": "حذف", "steps": "گام‌ها", "board": "تخته", "dashboard": "داشبورد", "busy": "هم‌زمان", "team": "تیم"},
}  # fmt: skip


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


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until it is there, as somebody without a mouse does."""
    expect(target).to_be_visible()
    for _press in range(80):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("no Tab leads there")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_project_is_planned_moved_and_seen_by_keys_alone(enter: OpenPage, language: str) -> None:
    ahead = "ArrowRight" if language == "en" else "ArrowLeft"
    page = enter("owner", language, "/d/projects")
    before = {state: number(bar(page, "status", state)) for state in ("planned", "active")}
    word = uuid4().hex[:6]
    tab_to(page, page.locator(".side a[href='/r/projects']"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-row='0']").first).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#record-form input[name=title]")).to_be_visible()
    tab_to(page, page.locator("#record-form input[name=title]"))
    page.keyboard.type(f"Window {word}")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(ahead)
    steps = page.locator("#sec-project-milestones")
    tab_to(page, steps.locator(".add button"))
    page.keyboard.press("Enter")
    page.keyboard.type("Drawings")
    page.keyboard.press("Enter")
    page.keyboard.type("Castings")
    expect(steps.locator("tbody tr[data-row]")).to_have_count(2)
    page.keyboard.press("Control+s")
    expect(page.locator(".ph h1")).to_have_text(f"Window {word}")
    identity = page.url.rsplit("/", 1)[1]

    tab_to(page, page.locator(".ph a[href='/r/projects']"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".views").get_by_role("link", name=WORDS[language]["board"]))
    page.keyboard.press("Enter")
    card = page.locator(f"[data-column='planned'] [data-card='{identity}']")
    tab_to(page, page.locator("[data-card][tabindex='0']"))
    for _card in range(50):
        if not card.evaluate("(element) => element === document.activeElement"):
            page.keyboard.press("ArrowDown")
    for key in ("Space", ahead, "Space"):
        page.keyboard.press(key)
    expect(page.locator(f"[data-column='active'] [data-card='{identity}']")).to_be_visible()

    tab_to(page, page.locator(".side a[href='/d/projects']"))
    page.keyboard.press("Enter")
    expect(bar(page, "status", "active")).to_have_text(of(before["active"] + 1, language))
    expect(bar(page, "status", "planned")).to_have_text(of(before["planned"], language))
    remove(page, identity, language)


def remove(page: Page, identity: str, language: str) -> None:
    """Put a project in the trash."""
    page.goto(f"/r/projects/{identity}")
    page.locator(".ph").get_by_role("button", name=WORDS[language]["trash"], exact=True).click()
    expect(page.locator(".toast")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_too_much_work_is_told_beside_the_input_and_saved_all_the_same(enter: OpenPage, language: str) -> None:
    page = enter("owner", language, "/r/project-people")
    busy = page.locator("tr:has(.warned)").first.locator("a").first.inner_text()
    page.goto("/r/projects?f.status=planned")
    address = page.locator("[data-row='0'] a[href^='/r/projects/']").first.get_attribute("href")
    page.goto(f"{address}/edit")
    page.get_by_role("tab", name=WORDS[language]["team"]).click()
    team = page.locator("#sec-project-members")
    team.locator(".add button").click()
    row = team.locator("tbody tr[data-row]").last
    row.locator("input[role=combobox]").fill(busy)
    page.get_by_role("option", name=busy).first.click()
    told = team.locator("tr.wr .warned").last
    expect(told).to_contain_text(WORDS[language]["busy"])
    faults = AXE.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert faults.response["violations"] == []
    assert page.locator("#save").is_enabled()


def test_a_milestone_closed_elsewhere_is_seen_on_the_dashboard_at_once(enter: OpenPage) -> None:
    watcher = enter("owner", "en", "/d/projects")
    late = watcher.locator(".ov-kpis a[href*='project-milestones'] .fig")
    expect(late).to_be_visible()
    before = number(late)
    page = enter("manager", "en", "/r/project-milestones?f.done=0&sort=due_on")
    page.locator("[data-row='0'] a").first.click()
    page.locator(".ph").get_by_role("button", name="Mark as done").click()
    expect(late).to_have_text(str(before - 1))
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(late).to_have_text(str(before))


def test_a_view_one_saves_is_a_figure_of_ones_own(enter: OpenPage) -> None:
    page = enter("manager", "en", "/r/projects?f.health=at_risk")
    expect(page.locator("[data-row='0']").first).to_be_visible()
    name = f"Look after {uuid4().hex[:4]}"
    page.get_by_role("button", name="Save this as a view").click()
    page.get_by_role("textbox", name="Name of the view").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?saved=[0-9a-f-]+$"))
    rows = page.locator("[data-row]").count()
    page.goto("/d/projects")
    figure = page.locator(".ov-kpis a", has_text=name)
    expect(figure.locator(".fig")).to_have_text(str(rows))
    figure.click()
    expect(page).to_have_url(re.compile(r"/r/projects\?saved="))
    expect(page.locator("[data-row]")).to_have_count(rows)
