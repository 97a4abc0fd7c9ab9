"""What the model already says is not said again."""

from decimal import Decimal

import pytest

from models.platform import Job
from services.admin.fields import Declared, Use
from services.admin.inference import SENSITIVE, bind, bind_all, humanise
from services.core.i18n import Message
from tests.support.gems import Gem, gems


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("sku", "code"), ("name", "local_text"), ("quarry_id", "ref"), ("stones", "number"), ("weight", "weight"),
        ("price", "money"), ("polish", "choice"), ("grade", "choice"), ("found_on", "date"), ("sold_at", "datetime"),
        ("bright", "bool"), ("notes", "long_text"), ("keeper_id", "user"), ("extra", "json"),
        ("created_at", "datetime"), ("number", "code"), ("double", "weight"),
    ],
)  # fmt: skip
def test_the_kind_is_inferred(field: str, kind: str) -> None:
    assert gems.bound[field].kind == kind


def test_bounds_come_from_the_types_of_the_trade() -> None:
    weight, fineness, sku = gems.bound["weight"], gems.bound["fineness"], gems.bound["sku"]
    assert (weight.digits, weight.places, weight.minimum) == (14, 3, Decimal(0))
    assert (fineness.minimum, fineness.maximum) == (Decimal(1), Decimal(1000))
    assert sku.max_length == 64


def test_required_is_what_has_neither_null_nor_default() -> None:
    assert [b.key for b in gems.bound.values() if b.required] == ["sku", "name"]


@pytest.mark.parametrize(
    ("name", "label"),
    [("gross_weight", "Gross weight"), ("customer_id", "Customer"), ("sku", "SKU"), ("half_done", "Half done")],
)
def test_labels_are_read_off_names(name: str, label: str) -> None:
    assert humanise(name) == label


def test_choices_have_labels_and_tones() -> None:
    polish = {choice.value: choice for choice in gems.bound["polish"].choices}
    assert polish["half_done"].label == Message("Half done")
    assert (polish["done"].tone, polish["rough"].tone) == ("pos", "neutral")
    assert [choice.label.msgid for choice in gems.bound["grade"].choices] == ["First grade", "Second grade"]


def test_without_fields_every_column_is_shown_but_sensitive_ones() -> None:
    shown = bind_all(Job, ())
    assert "name" in shown
    assert "payload" in shown
    assert not [name for name in shown if SENSITIVE.search(name) or name == "tenant_id"]


def test_series_and_bookkeeping_are_read_only() -> None:
    assert gems.bound["number"].read_only
    assert gems.bound["created_at"].read_only
    assert not gems.bound["created_at"].serves(Use.FORM)


def test_an_unknown_column_is_no_column() -> None:
    assert bind(Gem, Declared("colour")).column is None
