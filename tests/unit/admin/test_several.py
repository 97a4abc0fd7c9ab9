"""Several of a closed set in one text: typed, imported and written in words, stored in a code that stays."""

from datetime import UTC

import pytest

from models.shop.pricing_rule import PricingRule
from services.admin.exporting.table import cell
from services.admin.fields import field
from services.admin.importing.targets import Target
from services.admin.importing.values import reader_of
from services.admin.inference import bind
from services.admin.invalid import Invalid
from services.admin.values import parse
from services.core.i18n import _

TAXED = bind(
    PricingRule,
    field(
        "tax_base", kind="several",
        choices={"making": _("Making charge"), "profit": _("Profit"), "other": _("Other costs")},
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("profit + making", "making+profit"), (["other"], "other"), ("making+profit+other", "all"), ("all", "all"),
        ("", "none"), (None, "none"), ("none", "none"),
    ],
)  # fmt: skip
def test_they_are_kept_in_the_order_of_the_declaration(sent: object, stored: str) -> None:
    assert parse(TAXED, sent) == stored


@pytest.mark.parametrize("sent", ["making+gone", "none+making", ["all", "making"]])
def test_what_is_no_choice_is_refused(sent: object) -> None:
    with pytest.raises(Invalid):
        parse(TAXED, sent)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_file_says_them_in_words_and_the_words_come_back(language: str) -> None:
    words = cell(TAXED, "making+profit", language, UTC)
    assert words == {"en": "Making charge, Profit", "fa": "اجرت، سود"}[language]
    assert reader_of(Target("tax_base", TAXED, language), UTC)(words) == "making+profit"
