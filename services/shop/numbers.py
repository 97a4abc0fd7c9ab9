"""Document numbers without gap or repeat.

The series' row is locked while a number is taken and stays so until the transaction ends, so a number is only ever
used by a document that was really written. Take it late, to keep the lock short.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from models.base import new_id
from models.shop.number_series import NumberSeries
from services.admin.registry import registry
from services.core.database import UnitOfWork
from services.core.errors import RuleBroken
from services.core.i18n import _


def take(uow: UnitOfWork, name: str, count: int = 1) -> list[str]:
    """The next numbers of a series, in order. Raises ``RuleBroken`` where the shop has no such series."""
    row = _next(uow, name, count)
    if row is None and _open(uow, name):
        row = _next(uow, name, count)
    if row is None:
        raise RuleBroken(_("There is no number series “{name}”", name=name))
    after, prefix, padding = row
    return [_written(number, prefix, padding) for number in range(after - count, after)]


def _next(uow: UnitOfWork, name: str, count: int) -> Any:
    return uow.session.execute(
        update(NumberSeries)
        .where(col(NumberSeries.name) == name, col(NumberSeries.deleted_at).is_(None))
        .values(next_number=col(NumberSeries.next_number) + count)
        .returning(col(NumberSeries.next_number), col(NumberSeries.prefix), col(NumberSeries.padding))
        .execution_options(synchronize_session=False)
    ).one_or_none()


def take_each(uow: UnitOfWork, names: Collection[str]) -> dict[str, str]:
    """The next number of several series in one statement, their rows locked in the order of names."""
    table = NumberSeries.__table__  # type: ignore[attr-defined]
    own = (table.c.tenant_id == uow.tenant_id) & table.c.name.in_(names) & table.c.deleted_at.is_(None)
    locked = select(table.c.id).where(own).order_by(table.c.name).with_for_update().cte("locked")
    rows = uow.session.connection().execute(
        update(table)
        .where(table.c.tenant_id == uow.tenant_id, table.c.id == locked.c.id)
        .values(next_number=table.c.next_number + 1)
        .returning(table.c.name, table.c.next_number, table.c.prefix, table.c.padding)
    )
    found = {name: _written(after - 1, prefix, padding) for name, after, prefix, padding in rows}
    for name in names:
        if name not in found:
            raise RuleBroken(_("There is no number series “{name}”", name=name))
    return found


def _open(uow: UnitOfWork, name: str) -> bool:
    """Begin a series that a declaration names and this shop does not have yet; false for any other name."""
    if not any(bound.series == name for resource in registry.all() for bound in resource.bound.values()):
        return False
    begun = insert(NumberSeries).values(id=new_id(), name=name, prefix=f"{name[:1].upper()}-")
    uow.session.execute(begun.on_conflict_do_nothing(index_elements=["tenant_id", "name"]))
    return True


def _written(number: int, prefix: str, padding: int) -> str:
    return f"{prefix}{number:0{padding}d}"
