"""Every kind of file holds what the screen shows: its columns in their order, its rows, its figures in full."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from arro3.io import read_parquet
from pypdf import PdfReader

from services.admin.exporting import export_stream, pdf_file, start_export
from services.admin.exporting.json_file import json_chunks
from services.admin.exporting.parquet_file import parquet_chunks
from services.admin.exporting.table import ExportTable
from services.admin.listing import ListQuery
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Polish, gems

SHOWN = {"cols": "sku,price,weight,quarry_id,polish,found_on,sold_at,bright,stones", "sort": "sku"}


@pytest.fixture
def stocked(owner: Actor, make_gem: MakeGem, quarry: UUID) -> Actor:
    """A shop in Tehran with three gems."""
    make_gem(sku="A-1", price=Decimal("12345678901234.5678"), weight=Decimal("4.510"), quarry_id=quarry,
             polish=Polish.DONE, found_on=date(2026, 11, 21), sold_at=datetime(2026, 11, 21, 10, 35, tzinfo=UTC),
             bright=True, stones=3)  # fmt: skip
    make_gem(sku="=B-2", weight=None)
    make_gem(sku="C-3", stones=5)
    return replace(owner, time_zone="Asia/Tehran")


def export(actor: Actor, kind: str, language: str = "en", **params: str) -> bytes:
    """The bytes of an export."""
    return b"".join(export_stream(actor, gems, ListQuery.parse(gems, actor, params), kind, language).chunks)


def test_json_has_the_columns_shown_and_exact_figures(stocked: Actor) -> None:
    content = export(stocked, "json", "fa", **SHOWN)
    rows: list[dict[str, Any]] = json.loads(content, parse_float=Decimal)
    assert list(rows[0]) == SHOWN["cols"].split(",")
    assert [row["sku"] for row in rows] == ["=B-2", "A-1", "C-3"]
    assert rows[1] == {
        "sku": "A-1", "price": Decimal("12345678901234.5678"), "weight": Decimal("4.510"), "quarry_id": "تپهٔ شمالی",
        "polish": gems.bound["polish"].choices[2].label.text("fa"), "found_on": "2026-11-21",
        "sold_at": "2026-11-21T14:05:00", "bright": True, "stones": 3,
    }  # fmt: skip
    assert json.loads(export(stocked, "json", **{"f.sku": "none"})) == []


@pytest.mark.parametrize("computed", ["", ",double"])
def test_a_title_one_may_not_see_is_empty(stocked: Actor, computed: str) -> None:
    clerk = replace(stocked, grants=frozenset({"test-gems:view", "test-gems:export"}))
    shown = SHOWN | {"cols": f"sku,quarry_id{computed}"}
    assert [row["quarry_id"] for row in json.loads(export(clerk, "json", **shown))] == [None, "", None]
    table = read_parquet(io.BytesIO(export(clerk, "parquet", **shown))).read_all()
    assert table.column("quarry_id").to_pylist() == [None, "", None]


@pytest.mark.parametrize("computed", ["", ",double"])
def test_parquet_has_types(stocked: Actor, computed: str) -> None:
    shown = SHOWN | {"cols": SHOWN["cols"] + computed}
    table = read_parquet(io.BytesIO(export(stocked, "parquet", **shown))).read_all()
    assert table.column_names == shown["cols"].split(",")
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    assert columns["price"] == [None, Decimal("12345678901234.5678"), None]
    assert columns["weight"][1] == Decimal("4.510")
    assert columns["found_on"][1] == date(2026, 11, 21)
    assert columns["sold_at"][1] == datetime(2026, 11, 21, 14, 5)  # noqa: DTZ001 - as the shop's clock showed it
    assert columns["bright"] == [False, True, False]
    assert columns["stones"] == [0, 3, 5]
    assert columns["sku"][0] == "=B-2"
    kinds = {name: str(table.schema.field(name).type) for name in table.column_names}
    assert "Decimal128(38, 4)" in kinds["price"]
    assert "Decimal128(38, 3)" in kinds["weight"]
    assert "Int64" in kinds["stones"]
    assert read_parquet(io.BytesIO(export(stocked, "parquet", **{"f.sku": "none"}))).read_all().num_rows == 0


def test_parquet_rounds_what_is_computed_and_json_does_not(stocked: Actor) -> None:
    double = gems.bound["double"]
    of = lambda _uow, rows: {row.id: Decimal("0.66666666") for row in rows}  # noqa: E731
    with unit_of_work(stocked, read_only=True, snapshot=True) as uow:
        table = ExportTable(uow, ListQuery.parse(gems, stocked, {"f.sku": "A-1"}), "en", spreadsheet=False)
        table.fields = (replace(double, declared=replace(double.declared, of=of)),)
        [found] = read_parquet(io.BytesIO(b"".join(parquet_chunks(table)))).read_all().column("double").to_pylist()
        assert found == Decimal("0.666667")
        [row] = json.loads(b"".join(json_chunks(table)), parse_float=Decimal)
        assert row == {"double": Decimal("0.66666666")}


@pytest.mark.parametrize(("language", "page"), [("en", "Page 1 of 1"), ("fa", "۱")])
def test_pdf_is_a_paper_one_can_read(stocked: Actor, language: str, page: str) -> None:
    paper = PdfReader(io.BytesIO(export(stocked, "pdf", language, **SHOWN)))
    [sheet] = paper.pages
    assert sheet.mediabox.width > sheet.mediabox.height
    text = sheet.extract_text()
    assert page in text
    assert "A-1" in text
    assert paper.metadata is not None
    assert paper.metadata.title == gems.label.text(language)


def test_a_pdf_has_a_limit(stocked: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.admin.exporting import formats  # noqa: PLC0415 - the table of ways alone is changed

    short = replace(formats._WAYS[formats.Format.PDF], limit=2)
    monkeypatch.setitem(formats._WAYS, formats.Format.PDF, short)
    assert pdf_file.PDF_LIMIT > 2
    with pytest.raises(ValidationFailed, match="narrow"):
        export(stocked, "pdf")
    with unit_of_work(stocked) as uow, pytest.raises(ValidationFailed, match="narrow"):
        start_export(uow, gems, ListQuery.parse(gems, stocked, {}), "pdf", "en")


def test_an_export_shows_no_more_than_the_screen(stocked: Actor) -> None:
    clerk = replace(stocked, grants=frozenset({"test-gems:view", "test-gems:export"}))
    assert "cost" in json.loads(export(stocked, "json"))[0]
    assert "cost" not in json.loads(export(clerk, "json"))[0]
    with pytest.raises(ValidationFailed):
        export(clerk, "json", cols="cost")
    with pytest.raises(ValidationFailed):
        export(clerk, "exe")
