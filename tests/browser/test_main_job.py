"""The main job: a clerk sells by keyboard alone, the manager sees it, the analyst exports it; in both languages."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage

LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫−", "0123456789.-", "٬,\u200e\u200f\u2066\u2069")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
WORDS = {
    "fa": {"totals": "جمع‌ها", "export": "خروجی", "piece": "النگوی"},
    "en": {"totals": "Totals", "export": "Export", "piece": "bangle"},
}


def amount(text: str) -> Decimal:
    """The figure in a text of either language."""
    plain = text.translate(LATIN)
    return Decimal("".join(sign for sign in plain if sign.isdigit() or sign in ".-").strip("."))


def sell(page: Page, language: str) -> tuple[str, Decimal]:
    """A whole sale by keyboard: two pieces, a customer, a discount, cash and card; gives its number and total."""
    keys = page.keyboard
    expect(page.locator("[data-find]")).to_be_focused()
    keys.type(WORDS[language]["piece"])  # which has a making charge to give a discount on, as a coin has not
    expect(page.locator("#pos-found [role=option]").first).to_be_visible()
    keys.press("Enter")
    expect(page.locator(".ln")).to_have_count(1)
    code = page.locator(".ln .code").first.inner_text()
    keys.press("Delete")
    expect(page.locator(".ln")).to_have_count(0)
    keys.type(code)
    keys.press("Enter")
    expect(page.locator(".ln .amt-l").first).not_to_be_empty()
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(page.locator(".ln")).to_have_count(2)
    keys.press("F4")
    expect(page.locator("[role=dialog] [role=option]").first).to_be_visible()
    keys.press("Enter")
    expect(page.locator("[role=dialog]")).to_have_count(0)
    keys.press("F6")
    keys.type("1".translate(PERSIAN) if language == "fa" else "1")
    keys.press("Enter")
    expect(page.locator(".tots .neg")).to_be_visible()
    expect(page.locator("main.cart")).to_have_attribute("aria-busy", "false")
    keys.press("F8")
    part = "100".translate(PERSIAN) if language == "fa" else "100"
    keys.type(part)
    keys.press("F8")
    expect(page.locator(".split li")).to_have_count(1)
    expect(page.locator(".left .pos")).to_be_visible()
    total = amount(page.locator(".tots .big").inner_text())
    keys.press("F12")
    number = page.locator(".done h1 bdi")
    expect(number).to_be_visible()
    return number.inner_text(), total


def total_of(page: Page, number: str, total: Decimal) -> Decimal:
    """What the list says the column sums to in which this sale's total stands."""
    row = page.locator(".lst tbody tr").filter(has_text=number)
    cells = [amount(text) if any(map(str.isdigit, text)) else None for text in row.locator("td").all_inner_texts()]
    return amount(page.locator(".lst tfoot td").nth(cells.index(total)).inner_text())


def exported(page: Page, folder: Path, language: str) -> list[tuple[Any, ...]]:
    """The rows of the Excel file the list hands over, its head first."""
    page.get_by_role("button", name=WORDS[language]["export"], exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem").first.click()
    file = folder / "sales.xlsx"
    waiting.value.save_as(file)
    sheet = load_workbook(file).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_sale_is_made_seen_and_exported(enter: OpenPage, tmp_path: Path, language: str) -> None:
    manager = enter("manager", language)
    today = manager.locator(".kpis .fig").first
    expect(today).to_be_visible()
    before = amount(today.inner_text())

    clerk = enter("clerk", language)
    expect(clerk).to_have_url(re.compile("/pos"))
    number, total = sell(clerk, language)
    expect(manager.locator(".sales tbody tr").first).to_contain_text(number)
    after = amount(today.inner_text())
    assert after - before == total
    receipt = clerk.request.get(str(clerk.locator("#pos-receipt").get_attribute("href")))
    assert receipt.body().startswith(b"%PDF-")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("[data-find]")).to_be_focused()
    expect(clerk.locator(".ln")).to_have_count(0)

    manager.locator(".kpis a").first.click()
    expect(manager.locator(".lst tbody")).to_contain_text(number)
    analyst = enter("analyst", language, manager.url)
    expect(analyst.locator(".lst tbody")).to_contain_text(number)
    analyst.get_by_role("button", name=WORDS[language]["totals"], exact=True).click()
    expect(analyst.locator(".lst tfoot")).to_be_visible()
    assert total_of(analyst, number, total) == after
    _head, *rows, sums = exported(analyst, tmp_path, language)
    mine = next(row for row in rows if number in row)
    column = next(k for k, value in enumerate(mine) if isinstance(value, int | float) and Decimal(str(value)) == total)
    assert sum((Decimal(str(row[column])) for row in rows), Decimal(0)) == Decimal(str(sums[column])) == after


def test_a_reload_keeps_the_cart(enter: OpenPage) -> None:
    page = enter("clerk", "en", "/pos")
    expect(page.locator("[data-find]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ln .der")).to_have_count(1)
    page.reload()
    expect(page.locator(".ln .der")).to_have_count(1)
    page.keyboard.press("Delete")
    expect(page.locator(".ln")).to_have_count(0)


def test_a_lost_answer_and_a_double_press_make_one_sale(enter: OpenPage) -> None:
    page = enter("clerk", "en", "/pos")
    expect(page.locator("[data-find]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ln .der")).to_have_count(1)
    made: list[dict[str, Any]] = []

    def lose(route: Route) -> None:
        made.append(route.fetch().json())
        route.abort()

    page.route("**/api/pos/sales", lose)
    page.keyboard.press("F12")
    page.keyboard.press("F12")
    expect(page.locator(".fin .callout.wrn")).to_be_visible()
    page.unroute("**/api/pos/sales")
    page.reload()
    expect(page.locator(".fin .callout.wrn")).to_be_visible()
    page.keyboard.press("F12")
    expect(page.locator(".done h1 bdi")).to_have_text(made[0]["number"])
    assert len({sale["number"] for sale in made}) == 1
