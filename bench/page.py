"""The list page as a stranger's browser loads it: every byte over the wire, and the time until rows are seen.

Chromium with an empty cache, the production build, Brotli; all requests count, fonts and pictures too. The socket's
traffic is counted apart by no browser and left out: a page of rows is some 6 KB.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench import FOLDER
from bench.place import alone, say
from bench.report import Result, limit, median
from tests.support.installation import Installation

ROUNDS = 5
KB_AIM, ROWS_AIM_MS = 300, 2_000
PAGE, ROW = "/r/items", ".tbl tbody tr:not(:has(.skel))"  # a row, not the shimmer before it


def measure() -> list[Result]:
    """Kilobytes and milliseconds, the median of a few cold loads."""
    say("opening an installation with the example shops")
    with running(Installation(FOLDER / "site", demo=True)) as site, chromium() as browser:
        account = next(one for one in site.doctor()["accounts"] if one["username"] == "owner.en")
        cookies = _signed_in(browser, site, account)
        loads = [cold(browser, site.address + PAGE, cookies, ROW) for _ in range(ROUNDS)]
    return [
        limit("list page, cold, brotli", median([kb for kb, _ms in loads]), unit="KB", aim=KB_AIM),
        limit("list page, cold: time to rows", median([ms for _kb, ms in loads]), unit="ms", aim=ROWS_AIM_MS),
    ]


def cold(browser: Browser, address: str, cookies: Any, row: str) -> tuple[float, float]:
    """One load in a fresh context: kilobytes received, milliseconds until the first row is there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies(cookies)
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(row).first.wait_for(timeout=120_000)
    rows = (time.perf_counter() - start) * 1000
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(received) / 1024, rows


def _signed_in(browser: Browser, site: Installation, account: dict[str, Any]) -> Any:
    context = browser.new_context()
    context.request.post(
        f"{site.address}/auth/sign-in",
        form={"username": account["username"], "password": account["password"]},
        max_redirects=0,
    )
    cookies = context.cookies()
    context.close()
    if not cookies:
        raise RuntimeError("the owner could not sign in")
    return cookies


@contextmanager
def running(site: Installation) -> Iterator[Installation]:
    """The installation, open for the length of the block."""
    said = site.begin()
    if "Ctrl-C ends it" not in said[-1]:
        raise RuntimeError("\n".join(said))
    try:
        yield site
    finally:
        site.end()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


if __name__ == "__main__":
    alone(measure)
