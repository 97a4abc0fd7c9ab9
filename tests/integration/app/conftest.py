"""Browsers and open pages of people of a shop, without a browser."""

import asyncio
from collections.abc import Callable, Coroutine
from decimal import Decimal
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import pytest
from starlette.types import ASGIApp

from services.core.permissions import Role
from services.platform.sessions import SignedIn, sign_in
from services.platform.users import create_user
from tests.integration.shop_factory import PASSWORD, Shop

OURS = {"X-Requested-With": "zarrin"}
Answer = TypeVar("Answer")


class Visitor:
    """Asks an application for addresses, with the cookie of a session or without."""

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self.app, self.cookies = app, {"zarrin_session": token} if token else {}

    def __call__(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://shop", cookies=self.cookies) as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())


def join(shop: Shop, role: Role) -> tuple[str, SignedIn]:
    """A new person of the shop, signed in; gives the name too."""
    name = f"{role}-{uuid4().hex[:10]}"
    create_user(
        shop.tenant_id,
        name,
        PASSWORD,
        role,
        name={"en": name},
        branch_id=shop.branch_id,
        discount_limit=Decimal(5),
    )
    return name, sign_in(name, PASSWORD)


@pytest.fixture
def wait() -> Callable[[Coroutine[Any, Any, Answer]], Answer]:
    """Runs a coroutine to its end."""
    return asyncio.run
