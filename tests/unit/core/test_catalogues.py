"""The catalogues: what is extracted, and what is found wanting."""

import os
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from services.core import catalogues, i18n


@pytest.fixture
def template() -> Catalog:
    made = Catalog()
    made.add("Save")
    made.add("Only {n} left of {sku}")
    made.add(("{n} item", "{n} items"))
    return made


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('msgid ""\nmsgstr ""\n"Language: fa\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' + text)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    return tmp_path / "fa" / "LC_MESSAGES" / "messages.po"


WHOLE = """
msgid "Save"
msgstr "ذخیره"

msgid "Only {n} left of {sku}"
msgstr "از {sku} فقط {n} عدد مانده"

msgid "{n} item"
msgid_plural "{n} items"
msgstr[0] "{n} کالا"
"""


def test_a_whole_catalogue_has_no_problems(file: Path, template: Catalog) -> None:
    _write(file, WHOLE)
    assert catalogues.problems("fa", template) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("ذخیره", ""), "missing: Save"),
        (('msgid "Save"', '#, fuzzy\nmsgid "Save"'), "fuzzy: Save"),
        (('msgid "Save"', 'msgid "Store"'), "obsolete: Store"),
        (("از {sku} فقط", "فقط"), "parameters differ: Only {n} left of {sku}"),
    ],
)
def test_what_is_wrong_is_named(file: Path, template: Catalog, change: tuple[str, str], problem: str) -> None:
    _write(file, WHOLE.replace(*change))
    assert problem in catalogues.problems("fa", template)


def test_a_translation_may_leave_the_number_out(file: Path, template: Catalog) -> None:
    _write(file, WHOLE.replace("{n} کالا", "چند کالا"))
    assert catalogues.problems("fa", template) == []


def test_texts_of_both_sides_are_extracted() -> None:
    found = catalogues.extract()
    assert "Skip to the content" in found, "from Python pages"
    assert "Search or jump to…" in found, "from the browser's parts"
    assert "Your role may not do this" in found, "from services"
    assert "toman" in found, "from a mark"


def test_the_products_catalogues_are_whole() -> None:
    lacking = {language: catalogues.problems(language) for language in catalogues.TRANSLATED}
    assert not any(lacking.values()), "run `zarrin messages`, then translate what it names"


def test_a_fresh_checkout_speaks_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything was compiled, and after the source has changed since."""
    folder = tmp_path / "fa" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    folder.joinpath("messages.po").write_text('msgid "Total"\nmsgstr "جمع"\n', encoding="utf-8")
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    read = i18n.catalogue.__wrapped__
    assert read("fa").gettext("Total") == "جمع"
    older = folder / "messages.mo"
    older.write_bytes(i18n.compile_catalogue(folder / "messages.po"))
    os.utime(older, (0, 0))
    folder.joinpath("messages.po").write_text('msgid "Total"\nmsgstr "سرجمع"\n', encoding="utf-8")
    assert read("fa").gettext("Total") == "سرجمع"
    assert read("en").gettext("Total") == "Total"
