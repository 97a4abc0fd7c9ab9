"""Headers of answers and the policy of what may run."""

import asyncio
import base64
import hashlib
import json
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app.server.headers import HASHES_FILE, Headers, inline_hashes


def get(app: Headers, path: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_every_inline_script_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<script>one()</script><script src="/a.js"></script><script>two()</script>')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text('<script type="module">one()</script>')
    wanted = sorted(
        f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'" for text in (b"one()", b"two()")
    )
    assert inline_hashes(tmp_path) == wanted


def test_assets_are_kept_and_pages_asked_again(tmp_path: Path) -> None:
    (tmp_path / HASHES_FILE).write_text(json.dumps(["'sha256-x'"]))

    async def answer(request: object) -> PlainTextResponse:
        return PlainTextResponse("<p>", media_type="text/html")

    routes = [Route("/assets/a.js", answer), Route("/page", answer)]
    app = Headers(Starlette(routes=routes), tmp_path)
    assert get(app, "/assets/a.js").headers["cache-control"].endswith("immutable")
    page = get(app, "/page")
    assert page.headers["cache-control"] == "no-cache"
    assert "script-src 'self' 'sha256-x';" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert get(app, "/assets/none.js").headers["cache-control"] == "no-cache"


def test_an_answer_keeps_its_own_headers(tmp_path: Path) -> None:
    async def answer(request: object) -> PlainTextResponse:
        return PlainTextResponse("", headers={"cache-control": "no-store"})

    app = Headers(Starlette(routes=[Route("/", answer)]), tmp_path)
    assert get(app, "/").headers["cache-control"] == "no-store"
