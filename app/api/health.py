"""``/health/live``: this process answers. ``/health/ready``: all it needs is there; if not, what is down."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from services.core import health


async def live(_request: Request) -> JSONResponse:
    """200 as long as the process can answer at all."""
    return JSONResponse({"live": True})


async def ready(_request: Request) -> JSONResponse:
    """200 when every part is up, otherwise 503; ``down`` names what is not, ``parts`` says why."""
    parts = await run_in_threadpool(health.parts)
    down = [name for name, part in parts.items() if not part.up]
    answer = {"ready": not down, "down": down, "parts": {name: part.plain() for name, part in parts.items()}}
    return JSONResponse(answer, status_code=503 if down else 200)


routes = [Route("/health/live", live), Route("/health/ready", ready)]
