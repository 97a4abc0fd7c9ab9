"""History: every change, who, when, before and after, in the transaction of the change itself."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from models.base import TenantRow
from models.platform import HistoryEntry
from services.core.database import UnitOfWork

SECRET = ("password", "token", "secret", "hash")
SILENT = frozenset({"id", "tenant_id", "created_at", "created_by", "updated_at", "version"})
"""What changes by itself."""


def plain(value: Any) -> Any:
    """A value as JSON keeps it: decimals and ids as text, moments as ISO."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def snapshot(row: TenantRow) -> dict[str, Any]:
    """The values of a row that history keeps, secrets left out."""
    values = row.model_dump(warnings=False)
    return {k: plain(v) for k, v in values.items() if k not in SILENT and not any(word in k for word in SECRET)}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What differs, as ``{field: [before, after]}``."""
    keys = dict.fromkeys((*before, *after))
    return {key: [before.get(key), after.get(key)] for key in keys if before.get(key) != after.get(key)}


def record(
    uow: UnitOfWork,
    row: TenantRow,
    action: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    *,
    via: str = "app",
) -> HistoryEntry:
    """Write one entry; ``before`` and ``after`` are snapshots (of a new record only the second is given)."""
    entry = entry_of(uow, row, action, before, after, via=via)
    uow.session.add(entry)
    return entry


def entry_of(
    uow: UnitOfWork,
    row: TenantRow,
    action: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    *,
    via: str = "app",
) -> HistoryEntry:
    """The entry that :func:`record` writes, for who writes it together with other rows."""
    return HistoryEntry(
        tenant_id=uow.tenant_id,
        created_by=uow.actor.user_id,
        entity=str(row.__tablename__),
        record_id=row.id,
        action=action,
        changes=changes(before or {}, snapshot(row) if after is None else after),
        actor_name=uow.actor.name,
        via="system" if uow.actor.system else via,
        correlation_id=uow.correlation_id,
    )
