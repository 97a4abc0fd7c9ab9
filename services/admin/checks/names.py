"""Names: the resource's own, its fields', its actions', and those that its policy speaks of."""

import re
from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.resource import Resource
from services.core.permissions import PURGE, Verb

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _names(resource: Resource) -> Iterator[Fault]:
    if not KEY.fullmatch(resource.key):
        yield Fault("ADM001", resource.key, "The key is part of addresses.", "Use lower case, digits and hyphens.")
    written = [declared.name for declared in resource.fields]
    for name in sorted({name for name in written if written.count(name) > 1}):
        yield Fault("ADM004", f"{resource.key}.{name}", "The field is declared twice.", "Take one away.")
    actions = [action.name for action in resource.actions]
    for name in sorted({name for name in actions if actions.count(name) > 1 or name in set(Verb)}):
        yield Fault("ADM023", f"{resource.key}.{name}", "The action's name is taken.", "Give it another.")
    for verb in sorted(set(resource.policy.verbs) - {*Verb, PURGE}):
        yield Fault("ADM021", resource.key, f"The policy names an unknown verb “{verb}”.", f"Use one of {list(Verb)}.")
    for name in sorted(set(resource.policy.fields) - set(resource.bound)):
        yield Fault("ADM022", resource.key, f"The policy names “{name}”, which is no field.", "Mend the name.")


CHECKS: tuple[Check, ...] = (_names,)
