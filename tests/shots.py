"""``make shots``: photographs every kind of page in both languages, themes and widths into ``shots/``.

``python -m tests.shots --readme`` makes the pictures of the README instead, ``--docs`` small ones of every page, with
``docs/pages.md`` to show them. An installation of its own is started for it, with the example shops; ``--address`` and
``--password`` name one that runs.
"""

import argparse
import base64
import re
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.support.installation import ROOT, Installation

PAGES = {
    "sign-in": "/login",
    "dashboard": "/",
    "pos": "/pos",
    "list": "/r/items",
    "sales": "/r/sales",
    "form": "/r/items/new",
    "trash": "/r/items?trash=1",
    "board": "/r/projects?view=board",
    "calendar": "/r/sales?view=calendar",
    "timeline": "/r/projects?view=timeline",
    "gallery": "/r/items?view=gallery",
    "groups": "/r/items?group=category_id",
    "overview": "/d/projects",
    "import": "/r/items/import",
    "jobs": "/r/jobs",
    "tags": "/r/tags",
    "nothing": "/r/items?q=nothing+of+this+name",
    "history": "/r/history",
    "missing": "/nowhere",
}
DRAWN = {
    "board": "[data-card]",
    "calendar": ".mon[aria-busy=false], .ag-l",
    "timeline": ".gt-b",
    "gallery": "main img, main .jewel",
    "jobs": ".jb tbody tr",
}
"""What shows that a view has its data, which come after the page."""
WIDTHS = {1440: 900, 390: 844}
README = {
    "dashboard-en-light": ("dashboard", "en", "light"),
    "dashboard-fa-dark": ("dashboard", "fa", "dark"),
    "list-fa-light": ("list", "fa", "light"),
    "pos-en-light": ("pos", "en", "light"),
    "pos-fa-light": ("pos", "fa", "light"),
    "form-en": ("form", "en", "light"),
}
TO_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def sign_in(page: Page, address: str, name: str, password: str) -> None:
    """As a person does."""
    page.goto(f"{address}/login")
    page.locator("#username").fill(name)
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")
    expect(page).not_to_have_url(re.compile("/login"))


def settle(page: Page) -> None:
    """Wait until a page is drawn."""
    expect(page.locator("html")).to_have_attribute("data-ready", "")
    expect(page.locator("h1, [data-find]").first).to_be_visible(timeout=20_000)
    expect(page.locator("[aria-busy=true], .skel")).to_have_count(0, timeout=20_000)
    page.evaluate("document.fonts.ready")


def fill_cart(page: Page) -> None:
    """Two pieces in the cart, so that the till shows what it does."""
    for count, move in ((1, "ArrowDown"), (2, "ArrowUp")):
        page.locator("[data-find]").press(move)
        page.locator("[data-find]").press("Enter")
        expect(page.locator(".ln .der")).to_have_count(count)


def keep(page: Page, path: Path, *, small: bool) -> None:
    """The picture as PNG, or small as WebP."""
    if small:
        png = base64.b64encode(page.screenshot()).decode()
        path.with_suffix(".webp").write_bytes(base64.b64decode(page.evaluate(TO_WEBP, [png, 0.5])))
    else:
        page.screenshot(path=path.with_suffix(".png"))


def everything(page: Page, address: str, folder: Path, language: str, only: list[str], *, small: bool) -> None:
    """Every kind of page in a language, in every theme and width; records are found by their lists."""
    pages = dict(PAGES)
    for name, resource in (("record", "items"), ("sale", "sales"), ("project", "projects")):
        page.goto(f"{address}/r/{resource}")
        found = page.locator(f".lst a[href^='/r/{resource}/']:visible").nth(1)
        pages[name] = str(found.get_attribute("href"))
    pages["edit"] = f"{pages['record']}/edit"
    pages["lines"] = f"{pages['project']}/edit"
    for name, path in pages.items():
        if only and name not in only:
            continue
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                joint = "&" if "?" in path else "?"
                page.goto(f"{address}{path}{joint}lang={language}&theme={theme}")
                settle(page)
                if name in DRAWN:
                    expect(page.locator(DRAWN[name]).first).to_be_attached(timeout=20_000)
                keep(page, folder / f"{name}-{language}-{theme}-{width}", small=small)


def index(folder: Path) -> None:
    """The page of the documentation that shows all pictures."""
    names = dict.fromkeys(path.stem.rsplit("-", 3)[0] for path in sorted(folder.glob("*.webp")))
    lines = [
        "# Every kind of page",
        "",
        "In English and Persian, light and dark, wide and narrow; `python -m tests.shots --docs` makes them anew.",
    ]
    for name in names:
        lines += ["", f"## {name.replace('-', ' ').capitalize()}", "", "| | English | Persian |", "| --- | --- | --- |"]
        for theme in ("light", "dark"):
            for width in WIDTHS:
                pictures = (f"![](images/pages/{name}-{language}-{theme}-{width}.webp)" for language in ("en", "fa"))
                lines.append(f"| {theme}, {width} | {' | '.join(pictures)} |")
    (ROOT / "docs" / "pages.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


Shots = dict[str, tuple[str, str, str]]


def chosen(page: Page, address: str, folder: Path, shots: Shots) -> None:
    """These pictures of the README, as WebP."""
    page.set_viewport_size({"width": 1360, "height": 850})
    for file, (name, language, theme) in shots.items():
        page.goto(f"{address}{PAGES[name]}?lang={language}&theme={theme}")
        settle(page)
        if name == "pos" and not page.locator(".ln").count():
            fill_cart(page)
        png = base64.b64encode(page.screenshot()).decode()
        (folder / f"{file}.webp").write_bytes(base64.b64decode(page.evaluate(TO_WEBP, [png, 0.86])))


def main() -> None:
    """Start what is needed, photograph, end it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--readme", action="store_true", help="the pictures of the README alone")
    asked.add_argument("--docs", action="store_true", help="every page, small, for the documentation")
    asked.add_argument("--only", nargs="*", default=[], help="these kinds of pages alone")
    asked.add_argument("--address", help="an installation that runs already")
    asked.add_argument("--password", default="")
    given = asked.parse_args()
    folder = ROOT / ("docs/images" if given.readme else "docs/images/pages" if given.docs else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    own = None if given.address else Installation(Path(tempfile.mkdtemp(prefix="zarrin-shots-")), demo=True)
    try:
        if own:
            own.begin()
        address = own.address if own else given.address
        password = own.doctor()["accounts"][0]["password"] if own else given.password
        with sync_playwright() as playwright:
            found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            languages = {"en": "owner.en", "fa": "owner"}
            for language, name in languages.items():
                page = browser.new_page()
                sign_in(page, address, name, password)
                if given.readme:
                    shots = {file: shot for file, shot in README.items() if shot[1] == language}
                    chosen(page, address, folder, shots)
                else:
                    everything(page, address, folder, language, given.only, small=given.docs)
            if given.docs:
                index(folder)
            browser.close()
    finally:
        if own:
            own.end()
            shutil.rmtree(own.data_dir, ignore_errors=True)


if __name__ == "__main__":
    main()
