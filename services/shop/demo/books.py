"""The journal of the year: entries numbered in the order of time, gathered and written together."""

import random
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from models.identity import Tenant
from models.shop.ledger import JournalEntry, JournalLine
from services.core.bulk import as_rows, insert_rows
from services.core.database import UnitOfWork
from services.demo.writing import id_at
from services.shop.ledger import Posting, accounts_by_role, check_balance, line_row

Source = tuple[str, UUID, str]
"""A document's type, id and number."""


class Books:
    """Entries on their way into the ledger; ``posted`` counts them."""

    def __init__(self, uow: UnitOfWork, tenant: Tenant, chance: random.Random, owner: UUID) -> None:
        self.uow, self.tenant, self.chance, self.owner = uow, tenant, chance, owner
        self.zone = ZoneInfo(tenant.timezone)
        self.accounts = accounts_by_role(uow)
        self.entries: list[JournalEntry] = []
        self.lines: list[dict[str, Any]] = []

    @property
    def posted(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    def post(
        self, at: datetime, postings: Sequence[Posting], description: str, source: Source, by: UUID | None = None
    ) -> None:
        """Add an entry; it must balance like any other."""
        kept = [posting for posting in postings if posting.amount]
        check_balance(kept)
        kind, source_id, number = source
        entry = JournalEntry(
            id=id_at(at, self.chance), tenant_id=self.tenant.id, number=f"J-{self.posted + 1:06d}",
            day=at.astimezone(self.zone).date(), description=description, source_type=kind, source_id=source_id,
            source_number=number, posted_at=at, created_at=at, created_by=by or self.owner,
        )  # fmt: skip
        self.entries.append(entry)
        self.lines += [{**line_row(entry, posting, self.accounts), "id": id_at(at, self.chance)} for posting in kept]

    def write(self) -> None:
        """Write all of it."""
        insert_rows(self.uow, JournalEntry, as_rows(self.entries))
        insert_rows(self.uow, JournalLine, self.lines)
