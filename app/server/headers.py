"""Headers of every answer: what may be kept, what may run, what nobody else may do with our pages."""

import base64
import hashlib
import json
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
HASHES_FILE = "csp.json"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}


def inline_hashes(static_dir: Path) -> list[str]:
    """The hash of every inline script in the built pages, as a content security policy writes it."""
    scripts = {
        script
        for page in static_dir.rglob("*.html")
        for script in INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    }
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def content_policy(hashes: list[str]) -> str:
    """Only our own origin; inline scripts by their hash; no ``eval``; not inside anyone's frame."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "frame-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class Headers:
    """Adds them to every answer over HTTP. ``build_dir`` holds the hashes collected when the pages were built."""

    def __init__(self, app: ASGIApp, build_dir: Path) -> None:
        self.app = app
        found = build_dir / HASHES_FILE
        self.policy = content_policy(json.loads(found.read_text(encoding="utf-8")) if found.exists() else [])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; decorate what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def decorated(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._decorate(scope["path"], message)
            await send(message)

        await self.app(scope, receive, decorated)

    def _decorate(self, path: str, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in FIXED.items():
            headers.setdefault(name, value)
        if headers.get("content-type", "").startswith("text/html"):
            headers.setdefault("content-security-policy", self.policy)
        lasting = path.startswith("/assets/") and message["status"] in {200, 206, 304}
        headers.setdefault("cache-control", FOR_EVER if lasting else ASK_AGAIN)
