"""Document numbers without gaps: one row for each series, locked while a number is taken."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import Entity
from models.types import Code


class NumberSeries(Entity, table=True):
    """The numbers of one kind of document: ``prefix`` and ``next_number`` padded to ``padding`` digits."""

    __tablename__ = "shop_number_series"
    __constraints__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("next_number > 0", name="next_number"),
    )

    name: Code
    prefix: Code = ""
    next_number: int = 1
    padding: int = 5
