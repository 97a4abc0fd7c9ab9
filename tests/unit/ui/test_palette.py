"""What the palette finds by itself: folding as the server folds, ranking, letters of pages."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.core.text import fold
from tests.unit.ui.browser import KIT, run

LETTERS = "يىكةۀأإآؤئ۰۹٠٩ًٌٍـ\u200c\u200d\u200e\u00a0،؛؟«»ABCxyzپچژگ کی-_.%'\"\\\t\n"
IMPORTS = f"""
import {{ fold, match }} from "{(KIT / "fold.js").as_uri()}";
import {{ actsOf, groupsOf, pagesOf }} from "{(KIT / "palette-items.js").as_uri()}";
import {{ lettersOf }} from "{(KIT / "go-keys.js").as_uri()}";
const t = makeTranslator({{ language: "en" }});
const page = (label, href) => ({{ label, href }});
const nav = [
  {{ entries: [page("Dashboard", "/"), page("Items", "/r/items"), page("Sales", "/r/sales")] }},
  {{ entries: [page("Items", "/r/items"), page("Sessions", "/r/sessions"), page("Users", "/r/users")] }},
];
const nothing = {{ records: [], searches: [] }};
const given = {{ found: [], recents: nothing, go: () => 0, pages: pagesOf(t, nav), acts: [], pageActs: [] }};
const shown = (groups) => groups.map((group) => [group.heading, group.items.map((item) => item.text ?? item.name)]);
"""


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(alphabet=LETTERS, max_size=40),
            st.text(st.characters(blacklist_categories=["Cs"]), max_size=40),
        ),
        min_size=20,
        max_size=40,
    )
)
def test_the_browser_folds_as_the_server_does(texts: list[str]) -> None:
    assert run(f"{IMPORTS} answer = {json.dumps(texts)}.map(fold);") == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("typed", "texts", "rank"),
    [
        ("مشتریان", ["مشتریان", "Customers"], 0),
        ("customers", ["مشتریان", "Customers"], 0),
        ("مشتري", ["مشتریان"], 1),
        ("rates gold", ["Gold rates"], 2),
        ("ates", ["Gold rates"], None),
        ("", ["Anything"], 0),
    ],
)
def test_a_match_is_exact_begins_so_or_has_the_words(typed: str, texts: list[str], rank: int | None) -> None:
    assert run(f"{IMPORTS} answer = match({json.dumps(typed)}, {json.dumps(texts)});") == rank


def test_pages_that_begin_so_stand_above_records_and_others_below() -> None:
    order = run(f"""{IMPORTS}
      const ida = {{ label: "Ida", href: "/r/customers/1" }};
      const found = [{{ label: "Customers", icon: "users", all: "/r/customers?q=i", items: [ida] }}];
      const acts = actsOf(t, [{{ label: "New {{what}}", what: "Item", href: "/r/items/new" }}]);
      answer = shown(groupsOf(t, {{ ...given, found, acts, typed: "item" }}));
    """)
    assert order == [
        ["Pages", ["Items"]],
        ["Do", ["New item"]],
        ["Customers", ["Ida", "All in customers"]],
    ]


def test_before_typing_what_was_recent_comes_first() -> None:
    order = run(f"""{IMPORTS}
      const records = [{{ href: "/r/items/1", label: {{ en: "Ring", fa: "انگشتر" }} }}];
      answer = shown(groupsOf(t, {{ ...given, typed: " ", recents: {{ records, searches: ["gold"] }} }}));
    """)
    assert order == [["Recent", ["Ring", "gold"]], ["Pages", ["Dashboard", "Items", "Sales", "Sessions", "Users"]]]


def test_each_page_has_a_letter_of_its_own() -> None:
    letters = run(f"{IMPORTS} answer = lettersOf(nav).map(({{ letter, entry }}) => letter + entry.href);")
    assert letters == ["D/", "I/r/items", "S/r/sales", "E/r/sessions", "U/r/users"]
