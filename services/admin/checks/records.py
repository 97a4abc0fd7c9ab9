"""The record as a whole: title, code, order, references, creation, scope."""

from collections.abc import Iterator

from sqlalchemy import select

from services.admin.checks.fault import Check, Fault
from services.admin.fields import Use
from services.admin.references import target_of
from services.admin.resource import Resource
from services.core.actor import Actor


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
        if bound.kind == "ref" and bound.of is None and target is None:
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


CHECKS: tuple[Check, ...] = (_title, _references, _creation, _scope)
