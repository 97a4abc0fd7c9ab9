"""Computed fields that SQL can say: a list and an export read them in the statement that brings the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

from services.admin.fields import InSql
from services.core.database import UnitOfWork


@dataclass(frozen=True)
class Derived:
    """The values of such a field for rows that were read otherwise: one statement for all of them."""

    table: Table
    sql: InSql

    def __call__(self, uow: UnitOfWork, rows: Sequence[Any]) -> Mapping[UUID, Any]:
        """The value of each row by its id."""
        identity, tenant = self.table.c.id, self.table.c.tenant_id
        wanted = select(identity, self.sql(self.table.c)).where(
            tenant == uow.tenant_id, identity.in_([row.id for row in rows])
        )
        return {row.id: row[1] for row in uow.session.execute(wanted)}
