"""A computed field that fails for one record costs its own cell: the list, the record and the file stand."""

import csv
import io
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, func

from app.states.listed import read
from services.admin.exporting import export_stream
from services.admin.fields import computed
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.record import get_record
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import gems, standing_in
from tests.support.statements import Sent


def weight_of_a_stone(_uow: UnitOfWork, rows: Sequence[Any]) -> Mapping[UUID, Any]:
    """Nobody thought of gems without a stone."""
    return {row.id: row.weight / row.stones for row in rows}


@pytest.fixture
def broken() -> Iterator[Resource]:
    """Gems with a field that divides by zero."""
    field = computed("stone", kind="weight", of=weight_of_a_stone, needs=("weight", "stones"), export=True)
    made = replace(gems, fields=(*gems.fields, field))
    with standing_in(made):
        yield made


def test_a_failing_cell_says_so_and_the_rest_stands(
    owner: Actor, broken: Resource, make_gem: MakeGem, caplog: pytest.LogCaptureFixture
) -> None:
    make_gem(sku="A", stones=2, weight=Decimal(3))
    bad = make_gem(sku="B", stones=0, weight=Decimal(3))
    with caplog.at_level(logging.ERROR):
        rows = {row["sku"]: row for row in read(owner, "test-gems", {"sort": "sku"})["rows"]}
    assert Decimal(rows["A"]["stone"]) == Decimal("1.5")
    number = rows["B"]["stone"]["failed"]
    logged = [one for one in caplog.records if number in one.getMessage()]
    assert [one.error_id for one in logged] == [number]  # type: ignore[attr-defined]
    with unit_of_work(owner, read_only=True) as uow:
        record = get_record(uow, broken, bad.id)
    assert record["stone"] is None
    assert set(record["_failed"]) == {"stone"}


def pieces_of(gem: Any) -> ColumnElement[int]:
    """A gem and its stones, said in SQL."""
    return func.coalesce(gem.stones + 1, 0)


@pytest.fixture
def said() -> Iterator[Resource]:
    """Gems with a field that PostgreSQL computes."""
    field = computed("pieces", kind="number", sql=pieces_of, needs=("stones",), export=True)
    made = replace(gems, fields=(*gems.fields, field))
    with standing_in(made):
        yield made


def test_what_sql_computes_comes_with_the_rows(
    owner: Actor, said: Resource, make_gem: MakeGem, statements: Sent
) -> None:
    first, second = make_gem(sku="A", stones=2), make_gem(sku="B", stones=0)
    statements.clear()
    with unit_of_work(owner, read_only=True) as uow:
        page = list_page(uow, said, ListQuery.parse(said, owner, {"sort": "sku", "cols": "pieces"}), count=False)
        assert len(statements) == 1
        assert [row["pieces"] for row in page.rows] == [3, 1]
        assert get_record(uow, said, first.id)["pieces"] == 3
        of = said.field("pieces").of
        assert of is not None
        assert of(uow, [first, second]) == {first.id: 3, second.id: 1}


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_sql_computes_stands_in_a_file(owner: Actor, said: Resource, make_gem: MakeGem, form: str) -> None:
    make_gem(sku="A", stones=2)
    query = ListQuery.parse(said, owner, {"sort": "sku", "cols": "sku,pieces"})
    file = b"".join(export_stream(owner, said, query, form, "en").chunks).decode("utf-8-sig")
    if form == "json":
        assert json.loads(file) == [{"sku": "A", "pieces": 3}]
    else:
        assert list(csv.reader(io.StringIO(file)))[1] == ["A", "3"]


def test_a_file_has_an_empty_cell_there(owner: Actor, broken: Resource, make_gem: MakeGem) -> None:
    make_gem(sku="A", stones=2, weight=Decimal(3))
    make_gem(sku="B", stones=0, weight=Decimal(3))
    query = ListQuery.parse(broken, owner, {"sort": "sku", "cols": "sku,stone"})
    file = b"".join(export_stream(owner, broken, query, "csv", "en").chunks).decode("utf-8-sig")
    assert [line[1] for line in list(csv.reader(io.StringIO(file)))[1:]] == ["1.500", ""]
