"""A list parted by a field: by choice, by reference, by yes or no, by month. Each group with its count and its sums.

Rows come sorted by group, and one more statement adds up all groups. Both read whatever the list finds, so a list
that finds more than :data:`GROUP_LIMIT` rows says so and stays in one piece, rather than making everybody wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, ColumnElement, Integer, case, cast, func, literal, select

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.periods import first_of_month, month_number
from services.admin.policy import require, visible_fields
from services.admin.resource import Resource
from services.admin.sums import columns_of, summed, totalled
from services.admin.titles import titles_of
from services.admin.values import plain
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.errors import ValidationFailed
from services.core.i18n import _

if TYPE_CHECKING:
    from services.admin.listing import ListQuery
    from services.core.database import UnitOfWork

GROUP_LIMIT = 200_000
"""A list that finds more rows is not parted."""
MOST_GROUPS = 200
"""So many groups are added up; the rows of further ones stand under heads without figures."""
FIRST, LAST = date(1970, 1, 1), date(2070, 1, 1)
"""Months are told apart between these days; what lies before or after is one group each."""
PARTING = frozenset({"choice", "ref", "user", "bool", "date", "datetime"})
DAYS = frozenset({"date", "datetime"})
GROUP = "_group"


@dataclass(frozen=True)
class Grouping:
    """The field that parts a list, in the language and zone of a reader."""

    field: Bound
    language: str
    zone: str

    def key(self) -> ColumnElement[Any]:
        """What tells groups apart and orders them: a choice's place, a month (the latest first), an id."""
        column: Any = self.field.column
        if self.field.kind == "choice":
            places = [(column == self._stored(choice.value), n) for n, choice in enumerate(self.field.choices)]
            return case(*places, else_=len(places)) if places else literal(0)
        if self.field.kind == "bool":
            return cast(column, Integer)
        if self.field.kind in DAYS:
            return -func.width_bucket(column, literal(self._starts(), ARRAY(column.type)))
        key: ColumnElement[Any] = column
        return key

    def value(self, key: Any) -> Any:
        """The plain value behind a key, as a filter names it; of a month its first day; None where there is none."""
        if key is None:
            return None
        if self.field.kind == "choice":
            return self.field.choices[key].value if key < len(self.field.choices) else None
        if self.field.kind == "bool":
            return bool(key)
        if self.field.kind in DAYS:
            months = self._months()
            return first_of_month(months[min(max(-key - 1, 0), len(months) - 1)], self.language).isoformat()
        return plain(key)

    @property
    def python(self) -> type:
        """The type of a key."""
        return self.field.python if self.field.kind in ("ref", "user") else int

    def _months(self) -> range:
        return range(month_number(FIRST, self.language), month_number(LAST, self.language))

    def _starts(self) -> Sequence[date | datetime]:
        days = (first_of_month(number, self.language) for number in self._months())
        if self.field.kind == "date":
            return list(days)
        zone = zone_of(Actor(tenant_id=None, time_zone=self.zone))
        return [datetime.combine(day, time(), zone) for day in days]

    def _stored(self, value: str) -> Any:
        return self.field.python(value) if issubclass(self.field.python, Enum | int) else value


def groupable(resource: Resource, actor: Actor) -> tuple[Bound, ...]:
    """The fields a list can be parted by: those of few values that it can be filtered by."""
    return tuple(bound for bound in visible_fields(resource, actor, Use.FILTER) if bound.kind in PARTING)


def parse_group_by(resource: Resource, actor: Actor, name: str) -> Grouping | None:
    """What an address groups by; raises ``ValidationFailed``."""
    found = next((bound for bound in groupable(resource, actor) if bound.key == name), None)
    if found is None:
        if name:
            raise ValidationFailed(
                _("The list can't be grouped by “{name}”", name=name), fields={"group": _("Unknown")}
            )
        return None
    return Grouping(found, actor.language, actor.time_zone)


def groups_of(uow: "UnitOfWork", query: "ListQuery", wanted: Sequence[ColumnElement[bool]]) -> list[dict[str, Any]]:
    """All groups in their order: ``{key, value, title, count, sums}``; ``title`` is that of a reference.

    ``wanted`` are the conditions of the list. The sums are those of :func:`services.admin.totals.totals`.
    """
    require(query.resource, uow.actor, "view")
    parted, fields = query.group, totalled(query.resource, uow.actor)
    if parted is None:
        return []
    names = columns_of(fields)
    rows = (
        select(parted.key().label(GROUP), *(query.resource.table.c[name] for name in names)).where(*wanted).subquery()
    )
    key = rows.c[GROUP]
    sums = (summed(rows.c, bound).label(f"sum_{bound.key}") for bound in fields)
    statement = select(key, func.count().label("count"), *sums).group_by(key).order_by(key.nulls_last())
    found = uow.session.execute(statement.limit(MOST_GROUPS)).all()
    references = parted.field.kind in ("ref", "user")
    titles = titles_of(uow, parted.field, [row[0] for row in found if row[0]]) if references else {}
    return [
        {
            "key": plain(place),
            "value": parted.value(place),
            "title": titles.get(str(place)),
            "count": count,
            "sums": {bound.key: plain(value) for bound, value in zip(fields, values, strict=True)},
        }
        for place, count, *values in found
    ]
