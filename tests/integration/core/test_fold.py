"""Folding in Python and in the database are one, for any text."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from services.core.database import app_engine
from services.core.text import fold

LETTERS = "يىكةۀأإآؤئ۰۹٠٩ًٌٍـ\u200c\u200d\u200e\u00a0،؛؟«»ABCxyzپچژگ کی-_.%'\"\\\t\n"


@pytest.fixture(scope="module")
def connection(servers: object) -> Iterator[Connection]:
    with app_engine().connect() as connection:
        yield connection


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(alphabet=LETTERS, max_size=60),
        st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=60),
    )
)
def test_both_fold_alike(connection: Connection, value: str) -> None:
    assert connection.execute(text("select zarrin_fold(:v)"), {"v": value}).scalar_one() == fold(value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("علي", "علی"), ("كتاب", "کتاب"), ("گُل", "گل"), ("R-۱۰۴۲", "r-1042"), ("می‌شود", "می شود"), ("  A  b ", "a b")],
)
def test_what_is_typed_alike_is_found_alike(typed: str, kept: str) -> None:
    assert fold(typed) == fold(kept)
