"""What a list can do with its fields."""

from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.resource import Resource

LONG = frozenset({"local_text", "long_text", "json", "rows", "picture", "datetime"})


def _inline(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        if not bound.declared.inline:
            continue
        where = f"{resource.key}.{bound.key}"
        if not bound.inline:
            yield Fault("ADM030", where, "Nobody can type it in: it is computed, read only, or in no list or form.",
                        "Take inline= away.")  # fmt: skip
        elif bound.kind in LONG:
            yield Fault("ADM031", where, f"A {bound.kind} needs more room than a cell.", "Take inline= away.")


CHECKS: tuple[Check, ...] = (_inline,)
