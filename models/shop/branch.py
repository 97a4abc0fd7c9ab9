"""Branches: where a shop sells and keeps its goods."""

from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint

from models.base import Entity
from models.types import Code, LocalText, Name, Phone


class Branch(Entity, table=True):
    """A place of business; ``code`` is short and stands in document numbers."""

    __tablename__ = "shop_branch"
    __constraints__: ClassVar[tuple[Any, ...]] = (UniqueConstraint("tenant_id", "code"),)

    code: Code
    name: LocalText
    address: Name = ""
    phone: Phone = ""
    active: bool = True
