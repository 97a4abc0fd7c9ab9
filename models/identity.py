"""Tenants, people and their sessions."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models.base import Entity, TenantRow, new_id, now
from models.types import Code, Currency, Data, Email, LocalText, Name, Percent


class Tenant(SQLModel, table=True):
    """A shop. Row-level security shows each tenant its own row alone.

    ``currency`` is what amounts are kept in (``IRT`` is the toman); ``calendar`` is ``persian`` or ``gregory``;
    ``week_start`` counts from Monday, 0 to 6.
    """

    __tablename__ = "tenant"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    slug: str = Field(max_length=64, unique=True)
    name: LocalText
    country: Code = "IR"
    currency: Currency = "IRT"
    timezone: Name = "Asia/Tehran"
    calendar: Code = "persian"
    week_start: int = 5
    language: Code = "fa"
    settings: Data = Field(default_factory=dict, sa_type=JSONB)
    status: Code = "active"
    created_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))


class User(Entity, table=True):
    """A person who signs in. ``discount_limit`` is the percent the person may give away alone."""

    __tablename__ = "user_account"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "username"),
        CheckConstraint("failed_count >= 0", name="failed_count"),
    )

    username: Code
    email: Email | None = None
    name: LocalText
    password_hash: str
    role: Code
    branch_id: UUID | None = None
    language: Code = "en"
    theme: Code = "system"
    preferences: Data = Field(default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": text("'{}'")})
    discount_limit: Percent = Decimal(0)
    active: bool = True
    failed_count: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class UserSession(TenantRow, table=True):
    """A signed-in browser. Only the hash of its token is kept; ``revoked_at`` ends it at once."""

    __tablename__ = "user_session"
    __constraints__: ClassVar[tuple[Any, ...]] = (UniqueConstraint("tenant_id", "token_hash"),)

    user_id: UUID = Field(index=False)
    token_hash: bytes = Field(sa_type=LargeBinary)
    last_seen: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    expires_at: datetime = Field(sa_type=DateTime(timezone=True))
    address: str = ""
    agent: str = Field(default="", max_length=300)
    revoked_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class Login(SQLModel, table=True):
    """Which account a username or e-mail belongs to, over the whole installation.

    The application's role can't read it: it asks the function ``zarrin_find_login``, which answers for one name.
    """

    __tablename__ = "login"

    name: str = Field(primary_key=True, max_length=254)
    tenant_id: UUID
    user_id: UUID


class PlatformAudit(SQLModel, table=True):
    """Each use of the platform's role: who did what to which tenant."""

    __tablename__ = "platform_audit"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    actor: str
    action: str
    tenant_id: UUID | None = None
    details: Data = Field(default_factory=dict, sa_type=JSONB)
