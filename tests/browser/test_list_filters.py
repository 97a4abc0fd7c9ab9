"""Conditions that name records: several of them at once, and the same chosen again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

SAY = {
    "en": {"add": "Add a filter", "field": "Category", "how": "Condition", "apply": "Apply"},
    "fa": {"add": "افزودن فیلتر", "field": "گروه", "how": "شرط", "apply": "اعمال"},
}
NAMES = {"en": ("Chains", "Bangles"), "fa": ("گوشواره", "النگو")}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_reference_is_one_of_several(enter: OpenPage, language: str) -> None:
    say, names = SAY[language], NAMES[language]
    first, second = names
    page = enter("owner", language, "/r/items?size=100")
    expect(page.locator(".lst tbody tr a").first).to_be_visible()
    page.get_by_role("button", name=say["add"]).click()
    page.get_by_role("menuitem", name=say["field"], exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say["how"]).select_option("in")
    for name in names:
        box = dialog.get_by_role("combobox").last
        box.fill(name)
        expect(dialog.locator(".combo [role=option]").first).to_contain_text(name)
        box.press("Enter")
        expect(dialog.locator(".chip").filter(has_text=name)).to_be_visible()
    dialog.get_by_role("button", name=say["apply"]).click()
    chip = page.locator(".fbar .chip-b")
    expect(chip).to_contain_text(first, timeout=15_000)
    expect(chip).to_contain_text(second)
    expect(page).to_have_url(re.compile(r"f\.category_id\.in=[0-9a-f-]+%2C[0-9a-f-]+"))
    cells = page.locator(".lst tbody tr[data-row] td:nth-child(3)")
    expect(cells.first).to_have_text(re.compile("|".join(names)))
    assert set(cells.all_inner_texts()) == set(names)

    chip.click()
    expect(dialog.locator(".chip")).to_have_count(2)
    dialog.locator(".chip").filter(has_text=first).get_by_role("button").click()
    dialog.get_by_role("button", name=say["apply"]).click()
    expect(chip).not_to_contain_text(first)
    expect(cells.filter(has_text=first)).to_have_count(0)
    assert set(cells.all_inner_texts()) == {second}
