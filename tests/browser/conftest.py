"""One installation with the example shops for all browser tests, and Chromium to look at it with."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.installation import Installation

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@dataclass(frozen=True)
class Site:
    """An open installation, and who may sign in."""

    address: str
    accounts: tuple[dict[str, Any], ...]
    folder: Path

    def account(self, role: str, language: str) -> tuple[str, str]:
        """Username and password of a role in the Persian or the English example shop."""
        name = role if language == "fa" else f"{role}.en"
        found = next(account for account in self.accounts if account["username"] == name)
        return found["username"], found["password"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The installation, with the example shops; whatever went wrong on its side fails the last test."""
    installation = Installation(tmp_path_factory.mktemp("site"), demo=True)
    said = installation.begin()
    assert "Ctrl-C ends it" in said[-1], said
    found = installation.doctor()
    yield Site(installation.address, tuple(found["accounts"]), installation.data_dir)
    installation.end()
    assert installation.faults() == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[OpenPage]:
    """Opens a page in a browser of its own; whatever the browser complains about fails the test."""
    opened = []
    complaints: list[str] = []

    def make(path: str = "/", *, width: int = 1440, height: int = 960, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=site.address, **options)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        opened.append(context)
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("data-ready", "")
        return page

    yield make
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def enter(open_page: OpenPage, site: Site) -> OpenPage:
    """Opens a page for somebody who has signed in, by typing name and password."""

    def make(role: str, language: str, path: str = "/", **options: Any) -> Page:
        page = open_page(f"/login?lang={language}", **options)
        name, password = site.account(role, language)
        expect(page.locator("#username")).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type(password)
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(re.compile("/login"))
        if path != "/":
            page.goto(path)
            expect(page.locator("html")).to_have_attribute("data-ready", "")
        return page

    return make
