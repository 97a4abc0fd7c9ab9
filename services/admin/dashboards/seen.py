"""A part of a dashboard as one reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.admin.dashboards.cards import Card, Figure
from services.admin.inference import Bound
from services.admin.listing import ListQuery
from services.admin.resource import Resource


@dataclass(frozen=True)
class Seen:
    """A part that the reader may see: its list, the fields it is about, and where it leads if not to that list."""

    part: Figure | Card
    resource: Resource
    query: ListQuery
    fields: tuple[Bound, ...]
    leads: Mapping[str, str] | None = None

    def about(self, **changes: str) -> dict[str, Any]:
        """Name, label, and the list it leads to, with further parameters."""
        return {
            "name": self.part.name,
            "label": self.part.label.plain(),
            "resource": self.resource.key,
            "params": {**(self.query.to_params() if self.leads is None else self.leads), **changes},
        }
