"""Signing in and out: plain form posts, answered with a cookie that no script can read and a redirect."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from app import faults
from app.api.edge import COOKIE, SIGNED_IN, UNWRITABLE, Call, require_writable, route
from services.core.config import settings
from services.core.errors import AppError, TooManyRequests, ValidationFailed
from services.platform import sessions
from services.platform.sessions import SignInFailed

LARGEST = 8 * 1024


async def sign_in(request: Request) -> Response:
    """Check name and password; on failure back to the page, which says how many tries are left."""
    form = None if foreign(request) else await _form(request)
    if form is None:
        return RedirectResponse("/login?error=failed", 303)
    name, password = form.get("username", ""), form.get("password", "")
    wanted = safe_path(form.get("next") or request.query_params.get("next") or "/")
    address = request.client.host if request.client else ""
    try:
        signed = await run_in_threadpool(
            sessions.sign_in, name, password, address=address, agent=request.headers.get("user-agent", "")
        )
    except SignInFailed as error:
        return _again({"error": "wrong", "left": str(error.left)}, wanted)
    except TooManyRequests as error:
        return _again({"error": "locked", "minutes": str(-(-error.seconds // 60))}, wanted)
    except AppError:
        return _again({"error": "failed"}, wanted)
    except Exception as error:  # noqa: BLE001 - the edge: whatever is left is a fault of ours
        faults.logged(error)
        return _again({"error": "failed"}, wanted)
    answer = RedirectResponse(wanted, 303)
    answer.set_cookie(
        COOKIE,
        signed.token,
        max_age=30 * 86400 if form.get("remember") else None,
        httponly=True,
        samesite="lax",
        secure=settings().address.startswith("https:"),
        path="/",
    )
    return answer


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a posted form; None for one too large, whatever its head says, or of letters nobody has."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return None if UNWRITABLE.search("".join(fields.values())) else fields


async def sign_out(request: Request) -> Response:
    """End the session and forget the cookie."""
    if foreign(request):
        return JSONResponse({"code": "forbidden"}, 403)
    token = request.cookies.get(COOKIE)
    if token:
        await run_in_threadpool(sessions.sign_out, token)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def foreign(request: Request) -> bool:
    """Whether a request came from another site: a form there can post here, cookie or not."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def safe_path(wanted: str) -> str:
    """A path of our own, whatever was asked for."""
    parts = urlsplit(wanted)
    own = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return wanted if own and not wanted.startswith("/login") and "\\" not in wanted else "/"


def _again(why: dict[str, str], wanted: str) -> Response:
    query = urlencode({**why, **({"next": wanted} if wanted != "/" else {})})
    return RedirectResponse(f"/login?{query}", 303)


def keep_preferences(call: Call) -> dict[str, Any]:
    """Language, theme and the like, kept with the account."""
    try:
        values = json.loads(call.body or b"{}")
        require_writable(values)
    except (ValueError, RecursionError, ValidationFailed):
        values = {}
    sessions.set_preferences(call.actor, values if isinstance(values, dict) else {})
    return {}


routes = [
    Route("/auth/sign-in", sign_in, methods=["POST"]),
    Route("/auth/sign-out", sign_out, methods=["POST"]),
    route("/api/preferences", keep_preferences, permission=SIGNED_IN, method="POST"),
]
