"""A small entity that lies in time and has states, for tests of the board, the calendar and the timeline."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from sqlalchemy import Index

from models.types import Code, Moment, Ref, Weight
from services.admin.fields import field
from services.admin.planning import Load, Timeline
from services.admin.policy import Policy
from services.admin.resource import Resource
from services.core.i18n import _
from tests.support.gems import Base


class Stage(StrEnum):
    """How far a dig is."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Dig(Base, table=True):
    """A dig at a quarry, from a day to a day."""

    __tablename__ = "test_dig"
    __constraints__ = (
        Index(None, "tenant_id", "stage", "id"),
        Index(None, "tenant_id", "starts_on", "id"),
        Index(None, "tenant_id", "visited_at", "id"),
    )

    name: Code
    quarry_id: Annotated[UUID | None, Ref("test_quarry")] = None
    stage: Stage = Stage.PLANNED
    starts_on: date | None = None
    ends_on: date | None = None
    visited_at: Moment | None = None
    done: int = 0
    yields: Weight | None = None
    drawing: Code = ""
    locked: bool = False


digs = Resource(
    Dig,
    "test-digs",
    _("Digs"),
    _("Dig"),
    title="name",
    fields=(
        field("name", search=True),
        field("drawing", kind="picture"),
        field("quarry_id", filter=True),
        field("stage", board=True, filter=True, tones={"open": "pos"}),
        field("starts_on", calendar=True),
        field("ends_on"),
        field("visited_at", calendar=True, permission="test-digs:see-visits"),
        field("done"),
        field("yields", total=True),
        field("locked", list=False),
    ),
    policy=Policy(rows=lambda _actor, verb, row: verb != "update" or not row.locked),
    timeline=Timeline(
        "starts_on",
        "ends_on",
        progress="done",
        load=lambda _uow, steps: [Load("Mina", tuple(40 + 80 * (n == 1) for n, _step in enumerate(steps)))],
    ),
)
