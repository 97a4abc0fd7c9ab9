"""Database work of the web process: in threads, a bounded number at once, so that the event loop never waits."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from services.core.config import settings

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

_pool = ThreadPoolExecutor(max_workers=settings().pool_size, thread_name_prefix="work")


async def run(call: Callable[Arguments, Answer], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
    """Run a plain function in a thread, in the caller's context."""
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(_pool, lambda: context.run(call, *args, **kwargs))
