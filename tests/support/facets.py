"""Gems with facets as lines, fields that are asked for with some choices only, and one that follows from others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from models.types import Name, Ref, Weight
from services.admin.children import Children
from services.admin.fields import Declared, field
from services.admin.follows import Follows
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import _
from tests.support.gems import Base, gems


class Facet(Base, table=True):
    """A face of a gem."""

    __tablename__ = "test_facet"

    gem_id: Annotated[UUID, Ref("test_gem")]
    name: Name
    angle: Weight | None = None
    place: int = 0


def not_flat(_uow: UnitOfWork, values: dict[str, Any], _row: Any) -> None:
    """A made-up rule of a line."""
    if values.get("angle") == 0:
        raise ValidationFailed(fields={"angle": _("Must be above zero")})


def a_week_later(_uow: UnitOfWork, values: Mapping[str, Any]) -> Any:
    """A made-up default."""
    return values["found_on"] + timedelta(days=7) if values["found_on"] else None


CHANGED: Mapping[str, Mapping[str, Any]] = {
    "price": {"when": ("polish", ("half_done", "done")), "required": True},
    "notes": {"when": ("bright", ("true",))},
    "sold_at": {"follows": Follows(("found_on",), a_week_later), "kind": "date"},
}


def _changed(one: Declared) -> Declared:
    return replace(one, **CHANGED.get(one.name, {}))


facets = Resource(
    Facet, "test-facets", _("Facets"), _("Facet"), title="name", default_sort="place", validate=not_flat,
    fields=(field("gem_id", filter=True), field("name", search=True), field("angle", total=True), field("place")),
)  # fmt: skip
cut_gems = replace(
    gems,
    key="test-cut-gems",
    fields=tuple(_changed(one) for one in gems.fields),
    children=(Children("test-facets", by="gem_id", order="place"),),
)
