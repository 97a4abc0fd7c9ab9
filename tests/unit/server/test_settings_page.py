"""The page of settings is made from the class, and says all of it."""

from app.server import settings_page
from services.core.config import ROOT, Settings


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page.markdown(), (
        "run: zarrin settings --write"
    )


def test_every_setting_says_what_it_means() -> None:
    for name, info in Settings.model_fields.items():
        assert info.exclude or info.description, name


def test_variables_bear_their_customary_names() -> None:
    named = {row["variable"] for row in settings_page.rows()}
    assert {"DATABASE_URL", "REDIS_URL", "ZARRIN_PORT", "ZARRIN_DATA_DIR"} <= named
