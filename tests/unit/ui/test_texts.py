"""Translating in the browser."""

from tests.unit.ui.browser import run

CATALOGUE = '{"Save": "ذخیره", "Only {n} left of {sku}": "از {sku} فقط {n} عدد مانده", "{n} item": ["{n} کالا"]}'


def test_a_text_is_looked_up_and_its_numbers_are_written_as_the_reader_writes_them() -> None:
    save, left = run(f"""
      const t = makeTranslator({{ language: "fa", catalogue: {CATALOGUE} }});
      answer = [t("Save"), t("Only {{n}} left of {{sku}}", {{ n: 1250, sku: "R-1063" }})];
    """)
    assert save == "ذخیره"
    assert left == "از \u2068R-1063\u2069 فقط ۱٬۲۵۰ عدد مانده", "a Latin code is isolated in a Persian sentence"


def test_a_text_without_a_translation_shows_its_source() -> None:
    assert run('answer = makeTranslator({ language: "fa", catalogue: null })("Not yet");') == "Not yet"


def test_plurals_take_the_form_the_language_has() -> None:
    written = run(f"""
      const en = makeTranslator({{ language: "en" }});
      const fa = makeTranslator({{ language: "fa", catalogue: {CATALOGUE} }});
      answer = [1, 2].flatMap((n) => [en, fa].map((t) => t.plural("{{n}} item", "{{n}} items", {{ n }})));
    """)
    assert written == ["1 item", "۱ کالا", "2 items", "۲ کالا"]


def test_a_message_of_the_server_is_filled_with_messages_and_amounts() -> None:
    written = run("""
      const t = makeTranslator({ language: "en" });
      const nested = { msgid: "{what}: {n}", params: { what: { msgid: "Weight" }, n: "12.50" } };
      answer = [t.message(nested), t.message("Plain"), t.message(null)];
    """)
    assert written == ["Weight: 12.5", "Plain", ""]


def test_a_label_is_written_small_inside_an_english_sentence() -> None:
    assert run('answer = ["Pricing rule", "SKU"].map(makeTranslator({ language: "en" }).noun);') == [
        "pricing rule",
        "SKU",
    ]
