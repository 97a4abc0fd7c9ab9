"""Settings come from the environment; what is not given is worked out."""

import re
import stat
from pathlib import Path

import pytest

from services.core import config
from services.core.config import ROOT, Settings


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZARRIN_PORT", "9001")
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://zarrin_app:x@db/zarrin")
    conf = Settings(_env_file=None)
    assert conf.port == 9001
    assert conf.database_url.endswith("@db/zarrin")
    assert conf.address == "http://localhost:9001"


def test_a_file_fills_the_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZARRIN_PORT", raising=False)
    file = tmp_path / ".env"
    file.write_text("ZARRIN_PORT=9002\nREDIS_URL=redis://cache/0\n")
    conf = Settings(_env_file=file)
    assert (conf.port, conf.redis_url) == (9002, "redis://cache/0")


def test_several_web_processes_remember_pages_in_redis() -> None:
    assert Settings(_env_file=None).page_memory == "memory"
    assert Settings(_env_file=None, web_processes=2).page_memory == "redis"
    assert Settings(_env_file=None, state_manager="redis").page_memory == "redis"


def test_pages_of_our_own_addresses_may_talk_to_us() -> None:
    conf = Settings(
        _env_file=None, port=9003, public_url="https://shop.example.com/", allowed_origins="https://a.example/"
    )
    assert {"https://shop.example.com", "http://127.0.0.1:9003", "https://a.example"} <= set(conf.origins)
    assert "*" not in conf.origins


def test_passwords_do_not_show() -> None:
    shown = repr(Settings(_env_file=None, database_url="postgresql://a:hunter2@db/x", secret_key="hunter2"))
    assert "hunter2" not in shown


def test_private_files_are_private_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secret"
    config.write_private(path, "one")
    config.write_private(path, "two")
    assert path.read_text() == "two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secret"]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_does_something(name: str) -> None:
    """What nobody reads would be a promise in docs/settings.md that nothing keeps."""
    files = (ROOT / "rxconfig.py", *(ROOT / "app").rglob("*.py"), *(ROOT / "services").rglob("*.py"))
    assert any(re.search(rf"\.{name}\b", file.read_text(encoding="utf-8")) for file in files)
