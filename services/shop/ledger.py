"""The ledger: posting entries that balance, reversing them, and what the accounts come to.

An entry's lines sum to zero for each commodity, a currency or fine gold in grams; the database checks it at the
commit, and posted lines are never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from models.base import new_id
from models.shop.ledger import Account, JournalEntry, JournalLine
from services.core.bulk import as_rows, insert_together
from services.core.database import UnitOfWork
from services.core.errors import Conflict, NotFound, RuleBroken
from services.core.history import record
from services.core.i18n import _
from services.shop import numbers

SERIES = "journal"


@dataclass(frozen=True)
class Posting:
    """One line to post, by the account's role; debit positive, credit negative."""

    role: str
    commodity: str
    amount: Decimal
    note: str = ""


def accounts_by_role(uow: UnitOfWork) -> dict[str, UUID]:
    """The accounts that automatic entries use."""
    rows = uow.session.execute(select(col(Account.role), col(Account.id)).where(col(Account.role) != ""))
    return {row[0]: row[1] for row in rows}


def check_balance(postings: Iterable[Posting]) -> None:
    """Raise ``RuleBroken`` unless the lines sum to zero for each commodity."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        sums[posting.commodity] += posting.amount
    for commodity, amount in sums.items():
        if amount:
            raise RuleBroken(
                _("The entry is out of balance by {amount} {commodity}", amount=amount, commodity=commodity)
            )


def post(
    uow: UnitOfWork,
    day: date,
    postings: Sequence[Posting],
    *,
    description: str = "",
    source: tuple[str, UUID, str] | None = None,
    reverses: UUID | None = None,
    accounts: dict[str, UUID] | None = None,
) -> JournalEntry:
    """Post one entry; lines of nothing are left out. ``source`` is the document's type, id and number."""
    check_balance(postings)
    entry = entry_of(uow, numbers.take(uow, SERIES)[0], day, description=description, source=source, reverses=reverses)
    lines = line_rows(entry, postings, accounts or accounts_by_role(uow))
    insert_together(uow, (JournalEntry, as_rows([entry])), (JournalLine, lines))
    return entry


def entry_of(
    uow: UnitOfWork,
    number: str,
    day: date,
    *,
    description: str = "",
    source: tuple[str, UUID, str] | None = None,
    reverses: UUID | None = None,
) -> JournalEntry:
    """The entry that :func:`post` writes, for who writes it together with other rows."""
    kind, source_id, source_number = source or ("", None, "")
    return JournalEntry(
        tenant_id=uow.tenant_id,
        number=number,
        day=day,
        description=description,
        source_type=kind,
        source_id=source_id,
        source_number=source_number,
        reverses_id=reverses,
        created_by=uow.actor.user_id,
    )


def reverse(uow: UnitOfWork, entry_id: UUID, day: date) -> JournalEntry:
    """Undo an entry by its mirror image. Raises ``Conflict`` where it was reversed before."""
    uow.actor.require("journal-entries:create")
    entry = uow.session.get(JournalEntry, (uow.tenant_id, entry_id))
    if entry is None:
        raise NotFound
    mirrored = select(col(JournalEntry.id)).where(col(JournalEntry.reverses_id) == entry_id)
    if uow.session.scalar(mirrored) is not None:
        raise Conflict(_("Entry {number} has already been reversed", number=entry.number))
    lines = uow.session.execute(select(JournalLine).where(col(JournalLine.entry_id) == entry_id)).scalars().all()
    postings = [Posting(str(line.account_id), line.commodity, -line.amount, line.note) for line in lines]
    accounts = {str(line.account_id): line.account_id for line in lines}
    source = (entry.source_type, entry.source_id, entry.source_number) if entry.source_id else None
    said = _("Reverses {number}", number=entry.number).text(uow.actor.language)
    mirror = post(uow, day, postings, description=said, source=source, reverses=entry.id, accounts=accounts)
    record(uow, mirror, "reverse", {}, {"reverses": entry.number})
    return mirror


def trial_balance(uow: UnitOfWork, until: date | None = None) -> list[dict[str, Any]]:
    """What each account comes to for each commodity: ``{code, name, type, commodity, amount}``, debit positive."""
    statement = (
        select(
            col(Account.code),
            col(Account.name),
            col(Account.type),
            col(JournalLine.commodity),
            func.sum(col(JournalLine.amount)),
        )
        .join(Account, (col(Account.tenant_id) == JournalLine.tenant_id) & (col(Account.id) == JournalLine.account_id))
        .group_by(col(Account.code), col(Account.name), col(Account.type), col(JournalLine.commodity))
        .order_by(col(Account.code), col(JournalLine.commodity))
    )
    if until:
        statement = statement.where(col(JournalLine.day) <= until)
    keys = ("code", "name", "type", "commodity", "amount")
    return [dict(zip(keys, row, strict=True)) for row in uow.session.execute(statement)]


def line_rows(entry: JournalEntry, postings: Iterable[Posting], accounts: Mapping[str, UUID]) -> list[dict[str, Any]]:
    """The lines of an entry as rows; lines of nothing are left out."""
    return [line_row(entry, posting, accounts) for posting in postings if posting.amount]


def line_row(entry: JournalEntry, posting: Posting, accounts: Mapping[str, UUID]) -> dict[str, Any]:
    """A line as a row to insert. Raises ``RuleBroken`` where the shop has no account of this role."""
    account_id = accounts.get(posting.role)
    if account_id is None:
        raise RuleBroken(_("No account has the role “{role}”", role=posting.role))
    return {
        "tenant_id": entry.tenant_id, "id": new_id(), "created_at": entry.posted_at, "created_by": entry.created_by,
        "entry_id": entry.id, "account_id": account_id, "commodity": posting.commodity, "amount": posting.amount,
        "day": entry.day, "note": posting.note,
    }  # fmt: skip
