"""Values typed from what people send, each refusal in a sentence of its own."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.admin.filters import parse_filter
from services.admin.invalid import Invalid
from services.admin.registry import registry
from services.admin.values import parse, plain
from services.core.errors import ValidationFailed
from tests.support.gems import Polish, gems

IDENTITY = UUID(int=7)


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("weight", "۴٫۵۱۰", Decimal("4.510")),
        ("stones", "۱۲", 12),
        ("price", "12,850,000", Decimal(12850000)),
        ("sku", " R-۱۰ ", "R-10"),
        ("notes", "  two words ", "two words"),
        ("polish", "half_done", Polish.HALF_DONE),
        ("grade", "b", "b"),
        ("bright", "on", True),
        ("bright", "0", False),
        ("found_on", "۱۴۰۵/۰۸/۳۰", date(2026, 11, 21)),
        ("sold_at", "2026-11-21T10:00:00+00:00", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("quarry_id", str(IDENTITY), IDENTITY),
        ("quarry_id", {"id": str(IDENTITY), "title": "x"}, IDENTITY),
        ("name", {"en": " Nasim ", "fa": ""}, {"en": "Nasim"}),
        ("extra", '{"a": 1}', {"a": 1}),
        ("weight", "", None),
        ("name", {"en": ""}, None),
    ],
)
def test_values_are_typed_by_their_field(field: str, raw: Any, expected: Any) -> None:
    assert parse(gems.bound[field], raw) == expected


@pytest.mark.parametrize(
    ("field", "raw", "sentence"),
    [
        ("weight", "four", "This is not a number"),
        ("weight", "-1", "This must be at least 0"),
        ("weight", "1.2345", "At most 3 decimals are possible here"),
        ("weight", "999999999999", "This number is too large"),
        ("fineness", "1001", "This must be at most 1000"),
        ("stones", "1.5", "Only whole numbers are possible here"),
        ("stones", "3000000000", "This number is too large"),
        ("sku", "x" * 65, "At most 64 characters are possible here"),
        ("notes", "a\x00b", "This text holds a character that can't be stored"),
        ("sku", 5, "This is not a text"),
        ("polish", "gone", "“gone” is not one of the choices"),
        ("bright", "maybe", "This is neither yes nor no"),
        ("found_on", "1405/13/01", "This is not a date"),
        ("sold_at", "noon", "This is not a date and time"),
        ("quarry_id", "Vanak", "Choose one from the list"),
        ("name", {"de": "Ring"}, "This is not a text"),
        ("extra", "{", "This is not valid JSON"),
        ("price", True, "This is not a number"),
        ("price", float("nan"), "This is not a number"),
    ],
)
def test_each_refusal_says_why(field: str, raw: Any, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(gems.bound[field], raw)
    assert refused.value.message.text() == sentence


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([b for b in gems.bound.values() if b.column is not None]), anything)
def test_whatever_is_sent_is_typed_or_refused(bound: Any, raw: Any) -> None:
    try:
        value = parse(bound, raw)
    except Invalid:
        return
    assert value is None or isinstance(value, bound.python | int) or bound.kind in ("json", "local_text", "choice")


def test_plain_values_are_json() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("4.510")) == "4.510"
    assert plain(Polish.DONE) == "done"
    assert plain(UUID(int=1)) == "00000000-0000-0000-0000-000000000001"
    assert plain(date(2026, 11, 21)) == "2026-11-21"
    assert plain(True) is True


@pytest.mark.parametrize("raw", ["9999-12-31", "9999-12-31 23:59", "9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00"])
def test_the_ends_of_time_are_refused_since_one_cant_reckon_with_them(raw: str) -> None:
    moments = registry.get("sales").bound["sold_at"]
    with pytest.raises(Invalid):
        parse(moments, raw)
    with pytest.raises(ValidationFailed):
        parse_filter(moments, "eq", raw)
