"""The page of a record as people use it together: talk, files, steps of a workflow, versions, undo, the trash."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
    "c9fe92ef0000000049454e44ae426082"
)
"""A picture of one point."""
WORDS = {
    "en": {
        "hold": "Put on hold", "cancel": "Cancel the project", "why": "Why is it given up?", "on_hold": "On hold",
        "active": "Active", "cancelled": "Cancelled", "undo": "Undo", "start": "Start work", "send": "Send",
        "trash": "Put in the trash", "restore": "Restore", "forever": "Delete for good",
        "compare": "Compare with now",
        "back": "Bring this version back", "follow": "Follow", "edit": "Edit the comment",
        "remove": "Remove the comment", "kept": "Only pictures",
    },
    "fa": {
        "hold": "متوقف کردن", "cancel": "لغو پروژه", "why": "چرا کنار گذاشته می‌شود؟", "on_hold": "متوقف",
        "active": "فعال", "cancelled": "لغوشده", "undo": "برگردان", "start": "آغاز کار", "send": "فرستادن",
        "trash": "حذف", "restore": "بازگرداندن", "forever": "حذف برای همیشه",
        "compare": "مقایسه با اکنون",
        "back": "برگرداندن این نسخه", "follow": "دنبال کردن", "edit": "ویرایش نظر", "remove": "برداشتن نظر",
        "kept": "اینجا تنها عکس",
    },
}  # fmt: skip
NewProject = Callable[[Page, str], str]


@pytest.fixture
def new_project() -> NewProject:
    """Makes a project of the test's own, and answers its address."""

    def make(page: Page, title: str) -> str:
        page.goto("/r/projects/new")
        page.locator("#record-form input[name=title]").fill(title)
        page.locator("#save").click()
        expect(page.locator(".ph h1")).to_have_text(title)
        return page.url

    return make


def press(page: Page, language: str, name: str) -> None:
    page.locator(".ph").get_by_role("button", name=WORDS[language][name], exact=True).click()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_record_goes_its_course_with_reasons_and_steps_back(
    enter: OpenPage, new_project: NewProject, language: str
) -> None:
    page, words = enter("owner", language), WORDS[language]
    new_project(page, f"Course {uuid4().hex[:6]}")
    now = page.locator(".course li.on")
    press(page, language, "start")
    expect(now).to_contain_text(words["active"])
    press(page, language, "hold")
    expect(now).to_contain_text(words["on_hold"])
    page.locator(".toast").get_by_role("button", name=words["undo"]).click()
    expect(now).to_contain_text(words["active"])
    press(page, language, "cancel")
    reason = page.get_by_role("dialog").get_by_role("textbox")
    expect(reason).to_be_focused()
    page.keyboard.type("No budget")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(now).to_contain_text(words["cancelled"])
    expect(now).to_contain_text("No budget")
    expect(page.locator(".tl li").first).to_contain_text("No budget")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_people_talk_and_others_see_it_at_once(enter: OpenPage, new_project: NewProject, language: str) -> None:
    page, words = enter("owner", language), WORDS[language]
    address = new_project(page, f"Talk {uuid4().hex[:6]}")
    other = enter("manager", language, address)
    box = page.locator(".composer textarea")
    box.fill("Look, @")
    page.get_by_role("option").first.click()
    page.keyboard.type("please")
    page.keyboard.press("Enter")
    for one in (page, other):
        expect(one.locator(".cmt .bub")).to_contain_text(re.compile(r"Look, @.+please"), timeout=5_000)
    expect(page.locator(".cmt .bub b")).to_have_count(1)
    expect(other.get_by_role("button", name=words["edit"])).to_have_count(0)
    page.get_by_role("button", name=words["edit"]).click()
    page.locator(".cmt textarea").fill("Never mind")
    page.keyboard.press("Enter")
    expect(other.locator(".cmt .bub")).to_have_text("Never mind")
    page.get_by_role("button", name=words["remove"]).click()
    expect(other.locator(".cmt")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_files_stand_beside_a_record_and_others_are_refused(
    enter: OpenPage, new_project: NewProject, language: str
) -> None:
    page, words = enter("owner", language), WORDS[language]
    new_project(page, f"Files {uuid4().hex[:6]}")
    chooser = page.locator(".att-c input[type=file]")
    chooser.set_input_files([{"name": "plan.png", "mimeType": "image/png", "buffer": PNG}])
    expect(page.locator(".att li")).to_contain_text("plan.png")
    expect(page.locator(".att img")).to_have_js_property("naturalWidth", 1)
    chooser.set_input_files([{"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00\x03"}])
    refused = page.locator(".att li.bad")
    expect(refused.get_by_role("alert")).to_contain_text(words["kept"])
    expect(refused).to_contain_text("plan.pdf")
    refused.get_by_role("button").click()
    expect(refused).to_have_count(0)
    with page.expect_download() as download:
        page.locator(".att li button").last.click()
    assert download.value.suggested_filename == "plan.png"
    assert download.value.path().read_bytes() == PNG


@pytest.mark.parametrize("language", ["en", "fa"])
def test_an_earlier_version_is_compared_and_comes_back(enter: OpenPage, new_project: NewProject, language: str) -> None:
    page, words = enter("owner", language), WORDS[language]
    title = f"First {uuid4().hex[:6]}"
    address = new_project(page, title)
    page.goto(f"{address}/edit")
    page.locator("#record-form input[name=title]").fill("Second")
    page.locator("#save").click()
    expect(page.locator(".ph h1")).to_have_text("Second")
    page.get_by_role("button", name=words["compare"]).last.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("del")).to_have_text(title)
    expect(dialog.locator("ins")).to_have_text("Second")
    dialog.get_by_role("button", name=words["back"]).click()
    expect(page.locator(".ph h1")).to_have_text(title)
    page.locator(".toast").get_by_role("button", name=words["undo"]).click()
    expect(page.locator(".ph h1")).to_have_text("Second")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_from_the_trash_a_record_comes_back_or_goes_for_good(
    enter: OpenPage, new_project: NewProject, language: str
) -> None:
    page, words = enter("owner", language), WORDS[language]
    title = f"Trash {uuid4().hex[:6]}"
    address = new_project(page, title)
    gone = page.locator(".ph .badge.wrn")
    press(page, language, "trash")
    expect(gone).to_be_visible()  # before it the toast is still that of the save
    page.locator(".toast").get_by_role("button", name=words["undo"]).click()
    expect(gone).to_have_count(0)
    press(page, language, "trash")
    press(page, language, "restore")
    expect(gone).to_have_count(0)
    press(page, language, "trash")
    press(page, language, "forever")
    dialog = page.get_by_role("dialog")
    button = dialog.get_by_role("button", name=words["forever"])
    expect(button).to_be_disabled()
    dialog.get_by_role("textbox").fill("Something else")
    expect(button).to_be_disabled()
    dialog.get_by_role("textbox").fill(title)
    button.click()
    expect(page).to_have_url(re.compile("trash=1"))
    page.goto(address)
    expect(page.locator(".es h1")).to_be_visible()


def test_an_open_menu_outlives_what_others_change(enter: OpenPage, new_project: NewProject) -> None:
    page, other = enter("owner", "en"), enter("manager", "en")
    address = new_project(page, f"Menu {uuid4().hex[:6]}")
    now = page.locator(".course li.on")
    press(page, "en", "start")
    expect(now).to_contain_text("Active")
    other.goto(address)
    page.locator(".ph").get_by_role("button", name="More").click()
    item = page.get_by_role("menuitem", name="Compare versions")
    expect(item).to_be_visible()
    shown = item.element_handle()
    press(other, "en", "hold")
    expect(now).to_contain_text("On hold")
    assert shown.evaluate("one => one.isConnected")
    shown.click()
    expect(page.get_by_role("dialog").locator("ins")).to_contain_text("On hold")


def test_a_file_on_its_way_shows_how_far_it_is_and_can_be_stopped(enter: OpenPage, new_project: NewProject) -> None:
    page = enter("owner", "en")
    new_project(page, f"Sending {uuid4().hex[:6]}")
    page.route("**/api/files/projects/**", lambda _route: None)  # never answered: it stays on its way
    file = "(name) => { const t = new DataTransfer(); t.items.add(new File(['a'], name)); return t; }"
    slow, quick = (page.evaluate_handle(file, name) for name in ("slow.txt", "quick.txt"))
    page.locator(".att-c").dispatch_event("drop", {"dataTransfer": slow})
    going = page.locator(".att li")
    expect(going.get_by_role("progressbar")).to_be_visible()
    going.get_by_role("button", name="Stop sending slow.txt").click()
    expect(going).to_have_count(0)
    page.unroute("**/api/files/projects/**")
    page.locator(".att-c").dispatch_event("drop", {"dataTransfer": quick})
    expect(page.get_by_role("button", name="Save quick.txt")).to_be_visible()


def test_the_parts_of_a_record_stand_in_tabs(enter: OpenPage, new_project: NewProject) -> None:
    page = enter("owner", "en")
    new_project(page, f"Parts {uuid4().hex[:6]}")
    tabs = page.locator(".p-detail .tabs .tab")
    expect(tabs.first).to_have_attribute("data-state", "active")
    page.get_by_role("tab", name="History").click()
    expect(page.locator(".tab-p[data-state=active] .tl li")).to_have_count(1)
    expect(page.locator(".composer")).to_have_count(0)
    page.get_by_role("tab", name="Overview").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".composer")).to_be_visible()


def test_a_save_with_lines_is_undone_from_its_toast(enter: OpenPage, new_project: NewProject) -> None:
    page = enter("owner", "en")
    address = new_project(page, f"Lines {uuid4().hex[:6]}")
    page.goto(f"{address}/edit")
    page.locator(".p-form .tab").nth(1).click()
    page.locator(".tab-p[data-state=active] .add .btn").click()
    page.keyboard.type("Casting")
    page.locator("#save").click()
    expect(page.locator(".p-detail")).to_contain_text("Casting")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator(".p-detail")).not_to_contain_text("Casting")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_an_entry_of_history_is_told_in_words(enter: OpenPage, new_project: NewProject, language: str) -> None:
    page = enter("owner", language)
    title = f"Told {uuid4().hex[:6]}"
    address = new_project(page, title)
    page.goto("/r/history?f.entity=project")
    page.locator("main a[href^='/r/history/']").first.click()
    expect(page.locator(".ph h1")).to_contain_text(title)
    expect(page.locator(".p-detail dl").first.get_by_role("link", name=title)).to_have_attribute(
        "href", re.compile(address.rpartition("/")[2])
    )
    expect(page.locator(".chg.big ins").first).to_be_visible()
    assert "{" not in page.locator("main").inner_text()
