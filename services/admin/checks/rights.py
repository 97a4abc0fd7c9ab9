"""Rights and tuples: permissions that read as permissions, lists of names that are not one text."""

import re
from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.fields import Use
from services.admin.resource import Resource

PERMISSION = re.compile(r"[a-z][a-z0-9-]*:[a-z][a-z0-9-]*")


def _permissions(resource: Resource) -> Iterator[Fault]:
    named = {f"{resource.key}.{bound.key}": bound.permission for bound in resource.bound.values()}
    named |= {f"{resource.key}.{verb}": wanted for verb, wanted in resource.policy.verbs.items()}
    named |= {f"{resource.key}.{action.name}": action.permission for action in resource.actions}
    for where, wanted in named.items():
        if wanted is not None and not PERMISSION.fullmatch(wanted):
            yield Fault("ADM065", where, f"“{wanted}” is no permission, so nobody would have it.",
                        "Write resource:verb, as in items:see-cost.")  # fmt: skip


def _tuples(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        for flag in ("search", "needs"):
            if isinstance(getattr(bound.declared, flag), str):
                yield Fault("ADM066", f"{resource.key}.{bound.key}", f"{flag}= is one text, read letter by letter.",
                            'Write a tuple, as in ("name",).')  # fmt: skip


def _required(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        asked = bound.serves(Use.FORM) and not bound.read_only
        if bound.declared.required and not asked:
            yield Fault("ADM067", f"{resource.key}.{bound.key}", "It is required, and no form asks for it.",
                        "Take required=, read_only= or form=False away.")  # fmt: skip


CHECKS: tuple[Check, ...] = (_permissions, _tuples, _required)
