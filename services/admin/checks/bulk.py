"""Tags, and what is done with many records at once."""

from collections.abc import Iterator

from services.admin.bulk.change import EDIT, TAG
from services.admin.checks.fault import Check, Fault
from services.admin.resource import Resource
from services.admin.tags import TAGS


def _tags(resource: Resource) -> Iterator[Fault]:
    if not resource.tagged:
        return
    where = f"{resource.key}.{TAGS}"
    if TAGS in resource.table.c or any(declared.name == TAGS for declared in resource.fields):
        yield Fault("ADM045", where, "It is tagged, and has a field or column of that name already.",
                    "Rename that, or take tagged= away.")  # fmt: skip
    if not resource.trashable:
        yield Fault("ADM046", resource.key, "It is tagged, and its rows are never edited.", "Take tagged= away.")


def _acts(resource: Resource) -> Iterator[Fault]:
    for action in resource.acts:
        if action.name in (EDIT, TAG):
            yield Fault("ADM047", f"{resource.key}.{action.name}", "A selection has an act of this name already.",
                        "Give the action another.")  # fmt: skip


CHECKS: tuple[Check, ...] = (_tags, _acts)
