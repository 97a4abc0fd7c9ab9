"""Exports equal the screen: the same rows, the same sums, and nothing a spreadsheet would run."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from models.platform import Job
from services.admin.exporting import Format, csv_file, download, export_stream, json_file, start_export
from services.admin.exporting.copying import copied_csv, copied_json
from services.admin.exporting.expressions import OPAQUE
from services.admin.exporting.table import ExportTable
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.totals import totals
from services.core import files
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, ValidationFailed
from services.core.i18n import _
from services.core.permissions import Role
from services.core.tasks import run_job
from services.platform.users import create_user
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Polish, gems

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def export(actor: Actor, kind: str, language: str = "en", **params: str) -> bytes:
    """The bytes of an export."""
    return b"".join(export_stream(actor, gems, ListQuery.parse(gems, actor, params), kind, language).chunks)


def read_csv(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by column head."""
    text = content.decode()
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


def sheet_of(content: bytes) -> Any:
    """The only sheet of a workbook."""
    return load_workbook(io.BytesIO(content)).active


@pytest.fixture
def stocked(owner: Actor, make_gem: MakeGem, quarry: UUID) -> Actor:
    """A shop in Tehran with some gems, one called like a formula."""
    for n in range(60):
        make_gem(weight=Decimal("1.5") if n % 2 else None, price=Decimal("1250000.5"), quarry_id=quarry, stones=n,
                 polish=Polish.DONE, found_on=date(2026, 11, 21), sold_at=datetime(2026, 11, 21, 10, 35, tzinfo=UTC),
                 bright=n == 1)  # fmt: skip
    make_gem(sku="=1+1", name={"en": '=HYPERLINK("http://evil","x")', "fa": "@SUM(A1)"}, weight=None)
    return replace(owner, time_zone="Asia/Tehran")


def test_csv_holds_every_row_of_the_list_in_its_order(stocked: Actor) -> None:
    rows = read_csv(export(stocked, "csv", sort="sku"))
    assert len(rows) == 61 + 1
    assert [row["SKU"] for row in rows[:-1]] == sorted((r["SKU"] for r in rows[:-1]), key=lambda s: s.removeprefix("'"))
    gem = next(row for row in rows if row["SKU"] == "G-1")
    assert gem["Weight"] == "1.500"
    assert gem["Price"] == "1250000.5000"
    assert gem["Quarry"] == "North hill"
    assert gem["Polish"] == "Done"
    assert gem["Bright"] == "Yes"
    assert gem["Found on"] == "2026-11-21"
    assert gem["Sold at"] == "2026-11-21 14:05:00"
    assert gem["Double"] == "3.000"


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
def test_postgresql_writes_the_same_lines_as_we_do(
    stocked: Actor, make_gem: MakeGem, form: Format, language: str
) -> None:
    """Every kind that it writes: texts that need quotes, empty values, choices, moments, titles of references."""
    copied, written = {
        Format.CSV: (copied_csv, csv_file.written), Format.JSON: (copied_json, json_file.written)
    }[form]  # fmt: skip
    make_gem(sku='a "quoted", text', name={"en": "only\nEnglish"}, notes=" \u00a0=1+1", price=None, sold_at=None)
    make_gem(name={"en": "back\\slash \x01\x02\x1f\x7f"}, notes="", price=Decimal(0))
    make_gem(sku="-1", name={"fa": "\t@تنها", "en": ""}, notes="a\r\nb", grade="b", polish=Polish.HALF_DONE,
             sold_at=datetime(2026, 3, 1, 22, 5, 7, 120300, tzinfo=UTC))  # fmt: skip
    with unit_of_work(stocked, read_only=True, snapshot=True) as uow:
        query = ListQuery.parse(gems, stocked, {"sort": "sku"})
        tables = [ExportTable(uow, query, language, spreadsheet=form.way.spreadsheet) for _ in range(2)]
        for table in tables:
            table.fields = tuple(
                b for b in gems.bound.values() if b.declared.export and b.of is None and b.kind not in OPAQUE
            )
        assert {"code", "money", "weight", "choice", "date", "datetime", "bool", "ref", "local_text", "long_text"} <= {
            bound.kind for bound in tables[0].fields
        }
        blocks = copied(tables[0])
        assert blocks is not None
        assert b"".join(blocks) == b"".join(written(tables[1]))
        assert tables[0].footer() == tables[1].footer()
        assert tables[0].written == tables[1].written == 64


def test_no_cell_is_a_formula(stocked: Actor) -> None:
    [row] = [row for row in read_csv(export(stocked, "csv")) if "HYPERLINK" in row["Name"]]
    assert row["SKU"] == "'=1+1"
    assert row["Name"].startswith("'=")
    cells = [cell for line in sheet_of(export(stocked, "xlsx", "fa")).iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [c for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_excel_holds_real_numbers_and_dates_in_the_readers_direction(stocked: Actor, language: str) -> None:
    sheet = sheet_of(export(stocked, "xlsx", language, **{"f.sku": "G-1"}))
    assert bool(sheet.sheet_view.rightToLeft) is (language == "fa")
    head = [cell.value for cell in sheet[1]]
    assert head[2:4] == [gems.bound["name"].label.text(language), gems.bound["quarry_id"].label.text(language)]
    gem = dict(zip((b.key for b in ListQuery(gems).columns(stocked)), sheet[2], strict=True))
    assert gem["weight"].value == 1.5
    assert gem["weight"].number_format == "#,##0.000"
    assert (gem["price"].value, gem["price"].number_format) == (1250000.5, "#,##0.00##")
    assert gem["found_on"].value == datetime(2026, 11, 21)  # noqa: DTZ001 - spreadsheets know no zones
    assert gem["sold_at"].value == datetime(2026, 11, 21, 14, 5)  # noqa: DTZ001
    assert gem["quarry_id"].value == {"en": "North hill", "fa": "تپهٔ شمالی"}[language]


def test_excel_shows_no_point_behind_a_whole_figure(exporter: Actor, make_gem: MakeGem) -> None:
    make_gem(sku="WHOLE", price=Decimal(1250000))
    sheet = sheet_of(export(exporter, "xlsx", **{"f.sku": "WHOLE"}))
    shown = [(cell.value, cell.number_format) for line in sheet.iter_rows(min_row=2) for cell in line]
    assert shown.count((1250000, "#,##0")) == 2, "the row and the sum"


@pytest.mark.parametrize("params", [{}, {"f.stones.gte": "30"}, {"q": "gem"}, {"f.weight.is_empty": "1"}])
def test_sums_and_counts_of_a_file_equal_the_screen(stocked: Actor, params: dict[str, str]) -> None:
    with unit_of_work(stocked, read_only=True) as uow:
        query = ListQuery.parse(gems, stocked, params)
        screen, shown = totals(uow, gems, query), list_page(uow, gems, query)
    *rows, footer = read_csv(export(stocked, "csv", **params))
    assert shown.count is not None
    assert len(rows) == shown.count.n
    assert footer["Number"] == "Total"
    for key, label in (("stones", "Stones"), ("weight", "Weight"), ("price", "Price"), ("cost", "Cost")):
        assert Decimal(footer[label]) == Decimal(str(screen[key]))
    last = list(sheet_of(export(stocked, "xlsx", **params)).iter_rows(values_only=True))[-1]
    assert Decimal(str(last[4])) == Decimal(str(screen["stones"]))


def test_a_field_one_may_not_see_is_in_no_file(exporter: Actor, make_gem: MakeGem) -> None:
    make_gem(cost=Decimal(987654))
    assert b"987654" not in export(exporter, "csv")
    assert "Cost" not in [cell.value for cell in sheet_of(export(exporter, "xlsx"))[1]]


def test_who_may_not_export_gets_no_file(clerk: Actor) -> None:
    with pytest.raises(Forbidden):
        export_stream(clerk, gems, ListQuery.parse(gems, clerk, {}), "csv", "en")
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        start_export(uow, gems, ListQuery.parse(gems, clerk, {}), "csv", "en")


def test_a_file_is_named_in_the_readers_language_without_half_spaces(owner: Actor) -> None:
    many = replace(gems, label=_("Projects"))
    ready = export_stream(owner, many, ListQuery.parse(many, owner, {}), "csv", "fa")
    assert ready.name.startswith("پروژه ها ")
    assert ready.name.endswith(".csv")


def test_an_unknown_kind_of_file_is_refused(owner: Actor) -> None:
    with pytest.raises(ValidationFailed):
        export(owner, "exe")


@pytest.fixture
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five rows are already many."""
    monkeypatch.setattr(download, "EXPORT_LIMIT", 5)


@pytest.fixture
def person(owner: Actor) -> Callable[[Role], Actor]:
    """Makes a real account, since a job asks the account again."""

    def make(role: Role) -> Actor:
        name = f"p-{owner.tenant_id}"[:40]
        user = create_user(owner.tenant_id or UUID(int=0), name, "correct horse battery", role, name={"en": "Ava"})
        return Actor.of(role, tenant_id=owner.tenant_id, user_id=user.id, name="Ava", time_zone="Asia/Tehran")

    return make


@pytest.mark.usefixtures("short_limit")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_becomes_a_job_and_its_file_is_the_same(
    stocked: Actor, person: Callable[[Role], Actor], kind: str
) -> None:
    analyst = person(Role.ANALYST)
    params = {"f.stones.gte": "10", "sort": "sku"}
    with unit_of_work(analyst) as uow:
        asked = start_export(uow, gems, ListQuery.parse(gems, analyst, params), kind, "en")
    assert (asked.inline, asked.rows) == (False, 5)
    assert asked.job_id is not None
    assert run_job(stocked.tenant_id or UUID(int=0), asked.job_id) == "done"
    with unit_of_work(analyst) as uow:
        result = uow.session.get_one(Job, (uow.tenant_id, asked.job_id)).result
        content = files.path_of(uow.tenant_id, result["file"]).read_bytes()
    assert result["rows"] == 50
    if kind == "csv":
        assert content == export(analyst, "csv", **params)
    else:
        assert sheet_of(content).max_row == 52
    assert Format(kind).way.media_type == result["media_type"]


@pytest.mark.usefixtures("short_limit")
def test_the_worker_asks_again_whether_one_may(stocked: Actor, person: Callable[[Role], Actor]) -> None:
    clerk = person(Role.EMPLOYEE)
    promoted = replace(clerk, grants=frozenset({"*:*"}))
    with unit_of_work(promoted) as uow:
        asked = start_export(uow, gems, ListQuery.parse(gems, promoted, {}), "csv", "en")
    assert asked.job_id is not None
    assert run_job(stocked.tenant_id or UUID(int=0), asked.job_id) == "failed"


def test_a_short_list_is_streamed(owner: Actor, make_gem: MakeGem) -> None:
    make_gem()
    with unit_of_work(owner) as uow:
        asked = start_export(uow, gems, ListQuery.parse(gems, owner, {}), "xlsx", "en")
    assert (asked.inline, asked.rows, asked.job_id) == (True, 1, None)
