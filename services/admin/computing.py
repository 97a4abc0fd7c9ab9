"""Computed fields over a page of rows: what fails for a record is left out there and written down, the rest stands."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from services.admin.inference import Bound
from services.core.database import UnitOfWork
from services.core.logging import unexpected


def compute(bound: Bound, uow: UnitOfWork, rows: Sequence[Any]) -> tuple[Mapping[UUID, Any], frozenset[UUID], str]:
    """The values of a computed field by record; the records it fails for; the number under which that is logged.

    Whatever a declared function raises costs its own cells, not the list. All rows go at once; only after a failure
    each goes alone. An error of the database is passed on: it ends the transaction.
    """
    if bound.of is None or not rows:
        return {}, frozenset(), ""
    try:
        return bound.of(uow, rows), frozenset(), ""
    except SQLAlchemyError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a declaration raises
        number = unexpected(error, f"computed field {bound.key} failed:")
    values: dict[UUID, Any] = {}
    failed: set[UUID] = set()
    for row in rows:
        try:
            values |= bound.of(uow, [row])
        except SQLAlchemyError:
            raise
        except Exception:  # noqa: BLE001 - logged above, once for the page
            failed.add(row.id)
    return values, frozenset(failed), number
