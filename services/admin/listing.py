"""What a list shows, as its address says it: search, filters, sort, page, columns and their look, trash.

An address comes from a client: every name in it resolves through the resource's fields and the actor's rights, and
anything else is refused before SQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any
from uuid import UUID

from services.admin.arrangement import Widths, parse_columns, parse_density, parse_widths, write_widths
from services.admin.cursors import Cursor
from services.admin.fields import Use
from services.admin.filters import Filter, parse_filter, rejected
from services.admin.grouping import Grouping, parse_group_by
from services.admin.groups import PARAM, Group, parse_group, write_group
from services.admin.inference import Bound
from services.admin.kinds import Op
from services.admin.policy import can, may_see, visible_fields
from services.admin.resource import Resource
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.errors import ValidationFailed
from services.core.i18n import LANGUAGES, _

SIZES = (25, 50, 100)
IGNORED = frozenset({"lang", "theme", "view", "by", "on", "zoom", "shut", "limits", "peek", "bar", "saved"})
"""Parameters of an address that belong to the page, not to the list."""
CURSORS = ("after", "before")
MAX_SEARCH = 100
MAX_IDS = 1_000
"""No more records are named one by one."""


@dataclass(frozen=True)
class Sort:
    """A column and a direction; empty values come last going up and first going down, as its index has them."""

    key: str
    descending: bool = False

    def __str__(self) -> str:
        return ("-" if self.descending else "") + self.key

    @classmethod
    def read(cls, text: str) -> "Sort":
        """From ``created_at`` or ``-created_at``."""
        return cls(text.removeprefix("-"), text.startswith("-"))


@dataclass(frozen=True)
class ListQuery:
    """The state of one list.

    ``filters`` must all hold, and ``where`` too, conditions joined by "and" and "or"; ``group`` parts the rows.
    ``cols`` are the columns in their order, empty the usual ones; ``density`` empty is as the reader likes it.
    ``ids`` names single records. At most one of ``after`` and ``before`` is set.
    """

    resource: Resource
    q: str = ""
    sort: Sort = Sort("id", descending=True)
    filters: tuple[Filter, ...] = ()
    where: Group | None = None
    group: Grouping | None = None
    after: Cursor | None = None
    before: Cursor | None = None
    size: int = SIZES[0]
    cols: tuple[str, ...] = ()
    widths: Widths = ()
    density: str = ""
    trash: bool = False
    ids: tuple[UUID, ...] = ()
    language: str = "en"
    tenant: str = ""

    @classmethod
    def parse(cls, resource: Resource, actor: Actor, params: Mapping[str, str]) -> "ListQuery":
        """The query of an address; raises ``ValidationFailed`` that names the parameter it can't take."""
        zone = zone_of(actor)
        query = cls(resource, language=_language(actor), tenant=_tenant(actor))
        query = replace(query, sort=_sort(resource, actor, params.get("sort", "")))
        for name, value in sorted(params.items(), key=lambda one: one[0] in CURSORS):
            query = query.with_param(name, value, actor, zone)
        if query.after and query.before:
            raise ValidationFailed(_("A page is after or before a row, not both"), fields={"before": _("Not possible")})
        return query

    def to_params(self) -> dict[str, str]:
        """The address parameters that give this query again."""
        params = {f.param: f.raw for f in self.filters}
        usual_sort = self.sort == Sort.read(self.resource.default_sort)
        params |= {
            PARAM: str(self.where or ""),
            "group": self.group.field.key if self.group else "",
            "q": self.q,
            "sort": "" if usual_sort else str(self.sort),
            "size": "" if self.size == SIZES[0] else str(self.size),
            "cols": ",".join(self.cols),
            "w": write_widths(self.widths),
            "density": self.density,
            "trash": "1" if self.trash else "",
            "ids": ",".join(one.hex for one in self.ids),
        }
        params = {name: value for name, value in params.items() if value}
        for name, cursor in (("after", self.after), ("before", self.before)):
            if cursor:
                params[name] = cursor.seal(self.context)
        return params

    @property
    def context(self) -> str:
        """What its cursors are valid for: this list of this tenant in this order."""
        parted = f":{self.group.field.key}" if self.group else ""
        return f"{self.tenant}:{self.resource.key}:{self.sort}{parted}"

    @property
    def cursor(self) -> Cursor | None:
        """Where the page begins, whichever side."""
        return self.after or self.before

    @property
    def sorted_in(self) -> str:
        """The language whose texts order the list: a cursor keeps its own."""
        return self.cursor.language if self.cursor else self.language

    @property
    def conditions(self) -> Group:
        """All filters as one group: what must hold, and the groups inside it."""
        nested = self.where.parts if self.where and self.where.gathers else (self.where,) if self.where else ()
        return Group(every=True, parts=(*self.filters, *nested))

    def filtered(self, actor: Actor, tree: Any) -> dict[str, str]:
        """The address of this list with these conditions instead, arranged as :func:`write_group` takes them."""
        zone = zone_of(actor)
        wanted = write_group(tree, lambda name, raw: _filter(self.resource, actor, f"f.{name}", raw, zone))
        bare = replace(self.first(), filters=(), where=None)
        return bare.to_params() | wanted

    def first(self) -> "ListQuery":
        """The same list from its beginning."""
        return replace(self, after=None, before=None)

    def columns(self, actor: Actor) -> tuple[Bound, ...]:
        """The columns to show: the chosen ones, or all that aren't marked as wide."""
        seen = visible_fields(self.resource, actor, Use.LIST)
        if self.cols:
            known = {bound.key: bound for bound in seen}
            return tuple(known[key] for key in self.cols if key in known)
        return tuple(bound for bound in seen if bound.declared.list is True)

    def with_param(self, name: str, value: str, actor: Actor, zone: tzinfo) -> "ListQuery":
        """The query with one parameter of an address taken in; raises ``ValidationFailed``."""

        def made(field: str, raw: str) -> Filter:
            return _filter(self.resource, actor, f"f.{field}", raw, zone)

        if name.startswith("f."):
            return replace(self, filters=(*self.filters, made(name.removeprefix("f."), value)))
        if name == PARAM:
            return replace(self, where=parse_group(value, made))
        if name in CURSORS:
            return self.beyond(name, value)
        if name in _READERS:
            part, read = _READERS[name]
            return replace(self, **{part: read(self.resource, actor, value)})
        if name != "sort" and name not in IGNORED:
            raise ValidationFailed(_("There is no “{name}” in a list", name=name), fields={name: _("Unknown")})
        return self

    def beyond(self, name: str, value: str) -> "ListQuery":
        """The query from this cursor on. One of the list in one piece, which was too long to be parted, keeps it so."""
        taken: dict[str, Any] = {}
        try:
            taken[name] = Cursor.open(value, self.context, name) if value else None
        except ValidationFailed:
            if self.group is None:
                raise
            return replace(self, group=None).beyond(name, value)
        return replace(self, **taken)


def _filter(resource: Resource, actor: Actor, name: str, value: str, zone: tzinfo) -> Filter:
    key, _dot, op = name.removeprefix("f.").partition(".")
    bound = next((b for b in visible_fields(resource, actor, Use.FILTER) if b.key == key), None)
    if bound is None:
        raise rejected(name, _("there is no such filter"))
    return parse_filter(bound, op or Op.EQ, value, zone, _language(actor))


def _sort(resource: Resource, actor: Actor, value: str) -> Sort:
    usual = Sort.read(resource.default_sort)
    declared = resource.bound.get(usual.key)
    if declared and not may_see(resource, actor, declared):
        usual = Sort("id", descending=True)
    sort = Sort.read(value) if value else usual
    known = {bound.key for bound in visible_fields(resource, actor, Use.SORT)}
    if sort.key not in known and sort != usual:
        raise ValidationFailed(_("The list can't be sorted by “{name}”", name=sort.key), fields={"sort": _("Unknown")})
    return sort


def _search(resource: Resource, _actor: Actor, value: str) -> str:
    text = value.strip()
    if text and not resource.fields_for(Use.SEARCH):
        raise ValidationFailed(_("This list can't be searched"), fields={"q": _("Not possible")})
    if len(text) > MAX_SEARCH or "\x00" in text:
        raise ValidationFailed(_("A search has at most {n} letters", n=MAX_SEARCH), fields={"q": _("Too long")})
    return text


def _size(_resource: Resource, _actor: Actor, value: str) -> int:
    if value not in {str(size) for size in SIZES}:
        raise ValidationFailed(_("A page has 25, 50 or 100 rows"), fields={"size": _("Not possible")})
    return int(value)


def _trash(resource: Resource, actor: Actor, value: str) -> bool:
    if value not in ("", "0", "1"):
        raise ValidationFailed(_("The trash is shown or not"), fields={"trash": _("Not possible")})
    if value == "1" and not can(resource, actor, "restore"):
        raise ValidationFailed(_("You can't see the trash of this list"), fields={"trash": _("Not possible")})
    return value == "1"


def _ids(_resource: Resource, _actor: Actor, value: str) -> tuple[UUID, ...]:
    parts = value.split(",") if value else []
    if len(parts) > MAX_IDS:
        raise ValidationFailed(_("At most {n} choices are possible here", n=MAX_IDS), fields={"ids": _("Too long")})
    try:
        return tuple(UUID(part) for part in parts)
    except ValueError:
        raise ValidationFailed(_("Choose the records first"), fields={"ids": _("Unknown")}) from None


_READERS: dict[str, tuple[str, Callable[[Resource, Actor, str], Any]]] = {
    "q": ("q", _search),
    "size": ("size", _size),
    "cols": ("cols", parse_columns),
    "w": ("widths", parse_widths),
    "density": ("density", parse_density),
    "trash": ("trash", _trash),
    "ids": ("ids", _ids),
    "group": ("group", parse_group_by),
}
"""The parameters that stand alone: which part of the query each sets, and how it is read."""


def _language(actor: Actor) -> str:
    return actor.language if actor.language in LANGUAGES else "en"


def _tenant(actor: Actor) -> str:
    return str(actor.tenant_id or "")
