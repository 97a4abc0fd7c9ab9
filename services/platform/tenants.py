"""Shops: made by the platform, each in rows of its own."""

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlmodel import col, select

from models.identity import PlatformAudit, Tenant
from services.core.database import UnitOfWork, platform_session
from services.core.errors import ValidationFailed
from services.core.i18n import _

COUNTRIES: dict[str, dict[str, Any]] = {
    "IR": {"currency": "IRT", "timezone": "Asia/Tehran", "calendar": "persian", "week_start": 5, "language": "fa"},
    "IN": {"currency": "INR", "timezone": "Asia/Kolkata", "calendar": "gregory", "week_start": 0, "language": "en"},
    "AE": {"currency": "AED", "timezone": "Asia/Dubai", "calendar": "gregory", "week_start": 0, "language": "en"},
    "US": {"currency": "USD", "timezone": "America/New_York", "calendar": "gregory", "week_start": 6, "language": "en"},
}
"""How a shop of a country begins. ``week_start`` counts from Monday; ``IRT`` is the toman."""


def create_tenant(slug: str, name: dict[str, str], country: str = "IR", *, actor: str = "command line") -> Tenant:
    """Make a shop with the ways of its country. Raises ``ValidationFailed`` on an unknown country or a taken name."""
    if country not in COUNTRIES:
        known = ", ".join(COUNTRIES)
        raise ValidationFailed(fields={"country": _("Known countries are {known}", known=known)})
    tenant = Tenant(slug=slug, name=name, country=country, **COUNTRIES[country])
    try:
        with platform_session() as session:
            session.add(tenant)
            session.flush()
            audit(session, actor, "tenant.create", tenant.id, {"slug": slug, "country": country})
    except IntegrityError as error:
        raise ValidationFailed(fields={"slug": _("There is already a shop called {slug}", slug=slug)}) from error
    return tenant


def find_tenant(slug: str) -> Tenant | None:
    """The shop of this short name, or None."""
    with platform_session() as session:
        return session.execute(select(Tenant).where(col(Tenant.slug) == slug)).scalar_one_or_none()


def all_tenants() -> list[UUID]:
    """The ids of all active shops: for periodic tasks, which then act for each in turn."""
    with platform_session() as session:
        active = select(Tenant.id).where(col(Tenant.status) == "active").order_by(col(Tenant.id))
        return list(session.execute(active).scalars())


def current_tenant(uow: UnitOfWork) -> Tenant:
    """The shop of this transaction."""
    return uow.session.execute(select(Tenant).where(col(Tenant.id) == uow.tenant_id)).scalar_one()


def audit(
    session: Session, actor: str, action: str, tenant_id: UUID | None, details: dict[str, Any] | None = None
) -> None:
    """Write down a use of the platform's role."""
    session.add(PlatformAudit(actor=actor, action=action, tenant_id=tenant_id, details=details or {}))
