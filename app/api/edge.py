"""The edge of a JSON route: who asks, may they, is it from our own page; then the work, off the event loop.

Whatever goes wrong answers a problem document (RFC 9457). A fault of ours is logged under an id, and only the id goes
out. A POST needs the header ``X-Requested-With: zarrin``, which no foreign page can send with the cookie.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app import faults
from services.core import files
from services.core.actor import Actor
from services.core.errors import AppError, Forbidden, NotSignedIn, ValidationFailed
from services.core.i18n import Message, _
from services.platform.sessions import actor_of

COOKIE = "zarrin_session"
LARGEST = 256 * 1024
SIGNED_IN = ""
"""Any signed-in person: the service that is called asks for more."""
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""Letters that no database takes."""
Asked = TypeVar("Asked", bound=BaseModel)


@dataclass(frozen=True)
class Call:
    """A request after the door: who asks, and what came with it."""

    actor: Actor
    query: Mapping[str, str]
    path: Mapping[str, Any]
    headers: Mapping[str, str]
    body: bytes

    def read(self, model: type[Asked]) -> Asked:
        """The body by a model. Raises ``ValidationFailed`` naming each field that is wrong."""
        try:
            found = model.model_validate_json(self.body or b"{}")
        except ValidationError as error:
            raise ValidationFailed(fields=_faults(error)) from error
        require_writable(found.model_dump())
        return found

    def uuid(self, name: str) -> UUID | None:
        """An id of the query; None where there is none. Raises ``ValidationFailed`` on anything else."""
        given = self.query.get(name)
        try:
            return UUID(given) if given else None
        except ValueError:
            raise ValidationFailed(fields={name: _("This is no id")}) from None

    def key(self) -> UUID:
        """The ``Idempotency-Key``. Raises ``ValidationFailed`` without one."""
        try:
            return UUID(self.headers.get("idempotency-key", ""))
        except ValueError:
            raise ValidationFailed(_("The request carries no key")) from None


Work = Callable[[Call], Any]


def route(path: str, work: Work, *, permission: str, method: str = "GET") -> Route:
    """A route whose ``work`` runs in a thread and answers JSON, ``(JSON, status)`` or a whole response."""

    async def answer(request: Request) -> Response:
        body = await _body(request) if method != "GET" else b""
        call = Call(await _enter(request, permission), request.query_params, request.path_params, request.headers, body)
        return _response(await run_in_threadpool(work, call))

    return _edge(path, method, answer)


Store = Callable[[Call, str], Any]


def upload(path: str, work: Store, *, largest: int, permission: str = SIGNED_IN) -> Route:
    """A route whose whole body is one file, written to the shop's private files while it comes.

    ``work`` gets the call and the file's private name, in a thread; if it refuses, the file is gone again. What the
    file is, ``work`` finds out from its content.
    """

    async def answer(request: Request) -> Response:
        _from_our_page(request, largest)
        actor = await _enter(request, permission)
        stored = await _stored(request, actor, largest)
        call = Call(actor, request.query_params, request.path_params, request.headers, b"")
        try:
            return _response(await run_in_threadpool(work, call, stored))
        except BaseException:
            files.remove(shop_of(actor), stored)
            raise

    return _edge(path, "POST", answer)


def _edge(path: str, method: str, answer: Callable[[Request], Awaitable[Response]]) -> Route:
    """A route that tells whatever goes wrong as a problem document, in the language of who is known to ask."""

    async def endpoint(request: Request) -> Response:
        request.state.actor = None
        try:
            return await answer(request)
        except AppError as error:
            return problem(error, request.state.actor)
        except Exception as error:  # noqa: BLE001 - the edge: whatever is left is a fault of ours
            return fault(error)

    return Route(path, endpoint, methods=[method])


async def _enter(request: Request, permission: str) -> Actor:
    """The door of every route: who asks, whether they may, and nothing in the address that can't be used."""
    actor: Actor = await run_in_threadpool(_asker, request.cookies.get(COOKIE))
    request.state.actor = actor
    if permission != SIGNED_IN:
        actor.require(permission)
    require_writable(dict(request.query_params))
    return actor


async def _stored(request: Request, actor: Actor, largest: int) -> str:
    size = 0
    with files.create(shop_of(actor), "upload") as (name, file):
        async for chunk in request.stream():
            size += len(chunk)
            if size > largest:
                raise ValidationFailed(_("The file is larger than {n} MB", n=largest >> 20))
            file.write(chunk)
    return name


def require_writable(sent: Any) -> None:
    """Raise ``ValidationFailed`` where any text within what was sent holds a letter that no database takes."""
    if UNWRITABLE.search(_texts(sent)):
        raise ValidationFailed(_("The page sent something that can't be used"))


def _texts(value: Any) -> str:
    """All texts within a value, as one."""
    if isinstance(value, dict):
        return "".join(_texts(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple | set):
        return "".join(map(_texts, value))
    return value if isinstance(value, str) else ""


def shop_of(actor: Actor) -> UUID:
    """The shop whose private files are meant. Raises ``Forbidden`` for who has none."""
    if actor.tenant_id is None:
        raise Forbidden
    return actor.tenant_id


def _asker(token: str | None) -> Actor:
    found = actor_of(token)
    if found is None:
        raise NotSignedIn
    return found


def problem(error: AppError, actor: Actor | None = None) -> JSONResponse:
    """A refusal as a problem document, in the reader's language and translatable."""
    document = error.problem(actor.language if actor else "en")
    return JSONResponse(document, error.status, media_type="application/problem+json")


def fault(error: Exception) -> JSONResponse:
    """A fault of ours: logged whole under an id, the id alone goes out."""
    error_id, message = faults.logged(error)
    document = {
        "type": "urn:zarrin:fault",
        "status": 500,
        "code": "fault",
        "error_id": error_id,
    }
    return JSONResponse(
        {**document, "title": message.text(), "message": message.plain()},
        500,
        media_type="application/problem+json",
    )


def _from_our_page(request: Request, largest: int) -> None:
    """Refuse what no page of ours sent, and what says itself that it is too large."""
    if request.headers.get("x-requested-with") != "zarrin":
        raise Forbidden(_("This request did not come from our own page"))
    length = request.headers.get("content-length") or "0"
    if not length.isdecimal() or int(length) > largest:
        raise ValidationFailed(_("The request is too large"))


async def _body(request: Request) -> bytes:
    _from_our_page(request, LARGEST)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise ValidationFailed(_("The request is too large"))
    return body


def _response(answer: Any) -> Response:
    if isinstance(answer, Response):
        return answer
    content, status = answer if isinstance(answer, tuple) else (answer, 200)
    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})


def saved_as(name: str) -> dict[str, str]:
    """The headers of a file that the browser saves under this name and keeps no copy of."""
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "private, no-store",
    }


def _faults(error: ValidationError) -> dict[str, Message]:
    faults = ((".".join(map(str, one["loc"])) or "body", one["type"]) for one in error.errors(include_url=False))
    return {name: _("This is needed") if kind == "missing" else _("This can't be used") for name, kind in faults}
