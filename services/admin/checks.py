"""Checks of all declarations, made at start and by ``zarrin resources``: what can't work is said before it runs.

Each fault has a stable id, a sentence, and how to mend it; ``docs/errors-adm.md`` explains them all. A test calls
:func:`check`, and the application refuses to start over an error (:func:`require_sound`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.dialects.postgresql import JSONB

from services.admin.fields import Use
from services.admin.inference import SENSITIVE, Bound
from services.admin.kinds import KINDS, rule_of
from services.admin.references import target_of
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.permissions import Verb

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Fault:
    """One fault of a declaration; a warning slows things down, an error breaks them."""

    id: str
    where: str
    text: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.id} {self.where}: {self.text} {self.mend}"


Check = Callable[[Resource], Iterator[Fault]]


def check(resources: Iterable[Resource] | None = None) -> list[Fault]:
    """All faults of these declarations, or of all there are."""
    return [
        fault
        for resource in (registry.all() if resources is None else resources)
        for one in CHECKS
        for fault in one(resource)
    ]


def require_sound(resources: Iterable[Resource] | None = None) -> None:
    """Refuse to go on over an error, naming every one."""
    errors = [str(fault) for fault in check(resources) if not fault.warning]
    if errors:
        raise RuntimeError("the declarations need mending:\n" + "\n".join(errors))


def _names(resource: Resource) -> Iterator[Fault]:
    if not KEY.fullmatch(resource.key):
        yield Fault("ADM001", resource.key, "The key is part of addresses.", "Use lower case, digits and hyphens.")
    written = [declared.name for declared in resource.fields]
    for name in sorted({name for name in written if written.count(name) > 1}):
        yield Fault("ADM004", f"{resource.key}.{name}", "The field is declared twice.", "Take one away.")
    actions = [action.name for action in resource.actions]
    for name in sorted({name for name in actions if actions.count(name) > 1 or name in set(Verb)}):
        yield Fault("ADM023", f"{resource.key}.{name}", "The action's name is taken.", "Give it another.")
    for verb in sorted(set(resource.policy.verbs) - set(Verb)):
        yield Fault("ADM021", resource.key, f"The policy names an unknown verb “{verb}”.", f"Use one of {list(Verb)}.")
    for name in sorted(set(resource.policy.fields) - set(resource.bound)):
        yield Fault("ADM022", resource.key, f"The policy names “{name}”, which is no field.", "Mend the name.")


def _fields(resource: Resource) -> Iterator[Fault]:
    sections = {section.key for section in resource.sections}
    for bound in resource.bound.values():
        where = f"{resource.key}.{bound.key}"
        declared = bound.declared
        if bound.column is None and bound.of is None:
            text = f"{resource.model.__name__} has no such column."
            yield Fault("ADM002", where, text, "Mend the name, or use computed().")
        elif bound.kind not in KINDS:
            yield Fault("ADM003", where, f"Nothing draws the kind “{bound.kind}”.", "Give it a kind= that exists.")
        if declared.section and declared.section not in sections:
            yield Fault("ADM005", where, f"There is no section “{declared.section}”.", "Add it to sections=.")
        if SENSITIVE.search(bound.key) and resource.fields and not bound.permission:
            yield Fault("ADM009", where, "A sensitive column is open to all.", "Give it a permission=, or take it off.")
        yield from _uses(resource, bound, where)


def _uses(resource: Resource, bound: Bound, where: str) -> Iterator[Fault]:
    rule, columns = rule_of(bound.kind), resource.table.c
    if bound.declared.filter and not (rule.operators and bound.column is not None):
        yield Fault("ADM011", where, f"A {bound.kind} can't be filtered.", "Take filter= away.")
    if bound.declared.sort and not (rule.sortable and bound.column is not None):
        yield Fault("ADM012", where, f"A {bound.kind} can't be sorted.", "Take sort= away.")
    if bound.declared.total and not (rule.numeric and bound.column is not None):
        yield Fault("ADM013", where, f"A {bound.kind} can't be summed.", "Take total= away.")
    if bound.declared.currency and bound.declared.currency not in columns:
        yield Fault("ADM014", where, f"There is no column “{bound.declared.currency}”.", "Name the currency's column.")
    if bound.search and bound.permission:
        yield Fault("ADM008", where, "Searching finds records by a field not everyone may see.", "Take search= away.")
    for name in bound.declared.needs:
        if name not in columns:
            yield Fault("ADM015", where, f"It needs “{name}”, which is no column.", "Mend needs=.")


def _choices(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        where, values = f"{resource.key}.{bound.key}", {choice.value for choice in bound.choices}
        for value in sorted(set(bound.declared.tones or {}) - values):
            yield Fault("ADM016", where, f"There is no choice “{value}” to give a tone.", "Mend tones=.")
        if bound.kind == "choice" and issubclass(bound.python, Enum):
            for value in sorted({str(member.value) for member in bound.python} - values):
                yield Fault("ADM017", where, f"The value “{value}” has no label.", "Add it to choices=.")


def _title(resource: Resource) -> Iterator[Fault]:
    if resource.title not in resource.table.c:
        yield Fault("ADM006", resource.key, f"The title “{resource.title}” is no column.", "Name one that people know.")
    elif resource.titled.permission:
        yield Fault("ADM018", resource.key, "The title has a permission, and shows wherever a record is named.",
                    "Choose another title.")  # fmt: skip
    if resource.code and resource.code not in resource.bound:
        yield Fault("ADM019", resource.key, f"The code “{resource.code}” is no field.", "Declare the field.")
    if resource.default_sort.removeprefix("-") not in resource.table.c:
        yield Fault("ADM010", resource.key, f"It can't be sorted by “{resource.default_sort}”.", "Name a column.")


def _references(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        where, target = f"{resource.key}.{bound.key}", target_of(bound)
        if bound.kind == "ref" and target is None:
            yield Fault("ADM007", where, f"No resource shows the table “{bound.ref}”.", "Declare one, or mend ref=.")
        if not isinstance(bound.search, tuple):
            continue
        searched = {b.key for b in target.fields_for(Use.SEARCH)} if target else set()
        for name in sorted(set(bound.search) - searched):
            yield Fault("ADM024", where, f"“{name}” of the referenced record is not searched there.",
                        "Give that field search=True.")  # fmt: skip


def _creation(resource: Resource) -> Iterator[Fault]:
    if not resource.creatable or not resource.fields:
        return
    written = {b.key for b in resource.bound.values() if b.serves(Use.FORM) or b.series or b.default is not None}
    for name, info in resource.model.model_fields.items():
        needed = info.is_required() and name != "tenant_id" and not resource.table.c[name].nullable
        if needed and name not in written and resource.before_save is None:
            yield Fault("ADM025", f"{resource.key}.{name}", "A new record needs it, and no form asks for it.",
                        "Declare the field, give it a default, or set creatable=False.")  # fmt: skip


def _scope(resource: Resource) -> Iterator[Fault]:
    if resource.scope is None:
        return
    narrowed = resource.scope(select(resource.table), Actor(tenant_id=None))
    if narrowed.get_final_froms() != [resource.table]:
        yield Fault("ADM026", resource.key, "Its scope joins other tables.", "Use where() with a subquery instead.")


def _indexes(resource: Resource) -> Iterator[Fault]:
    leading = [[_index_name(part) for part in index.expressions] for index in resource.table.indexes]
    unique = (one for one in resource.table.constraints if isinstance(one, UniqueConstraint))
    leading += [[column.name for column in one.columns] for one in unique]
    sorts = {b.key for b in resource.fields_for(Use.SORT)} | {resource.default_sort.removeprefix("-")}
    for name in sorted(sorts - {"id"}):
        localized = name in resource.table.c and isinstance(resource.table.c[name].type, JSONB)
        if not any(parts[:1] == ["tenant_id"] and _serves(parts[1:], name, localized=localized) for parts in leading):
            wanted = f"(tenant_id, {name}->>'fa', id), for each language" if localized else f"(tenant_id, {name}, id)"
            yield Fault("ADM020", f"{resource.key}.{name}", "Sorting a long list by it reads the whole list.",
                        f"Add an index on {wanted}.", warning=True)  # fmt: skip


def _index_name(part: object) -> str:
    return str(getattr(part, "name", None) or part)


def _serves(further: list[str], name: str, *, localized: bool) -> bool:
    """Whether an index that goes on so after the tenant is in the order of this column."""
    first = further[0] if further else ""
    return first == name or (localized and re.match(rf"\W*{name}\W", first) is not None)


CHECKS: tuple[Check, ...] = (
    _names, _fields, _choices, _title, _references, _creation, _scope, _indexes,
)  # fmt: skip
