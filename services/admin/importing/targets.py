"""What the columns of a file can fill: the fields one may import, each language of a text apart, and the key."""

from dataclasses import dataclass

from sqlalchemy import Index, UniqueConstraint

from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.kinds import rule_of
from services.admin.policy import may_see, visible_fields
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.i18n import LANGUAGES, Message, _

LANGUAGE_NAMES = {"en": _("English"), "fa": _("Persian")}
UNREADABLE = frozenset({"steps", "message", "unknown"})


@dataclass(frozen=True, eq=False)
class Target:
    """Something that a column can fill.

    ``key`` names it (``weight``, ``name.fa``); ``language`` is set for one language of a text; ``writes`` is false
    for a field that only tells which record is meant.
    """

    key: str
    bound: Bound
    language: str = ""
    writes: bool = True

    @property
    def label(self) -> Message:
        """What it is called."""
        if not self.language:
            return self.bound.label
        return _("{label}, {language}", label=self.bound.label, language=LANGUAGE_NAMES[self.language])


def targets_of(resource: Resource, actor: Actor) -> dict[str, Target]:
    """All targets for this actor, by key, in order of the declaration."""
    writable = {
        bound.key
        for bound in visible_fields(resource, actor, Use.IMPORT)
        if bound.column is not None and bound.kind not in UNREADABLE
    }
    found: dict[str, Target] = {}
    for bound in resource.bound.values():
        if bound.key in writable:
            found[bound.key] = Target(bound.key, bound)
            if bound.kind == "local_text":
                found |= {f"{bound.key}.{lang}": Target(f"{bound.key}.{lang}", bound, lang) for lang in LANGUAGES}
        elif bound.key in resource.keyed and may_see(resource, actor, bound):
            found[bound.key] = Target(bound.key, bound, writes=False)
    return found


def keys_of(resource: Resource, actor: Actor) -> tuple[tuple[str, ...], ...]:
    """The natural keys to choose from: the declared one first, then each single field that is unique."""
    targets = targets_of(resource, actor)
    unique = [columns for columns in unique_sets(resource) if len(columns) == 1]
    wanted = (resource.keyed, *unique)
    usable = (key for key in wanted if key and all(name in targets and is_plain(targets[name].bound) for name in key))
    return tuple(dict.fromkeys(usable))


def required_of(resource: Resource, actor: Actor) -> list[Bound]:
    """What a new record can't do without."""
    offered = visible_fields(resource, actor, Use.FORM)
    return [b for b in offered if b.required and not b.read_only and b.declared.default is None]


def is_plain(bound: Bound) -> bool:
    """Whether a field's values can be compared as they are."""
    return rule_of(bound.kind).sortable and bound.kind != "local_text"


def unique_sets(resource: Resource) -> tuple[tuple[str, ...], ...]:
    """The columns that together must be unique in a shop, as far as plain columns say so."""
    table = resource.table
    sets = [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    sets += [list(one.columns) for one in table.indexes if one.unique and is_whole(one)]
    named = (tuple(column.name for column in columns if column.name != "tenant_id") for columns in sets)
    return tuple(dict.fromkeys(names for names in named if names))


def is_whole(index: Index) -> bool:
    """Whether an index is of plain columns, over all rows."""
    partial = index.dialect_options["postgresql"]["where"] is not None
    return not partial and len(index.expressions) == len(index.columns)
