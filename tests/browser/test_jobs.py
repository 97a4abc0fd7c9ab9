"""Jobs as people look after them: a long change is stopped, its file fetched; what failed is tried again."""

import csv
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect

from models.base import new_id
from services.core.embedded import SUPERUSER, addresses
from tests.browser.conftest import OpenPage, Site


class Words(NamedTuple):
    """What is read on the screen, in one language."""

    trash: str
    open: str
    stop: str
    stopped: str
    download: str
    again: str
    failed: str
    done: str
    busy: str
    every: str
    two: str


WORDS = {
    "en": Words("Put in the trash", "Open the job", "Stop", "Stopped", "Download", "Try again", "Failed", "Done",
                "Failed, running", "All", "2"),
    "fa": Words("حذف", "باز کردن کار", "توقف", "متوقف", "دریافت", "تلاش دوباره", "ناموفق", "انجام شد",
                "ناموفق، در جریان", "همه", "۲"),
}  # fmt: skip
MANY, DONE = 250, 200
"""So many records, of which so many stand before the batch that is held up."""
DONE_SO_FAR = "80"
LONG = 60_000
"""Milliseconds after which a worker is no longer waited for."""


@contextmanager
def database(site: Site) -> Iterator[psycopg.Connection[Any]]:
    """The installation's database, beside the program."""
    with psycopg.connect(addresses(site.folder).postgres(SUPERUSER).replace("+psycopg", "")) as connection:
        yield connection


def owner_of(connection: psycopg.Connection[Any], site: Site, language: str) -> tuple[Any, Any]:
    """The shop of this language and its owner, by their ids."""
    name, _password = site.account("owner", language)
    found = connection.execute("select tenant_id, id from user_account where username = %s", (name,)).fetchone()
    assert found is not None
    return found[0], found[1]


@contextmanager
def many_tags(site: Site, language: str) -> Iterator[tuple[str, psycopg.Connection[Any]]]:
    """More tags than are changed at once, the last one locked by the connection until it commits; gone afterwards."""
    name = f"z{uuid4().hex[:8]}"
    with database(site) as connection:
        tenant, _owner = owner_of(connection, site, language)
        connection.execute(
            "insert into tag (tenant_id, id, created_at, updated_at, version, name, tone) select %s, ("
            " left(%s, 24) || lpad(to_hex(n), 12, '0'))::uuid, now(), now(), 1, %s || ' ' || n, 'info'"
            " from generate_series(1, %s) n",
            (tenant, str(new_id()), name, MANY),
        )
        connection.commit()
        last = "select id from tag where tenant_id = %s and name like %s order by id desc limit 1 for update"
        connection.execute(last, (tenant, f"{name}%"))
        try:
            yield name, connection
        finally:
            connection.rollback()
            connection.execute("delete from tag where tenant_id = %s and name like %s", (tenant, f"{name}%"))


def failed_export(site: Site, language: str) -> str:
    """An export of the customers that was given up; its id."""
    with database(site) as connection:
        tenant, owner = owner_of(connection, site, language)
        payload = {"resource": "customers", "params": {}, "format": "csv", "language": language, "time_zone": "UTC"}
        identity = uuid4()
        connection.execute(
            "insert into job (tenant_id, id, created_at, created_by, name, key, payload, status, progress, message,"
            " result, error, attempts, max_attempts, run_after, started_at, finished_at) values (%s, %s, now(), %s,"
            " 'export', %s, %s, 'failed', 0.4, '{}', '{}', 'RuntimeError', 1, 5, now(), now(), now())",
            (tenant, identity, owner, str(identity), json.dumps(payload)),
        )
        return str(identity)


def trash_all(page: Page, words: Words) -> Locator:
    """Put all that the list shows in the trash; the dialog that tells of the job."""
    page.locator(".lst thead input[type=checkbox]").check()
    bar = page.locator(".selbar")
    bar.locator(".lnk:visible").click()
    bar.get_by_role("button", name=words.trash, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=words.trash, exact=True).click()
    return dialog


def row_of(page: Page, identity: str) -> Locator:
    """The row of a job."""
    return page.locator(".jb tbody tr").filter(has=page.locator(f"a[href$='{identity}']").first)


def fetched(page: Page, row: Locator, words: Words, to: Path) -> list[list[str]]:
    """The file that a job has made, with its head."""
    with page.expect_download() as coming:
        row.get_by_role("link", name=re.compile(f"^{words.download}")).click()
    coming.value.save_as(to)
    with to.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_long_change_is_stopped_and_its_file_fetched(
    enter: OpenPage, site: Site, tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    with many_tags(site, language) as (name, connection):
        page = enter("owner", language, f"/r/tags?q={name}")
        trash_all(page, words).get_by_role("link", name=words.open).click()
        expect(page).to_have_url(re.compile("/r/jobs/[0-9a-f-]{36}"))
        identity = re.sub(r".*/r/jobs/([0-9a-f-]{36}).*", r"\1", page.url)
        page.goto("/r/jobs")
        row = row_of(page, identity)
        expect(row.get_by_role("progressbar")).to_have_attribute("aria-valuenow", DONE_SO_FAR, timeout=LONG)
        dialog = page.get_by_role("dialog")
        if language == "en":  # on its own page
            row.get_by_role("link").first.click()
            page.get_by_role("button", name=words.stop, exact=True).click()
            dialog.get_by_role("button", name=words.stop, exact=True).click()
            expect(page.locator("main .badge", has_text=words.stopped).first).to_be_visible()
            page.goto("/r/jobs")
        else:  # where it stands
            row.get_by_role("button", name=re.compile(f"^{words.stop}")).click()
            dialog.get_by_role("button", name=words.stop, exact=True).click()
            expect(dialog.get_by_role("status")).to_be_visible()
            page.keyboard.press("Escape")
        expect(row.locator(".badge")).to_have_text(words.stopped, timeout=LONG)
        connection.commit()
        _head, *lines = fetched(page, row, words, tmp_path / "done.csv")
        gone = "select id from tag where name like %s and deleted_at is not null"
        told = {line[3] for line in lines}
        assert told == {str(one[0]) for one in connection.execute(gone, (f"{name}%",))}, "what is told is what was done"
        assert len(told) == len(lines) == DONE


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_failed_is_tried_again_once_and_its_file_fetched(
    enter: OpenPage, site: Site, tmp_path: Path, language: str
) -> None:
    words, identity = WORDS[language], failed_export(site, language)
    page = enter("owner", language, "/r/jobs")
    row = row_of(page, identity)
    expect(row.locator(".badge")).to_have_text(words.failed)
    page.get_by_role("link", name=words.busy, exact=True).click()
    expect(page).to_have_url(re.compile("f.status.in="))
    expect(page.locator(".jb .badge", has_text=words.done)).to_have_count(0)
    expect(row).to_be_visible()
    page.locator(".qx .card-h").get_by_role("link", name=words.every, exact=True).click()
    expect(page).not_to_have_url(re.compile("f.status.in="))
    row.get_by_role("button", name=re.compile(f"^{words.again}")).dblclick()
    expect(row.locator(".badge")).to_have_text(words.done, timeout=LONG)
    expect(row.locator("td.n").first).to_have_text(words.two)
    lines = fetched(page, row, words, tmp_path / "customers.csv")
    with database(site) as connection:
        tenant, _owner = owner_of(connection, site, language)
        alive = "select count(*) from shop_customer where tenant_id = %s and deleted_at is null"
        [customers] = connection.execute(alive, (tenant,)).fetchone() or (0,)
    assert len(lines) == customers + 2, "a head and the sums besides"


def test_a_reloaded_page_has_no_stale_dialog_and_no_stale_toast(enter: OpenPage) -> None:
    page = enter("owner", "en", "/r/customers?f.nope=1")
    told = page.locator(".toast")
    expect(told).to_be_visible()
    page.goto("/r/customers")
    picks = page.locator(".lst tbody td.pick input")
    expect(picks.first).to_be_visible()
    expect(told).to_have_count(0)
    picks.first.check()
    page.locator(".selbar").get_by_role("button", name="Edit", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.reload()
    expect(picks.first).to_be_visible()
    expect(dialog).to_have_count(0)
    picks.first.check()
    page.locator(".selbar").get_by_role("button", name="Edit", exact=True).click()
    expect(dialog).to_be_visible()
