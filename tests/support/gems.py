"""A small entity with every kind of column, made for tests of the engine alone: gems and the quarries they are from."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import Index, MetaData, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, col

from models.base import NAMING, Entity
from models.types import (
    Code,
    Currency,
    Data,
    Fineness,
    LocalText,
    LongText,
    Moment,
    Money,
    Phone,
    Ref,
    Series,
    UserId,
    Weight,
)
from services.admin import numbers
from services.admin.actions import Action
from services.admin.fields import Section, computed, field
from services.admin.policy import Policy
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _


class Base(Entity):
    """Tables that no migration knows."""

    metadata = MetaData(naming_convention=NAMING)


class Polish(StrEnum):
    """How far a gem is."""

    ROUGH = "rough"
    HALF_DONE = "half_done"
    DONE = "done"


class Quarry(Base, table=True):
    """Where gems come from."""

    __tablename__ = "test_quarry"

    name: LocalText
    phone: Phone = ""
    open: bool = True


class Gem(Base, table=True):
    """A gem with a column of each kind."""

    __tablename__ = "test_gem"
    __constraints__ = (
        UniqueConstraint("tenant_id", "sku"),
        Index(None, "tenant_id", "weight", "id"),
        Index(None, "tenant_id", "sku", "id"),
        Index(None, "tenant_id", "found_on", "id"),
        Index("ix_test_gem_name_fa", "tenant_id", text("(name->>'fa')"), "id"),
        Index("ix_test_gem_name_en", "tenant_id", text("(name->>'en')"), "id"),
    )

    number: Annotated[Code | None, Series("gem")] = None
    sku: Code
    name: LocalText
    quarry_id: Annotated[UUID | None, Ref("test_quarry")] = None
    stones: int = 0
    weight: Weight | None = None
    fineness: Fineness = Decimal(750)
    price: Money | None = None
    cost: Money | None = None
    currency: Currency = "IRT"
    polish: Polish = Polish.ROUGH
    grade: Code = "a"
    found_on: date | None = None
    sold_at: Moment | None = None
    bright: bool = False
    notes: LongText = ""
    keeper_id: UserId | None = None
    extra: Data = Field(default_factory=dict, sa_type=JSONB)


def doubled(_uow: UnitOfWork, rows: Sequence[Any]) -> Mapping[UUID, Any]:
    """Twice the weight of each."""
    return {row.id: row.weight * 2 for row in rows if row.weight is not None}


def heavy_has_price(_uow: UnitOfWork, values: dict[str, Any], _row: Any) -> None:
    """A made-up rule over two fields."""
    if (values.get("weight") or 0) > 500 and not values.get("price"):
        raise ValidationFailed(fields={"price": _("This is needed")})


def polish_up(_uow: UnitOfWork, row: Any) -> None:
    """The action of the tests."""
    row.polish = Polish.DONE


quarries = Resource(
    Quarry,
    "test-quarries",
    _("Quarries"),
    _("Quarry"),
    title="name",
    fields=(field("name", search=True), field("phone", search=True), field("open", filter=True)),
)

gems = Resource(
    Gem,
    "test-gems",
    _("Gems"),
    _("Gem"),
    title="name",
    code="sku",
    sections=(Section("money", _("Money")),),
    fields=(
        field("number"),
        field("sku", search=True, sort=True, filter=True),
        field("name", search=True, sort=True, filter=True),
        field("quarry_id", filter=True, search=("name",)),
        field("stones", filter=True, total=True),
        field("weight", filter=True, sort=True, total=True),
        field("fineness", filter=True),
        field("price", filter=True, total=True, currency="currency", section="money"),
        field("cost", filter=True, sort=True, total=True, permission="test-gems:see-cost", section="money"),
        field("currency", form=False),
        field("polish", filter=True, tones={"done": "pos"}),
        field("grade", filter=True, choices={"a": _("First grade"), "b": _("Second grade")}, once=True),
        field("found_on", filter=True, sort=True),
        field("sold_at", filter=True),
        field("bright", filter=True),
        field("notes", list=False, filter=True),
        field("keeper_id"),
        field("extra", list=False),
        field("created_at", list="wide"),
        computed("double", kind="weight", of=doubled, needs=("weight",), export=True),
    ),
    scope=lambda statement, _actor: statement.where(col(Gem.grade) != "z"),
    policy=Policy(rows=lambda _actor, verb, row: verb != "delete" or not row.bright),
    validate=heavy_has_price,
    actions=(Action("polish", _("Polish"), polish_up, bulk=True, when=lambda row: row.polish != Polish.DONE),),
    default_sort="-id",
)


def number_gems(_uow: UnitOfWork, series: str, row: Any) -> str:
    """A stand-in for the shop's number series."""
    return f"{series}-{row.sku}"


@contextmanager
def own_numbers() -> Iterator[None]:
    """Let the engine take its numbers here, and where it took them before afterwards."""
    registry.load()
    before = list(numbers._sources)
    numbers.set_source(number_gems)
    yield
    numbers._sources[:] = before


@contextmanager
def standing_in(other: Resource) -> Iterator[None]:
    """Another declaration of gems in their place meanwhile."""
    registry.remove(gems.key)
    registry.register(other)
    yield
    registry.remove(gems.key)
    registry.register(gems)
