"""Who can sign in to the examples. All accounts of an installation share one password, drawn from its secret key."""

import base64
import hmac
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlmodel import col, select

from models.identity import Tenant, User
from services.core.config import secret_key
from services.core.database import platform_session
from services.core.permissions import Role
from services.demo.shops import Shop
from services.platform.tenants import create_tenant, find_tenant
from services.platform.users import create_user


@dataclass(frozen=True)
class Account:
    """What is printed at the start."""

    shop: str
    role: str
    username: str
    password: str


@cache
def password() -> str:
    """Sixteen letters and digits in groups of four (80 bits), the same as long as the secret key is."""
    digest = hmac.digest(secret_key(), b"example accounts", "sha256")
    letters = base64.b32encode(digest).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def platform() -> Account:
    """The administrator of the installation, who belongs to no shop."""
    name = {"en": "Platform", "fa": "سکو"}
    tenant = find_tenant("platform") or create_tenant("platform", name, "US", actor="examples")
    if "admin" not in _known(tenant.id):
        create_user(
            tenant.id, "admin", password(), Role.PLATFORM,
            name={"en": "Platform administrator", "fa": "مدیر سکو"}, actor="examples",
        )  # fmt: skip
    return Account("platform", Role.PLATFORM, "admin", password())


def staff(shop: Shop, tenant: Tenant) -> list[Account]:
    """The people of a shop, made where they are not there."""
    known = _known(tenant.id)
    for person in shop.staff:
        if person.username not in known:
            create_user(
                tenant.id,
                person.username,
                password(),
                person.role,
                name=dict(zip(("en", "fa"), person.name, strict=True)),
                branch_id=None if person.place is None else shop.branch_id(person.place),
                language=shop.language,
                discount_limit=person.discount_limit,
                actor="examples",
            )
    return [Account(shop.slug, person.role, person.username, password()) for person in shop.staff]


def clerks(tenant_id: UUID) -> dict[str, UUID]:
    """Username and id of everybody in a shop."""
    return _known(tenant_id)


def _known(tenant_id: UUID) -> dict[str, UUID]:
    with platform_session() as session:
        rows = session.execute(select(User.username, User.id).where(col(User.tenant_id) == tenant_id))
        return {row[0]: row[1] for row in rows}
