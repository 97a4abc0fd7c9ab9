"""Files brought in: the key that names a record, and what may be read from a file."""

from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.importing.targets import UNREADABLE, is_plain
from services.admin.resource import Resource


def _key(resource: Resource) -> Iterator[Fault]:
    for name in resource.natural_key:
        bound = resource.bound.get(name)
        where = f"{resource.key}.{name}"
        if bound is None or bound.column is None:
            yield Fault("ADM050", where, "The natural key names what is no stored field.", "Declare the field.")
        elif not is_plain(bound):
            yield Fault("ADM051", where, f"A {bound.kind} can't tell one record from another.",
                        "Name a code, a number, a date or a reference.")  # fmt: skip
    if resource.natural_key and not _indexed(resource):
        yield Fault("ADM052", resource.key, "Finding a record by its natural key reads the whole list.",
                    "Add an index that begins with the tenant and the key.", warning=True)  # fmt: skip


def _indexed(resource: Resource) -> bool:
    wanted = {"tenant_id", *resource.natural_key}
    table = resource.table
    leading = [[column.name for column in one.columns] for one in (*table.indexes, *table.constraints)]  # type: ignore[attr-defined]
    return any(wanted <= set(names[: len(wanted)]) for names in leading)


def _read(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        stored = bound.column is not None or bound.beside
        if bound.declared.import_ and (not stored or bound.kind in UNREADABLE):
            yield Fault("ADM053", f"{resource.key}.{bound.key}", f"A {bound.kind} can't be read from a file.",
                        "Take import_= away.")  # fmt: skip
        if bound.declared.heads and not (bound.declared.import_ or bound.key in resource.keyed or not bound.read_only):
            yield Fault("ADM054", f"{resource.key}.{bound.key}", "It has names for columns, and is read from none.",
                        "Take heads= away, or give it import_=True.")  # fmt: skip


CHECKS: tuple[Check, ...] = (_key, _read)
