"""The ledger: accounts, and entries that balance per commodity, money and fine gold alike."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Index, Numeric, String, UniqueConstraint, text
from sqlmodel import Field

from models.base import Entity, TenantRow, now
from models.types import Code, Kind, LocalText, Name, Ref

GOLD = "XAU"
"""The commodity of fine gold, in grams; any other commodity is a currency."""


class AccountType(StrEnum):
    """The five kinds of account."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


class Account(Entity, table=True):
    """An account. ``role`` names what automatic entries use it for (``cash``, ``sales`` …)."""

    __tablename__ = "shop_account"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "code"),
        Index("uq_shop_account_role", "tenant_id", "role", unique=True, postgresql_where=text("role <> ''")),
    )

    code: Code
    name: LocalText
    type: AccountType = Field(sa_type=String(16))
    parent_id: Annotated[UUID | None, Ref("shop_account")] = None
    role: Code = ""
    active: bool = True


class JournalEntry(TenantRow, table=True):
    """A posted entry: never changed; a mistake is reversed by another entry, which names it in ``reverses_id``."""

    __tablename__ = "shop_journal_entry"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "number"),
        UniqueConstraint("tenant_id", "reverses_id"),
        Index(None, "tenant_id", "day", "id"),
        Index(None, "tenant_id", "source_id"),
    )

    number: Code
    day: date
    description: Name = ""
    source_type: Code = ""
    source_id: UUID | None = None
    source_number: Code = ""
    reverses_id: Annotated[UUID | None, Ref("shop_journal_entry")] = None
    posted_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))


class JournalLine(TenantRow, table=True):
    """One side of an entry: a debit (positive) or credit (negative) of a commodity on an account.

    The lines of an entry sum to zero for each commodity; the database checks it at the commit.
    """

    __tablename__ = "shop_journal_line"
    __constraints__: ClassVar[tuple[Any, ...]] = (CheckConstraint("amount <> 0", name="amount"),)

    entry_id: Annotated[UUID, Ref("shop_journal_entry")]
    account_id: Annotated[UUID, Ref("shop_account")]
    commodity: Code
    amount: Annotated[Decimal, Kind("amount", Numeric(20, 4))]
    day: date
    note: Name = ""
