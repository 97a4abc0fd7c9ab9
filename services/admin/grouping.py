"""A list parted by a field: by choice, by reference, by yes or no, by month. Each group with its count and its sums.

Rows come sorted by group, and one more statement adds up all groups. Both read whatever the list finds, so a list
that finds more than :data:`GROUP_LIMIT` rows says so and stays in one piece, rather than making everybody wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Integer,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.periods import first_of_month, month_number
from services.admin.policy import require, visible_fields
from services.admin.references import REFERENCES, Titles, titled
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
GROUP, GROUP_TITLE = "_group", "_group_title"


@dataclass(frozen=True)
class Grouping:
    """The field that parts a list, in the language and zone of a reader; ``titles`` are those of a reference."""

    field: Bound
    language: str
    zone: str
    titles: Titles | None = part(default=None, compare=False)

    def order(self, language: str) -> dict[str, ColumnElement[Any]]:
        """What groups stand in order by, by the name of its column: a reference by its title, else by its key alone."""
        named = self.field.kind in REFERENCES
        return {GROUP_TITLE: self._title(language), GROUP: self.key()} if named else {GROUP: self.key()}

    def source(self, table: Table) -> FromClause:
        """Where a parted list is read from: its table, with the titles of what it is parted by."""
        if self.titles is None:
            return table
        same = and_(self.titles.source.c.tenant_id == table.c.tenant_id, self.titles.identity == self.field.column)
        visible = true() if self.titles.visible is None else self.titles.visible
        return table.outerjoin(self.titles.source, and_(same, visible))

    def typed(self, name: str, value: Any) -> Any:
        """A plain value of :meth:`order`, from one of our cursors, as its column has it."""
        return value if value is None or name == GROUP_TITLE else self.python(value)

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

    def _title(self, language: str) -> ColumnElement[Any]:
        title: ColumnElement[Any] = self.titles.title if self.titles else cast(null(), Text)
        if not isinstance(title.type, JSONB):
            return title
        name: ColumnElement[str] = literal_column(f"'{language}'")
        return title.op("->>", return_type=literal("").type)(name)

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
    titles = titled(found, actor, "parted_by") if found.kind in REFERENCES else None
    return Grouping(found, actor.language, actor.time_zone, titles)


def groups_of(uow: "UnitOfWork", query: "ListQuery", wanted: Sequence[ColumnElement[bool]]) -> list[dict[str, Any]]:
    """All groups in their order: ``{key, value, title, count, sums}``; ``title`` is that of a reference.

    ``wanted`` are the conditions of the list. The sums are those of :func:`services.admin.totals.totals`.
    """
    require(query.resource, uow.actor, "view")
    parted, fields = query.group, totalled(query.resource, uow.actor)
    if parted is None:
        return []
    names = columns_of(fields)
    table, order = query.resource.table, parted.order(query.sorted_in)
    places = (one.label(name) for name, one in order.items())
    found_rows = select(*places, *(table.c[name] for name in names)).select_from(parted.source(table)).where(*wanted)
    rows = found_rows.subquery()
    keys = [rows.c[name] for name in order]
    sums = (summed(rows.c, bound).label(f"sum_{bound.key}") for bound in fields)
    statement = select(rows.c[GROUP], func.count().label("count"), *sums).group_by(*keys)
    statement = statement.order_by(*(key.nulls_last() for key in keys))
    found = uow.session.execute(statement.limit(MOST_GROUPS)).all()
    references = parted.field.kind in REFERENCES
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
