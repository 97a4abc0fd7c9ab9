"""Row-level security for migrations: every table of tenants goes through :func:`protect`.

Forced, so that not even the owner escapes it; one policy for all verbs; grants as narrow as the table allows.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from services.core.roles import APP, BACKUP, PLATFORM

TENANT = "(select nullif(current_setting('app.tenant_id', true), '')::uuid)"
"""The transaction's tenant; as a sub-select it is worked out once for a statement, and null shows no row."""


class Operations(Protocol):
    """What we need of Alembic's ``op``."""

    def execute(self, sqltext: Any) -> None:
        """Run one statement."""


def protect(op: Operations, table: str, *, append_only: bool = False, tenant_column: str = "tenant_id") -> None:
    """Part this table by tenant. ``append_only``: the application may add rows and read them, nothing else."""
    own = f"{tenant_column} = {TENANT}"
    verbs = "select, insert" if append_only else "select, insert, update, delete"
    for statement in (
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy tenant_isolation on {table} using ({own}) with check ({own})",
        f"revoke all on {table} from public",
        f"grant {verbs} on {table} to {APP}",
        f"grant select, insert, update, delete on {table} to {PLATFORM}",
        f"grant select on {table} to {BACKUP}",
    ):
        op.execute(statement)


def search_index(op: Operations, table: str, columns: Sequence[str]) -> None:
    """Keep the words of these columns in ``search_token``, by statement triggers, for search by prefix."""
    arguments = ", ".join(f"'{column}'" for column in columns)
    call = f"for each statement execute function zarrin_index_tokens({arguments})"
    op.execute(f"create trigger search_insert after insert on {table} referencing new table as fresh {call}")
    op.execute(
        f"create trigger search_update after update on {table} referencing old table as stale new table as fresh {call}"
    )
    op.execute(f"create trigger search_delete after delete on {table} referencing old table as stale {call}")


def refuse_changes(op: Operations, table: str) -> None:
    """No row of this table is ever changed or removed, whoever asks: a trigger says so to the owner too."""
    op.execute(
        f"create trigger immutable before update or delete on {table}"
        " for each row execute function zarrin_refuse_change()"
    )
