"""The front end's build: where its pages look for the API, and when it is made again."""

from pathlib import Path

import pytest

from app.server import build
from app.server.build_plugins import SameOrigin, same_origin


def test_the_api_is_where_the_page_came_from() -> None:
    source = 'var e={PING:"http://localhost:8000/ping",EVENT:`ws://localhost:8000/_event`}'
    made = same_origin(source)
    assert "localhost" not in made
    assert 'location.origin)+"/ping"' in made
    assert 'replace(/^http/,"ws"))+"/_event"' in made


def test_the_plugin_touches_the_baked_addresses_alone(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "reflex-env-1.js").write_text('"http://localhost:8000/ping"')
    (assets / "other.js").write_text('"http://localhost:8000/ping"')
    SameOrigin().post_build(static_dir=tmp_path)
    assert "location.origin" in (assets / "reflex-env-1.js").read_text()
    assert "location.origin" not in (assets / "other.js").read_text()


def test_the_fingerprint_follows_sources_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    (tmp_path / "app").mkdir()
    page = tmp_path / "app" / "page.py"
    page.write_text("one")
    first = build.fingerprint()
    assert build.fingerprint() == first
    (tmp_path / "notes.txt").write_text("not a source")
    assert build.fingerprint() == first
    page.write_text("two")
    second = build.fingerprint()
    assert second != first
    monkeypatch.setenv("REFLEX_SSR", "false")
    assert build.fingerprint() != second


def test_lock_files_name_no_registry() -> None:
    for path in (build.ROOT / build.LOCK).iterdir():
        assert "://registry." not in path.read_text(encoding="utf-8")
        assert '"resolved"' not in path.read_text(encoding="utf-8")


def test_nothing_of_radix_themes_is_asked_for() -> None:
    assert "@radix-ui/themes" not in (build.ROOT / build.LOCK / "package.json").read_text(encoding="utf-8")
