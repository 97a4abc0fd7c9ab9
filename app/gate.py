"""The gate before the pages: who is not signed in is led to the sign-in page, and Reflex's own upload is shut.

What the pages show is guarded again by the guard of events; the gate spares people a page that stays empty.
"""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.edge import COOKIE
from services.platform.sessions import actor_of

SHUT = ("/_upload",)
OPEN = ("/login", "/_event", "/health", "/auth", "/api", "/assets", "/ping")
"""Sign-in, the guarded socket, routes with a check of their own, and files without secrets."""

VISIT = ("lang", "theme")
"""What an address chooses for its visit; the sign-in page heeds it too."""


class Gate:
    """Lets requests for files and open addresses through, and pages only with a session."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, redirect or refuse."""
        if scope["type"] == "http":
            path = scope["path"]
            if path.startswith(SHUT):
                await PlainTextResponse("not found", 404)(scope, receive, send)
                return
            if _is_page(scope) and not path.startswith(OPEN):
                request = Request(scope)
                who = await run_in_threadpool(actor_of, request.cookies.get(COOKIE))
                if who is None:
                    wanted = path + (f"?{request.url.query}" if request.url.query else "")
                    kept = {name: request.query_params[name] for name in VISIT if name in request.query_params}
                    query = urlencode({**kept, **({"next": wanted} if path != "/" else {})})
                    answer = RedirectResponse("/login" + (f"?{query}" if query else ""), 303)
                    await answer(scope, receive, send)
                    return
        await self.app(scope, receive, send)


def _is_page(scope: Scope) -> bool:
    accept = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] in ("GET", "HEAD") and b"text/html" in accept
