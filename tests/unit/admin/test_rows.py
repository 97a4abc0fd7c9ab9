"""Rows in one column: typed from forms, programs and files, refused cell by cell, said in words that are read back."""

from datetime import UTC
from decimal import Decimal
from typing import Any

import pytest

from models.shop.pricing_rule import PricingRule
from services.admin.exporting.table import cell
from services.admin.fields import Declared, field
from services.admin.importing.targets import Target
from services.admin.importing.values import reader_of
from services.admin.inference import Bound, bind
from services.admin.inner_rows import Row, Rows
from services.admin.invalid import Invalid
from services.admin.row_values import row_name, rows_of
from services.admin.values import parse
from services.core.i18n import Message, _

COLUMNS: tuple[Declared, ...] = (
    field("part", choices={"gold": _("Gold"), "tax": _("Tax")}, required=True),
    field("way", choices={"none": _("As it is"), "up": _("Up")}, required=True),
    field("unit", kind="decimal", required=True, when=("way", ("up",))),
)


def table(**more: Any) -> Bound:
    return bind(PricingRule, field("rounding", rows=Rows(COLUMNS, _("Rounding"), **more)))


def too_small(row: Row) -> dict[str, Message]:
    return {"unit": _("Must be above zero")} if row["unit"] is not None and row["unit"] <= 0 else {}


def faults(bound: Bound, sent: Any) -> set[str]:
    with pytest.raises(Invalid) as refused:
        parse(bound, sent)
    return set(refused.value.beside("rounding"))


def test_without_anything_else_the_rows_themselves_are_kept() -> None:
    sent = [{"part": "gold", "way": "up", "unit": "۱٬۰۰۰"}, {"part": "tax", "way": "none", "unit": ""}]
    kept = [{"part": "gold", "way": "up", "unit": "1000"}, {"part": "tax", "way": "none", "unit": None}]
    assert parse(table(), sent) == kept
    assert parse(table(), kept) == kept
    assert [row["unit"] for row in rows_of(table(), kept)] == ["1000", None]


def test_what_is_stored_can_have_another_form() -> None:
    def pack(rows: Any) -> dict[str, str]:
        return {row["part"]: f"{row['way']}:{row['unit']}" for row in rows}

    def unpack(stored: Any) -> list[dict[str, Any]]:
        return [{"part": k, "way": v.split(":")[0], "unit": Decimal(v.split(":")[1])} for k, v in stored.items()]

    bound = table(pack=pack, unpack=unpack)
    assert parse(bound, [{"part": "tax", "way": "up", "unit": "0.5"}]) == {"tax": "up:0.5"}
    assert parse(bound, {"tax": "up:0.5"}) == {"tax": "up:0.5"}
    assert rows_of(bound, {"tax": "up:0.50"})[0]["unit"] == "0.5"
    assert rows_of(bound, {"tax": 7}) == []
    assert faults(bound, {"tax": 7}) == {"rounding"}


def test_each_fault_stands_beside_its_cell() -> None:
    bound = table(alone="part", check=too_small)
    rows = [
        {"_row": "gold", "part": "gold", "way": "up", "unit": "0"},
        {"_row": "new-1", "part": "gone", "way": "", "unit": ""},
        {"_row": "new-2", "part": "gold", "way": "up", "unit": "many"},
        {"_row": "new-3", "part": "", "way": "", "unit": ""},
    ]
    assert faults(bound, rows) == {
        "rounding:gold:unit", "rounding:new-1:part", "rounding:new-1:way", "rounding:new-2:part", "rounding:new-2:unit",
    }  # fmt: skip


@pytest.mark.parametrize("sent", ["[", "{}x", [1], 7, [{"other": 1}], "a · b · c · d", [{"part": "tax"}] * 101])
def test_what_is_no_table_is_refused_as_a_whole(sent: Any) -> None:
    assert faults(table(), sent) == {"rounding"}


@pytest.mark.parametrize("sent", [None, "", [], [{"part": "", "way": "", "unit": ""}]])
def test_nothing_is_a_table_without_rows(sent: Any) -> None:
    assert parse(table(), sent) == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_words_of_an_export_are_read_back(language: str) -> None:
    kept = [{"part": "gold", "way": "up", "unit": "1000"}, {"part": "tax", "way": "none", "unit": None}]
    words = cell(table(), kept, language, UTC)
    assert reader_of(Target("rounding", table()))(words) == kept
    if language == "en":
        assert words == "Gold · Up · 1000; Tax · As it is"


def test_rows_are_named_by_what_no_other_has() -> None:
    rows = [{"part": "gold"}, {"part": ""}, {"part": "new-1"}]
    assert [row_name(rows, n, "part") for n in range(3)] == ["gold", "1", "2"]
    assert row_name(rows, 0, None) == "0"
