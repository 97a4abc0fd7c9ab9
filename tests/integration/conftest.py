"""Shops and actors for tests against the real database."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from services.core.actor import Actor
from services.core.permissions import Role
from tests.support import statements as heard

MakeTenant = Callable[[], UUID]


@pytest.fixture(autouse=True)
def _servers(servers: Path) -> Path:
    return servers


@pytest.fixture
def make_tenant(servers: Path) -> MakeTenant:
    """Makes a new empty shop each time."""
    from services.platform.tenants import create_tenant  # noqa: PLC0415 - after the environment is set

    def make(country: str = "IR") -> UUID:
        slug = f"shop-{secrets.token_hex(6)}"
        return create_tenant(slug, {"en": slug, "fa": slug}, country).id

    return make


@pytest.fixture
def tenant(make_tenant: MakeTenant) -> UUID:
    """A new empty shop."""
    return make_tenant()


@pytest.fixture
def owner(tenant: UUID) -> Actor:
    """The owner of the new shop."""
    return Actor.of(Role.OWNER, tenant_id=tenant, name="Owner")


@pytest.fixture
def statements() -> Iterator[heard.Sent]:
    """What the test asks of the database, from its beginning on."""
    with heard.statements() as sent:
        yield sent
