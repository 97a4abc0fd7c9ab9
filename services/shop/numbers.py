"""Document numbers without gap or repeat.

The series' row is locked while a number is taken and stays so until the transaction ends, so a number is only ever
used by a document that was really written. Take it late, to keep the lock short.
"""

from sqlalchemy import update
from sqlmodel import col

from models.shop.number_series import NumberSeries
from services.core.database import UnitOfWork
from services.core.errors import RuleBroken
from services.core.i18n import _


def take(uow: UnitOfWork, name: str, count: int = 1) -> list[str]:
    """The next numbers of a series, in order. Raises ``RuleBroken`` where the shop has no such series."""
    row = uow.session.execute(
        update(NumberSeries)
        .where(col(NumberSeries.name) == name, col(NumberSeries.deleted_at).is_(None))
        .values(next_number=col(NumberSeries.next_number) + count)
        .returning(col(NumberSeries.next_number), col(NumberSeries.prefix), col(NumberSeries.padding))
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if row is None:
        raise RuleBroken(_("There is no number series “{name}”", name=name))
    after, prefix, padding = row
    return [f"{prefix}{number:0{padding}d}" for number in range(after - count, after)]
