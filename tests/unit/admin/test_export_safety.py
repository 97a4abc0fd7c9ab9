"""No cell of an export is ever taken for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.admin.exporting.table import safe_text

TRIGGERS = "=+-@\t\r"


@given(st.text(max_size=20), st.sampled_from([*TRIGGERS, " =", "\n=", "\t\t+"]))
def test_what_begins_like_a_formula_is_neutralised(text: str, start: str) -> None:
    assert safe_text(start + text) == f"'{start}{text}"


@given(st.text(max_size=40))
def test_no_text_begins_like_a_formula(text: str) -> None:
    made = safe_text(text)
    assert not made.startswith(tuple(TRIGGERS))
    assert not made.lstrip().startswith(tuple("=+-@"))
    assert made in (text, f"'{text}")


@pytest.mark.parametrize("text", ["Nasim ring", "R-1063", "12 - 3", "", "سولیتر نسیم"])
def test_harmless_texts_stay_as_they_are(text: str) -> None:
    assert safe_text(text) == text
