"""Forms: fields with conditions, values that follow, records that are part of others."""

from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.registry import registry
from services.admin.resource import Resource


def _conditions(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        when, where = bound.declared.when, f"{resource.key}.{bound.key}"
        if when is None:
            continue
        name, wanted = when
        other = resource.bound.get(name)
        if other is None or not other.serves(Use.FORM) or _goes_round(resource, bound):
            yield Fault("ADM040", where, f"It goes by “{name}”, which no form asks for first.", "Mend when=.")
            continue
        known = {choice.value for choice in other.choices} or ({"true", "false"} if other.kind == "bool" else set())
        for value in sorted(set(wanted) - known - {""}) if known else ():
            yield Fault("ADM040", where, f"“{name}” is never “{value}”.", "Name values that it can have.")
        if not bound.nullable and bound.default is None:
            yield Fault("ADM041", where, "It can't be left out, and isn't always asked for.",
                        "Let the column be empty, or give it a default.")  # fmt: skip


def _goes_round(resource: Resource, bound: Bound) -> bool:
    seen, at = {bound.key}, bound
    while at.declared.when:
        name = at.declared.when[0]
        if name in seen or name not in resource.bound:
            return True
        seen.add(name)
        at = resource.bound[name]
    return False


def _followers(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        follows, where = bound.declared.follows, f"{resource.key}.{bound.key}"
        if follows is None:
            continue
        if bound.read_only or not bound.serves(Use.FORM):
            yield Fault("ADM042", where, "It follows others, and nobody can type it.", "Use computed() instead.")
        for name in follows.on:
            if name == bound.key or name not in resource.bound:
                yield Fault("ADM042", where, f"It can't follow “{name}”.", "Name other fields of the same form.")


def _children(resource: Resource) -> Iterator[Fault]:
    kinds = {one.key: one for one in registry.all()}
    for child in resource.children:
        where, kind = f"{resource.key}.{child.key}", kinds.get(child.key)
        if kind is None:
            yield Fault("ADM043", where, f"There is no resource “{child.key}”.", "Mend the key of the children.")
            continue
        by = kind.bound.get(child.by)
        if by is None or by.ref != resource.entity or not by.serves(Use.FORM):
            yield Fault("ADM043", where, f"“{child.by}” is no field of theirs that points here.", "Mend by=.")
        order = kind.bound.get(child.order) if child.order else None
        if child.order and (order is None or order.python is not int or not order.serves(Use.FORM)):
            yield Fault("ADM044", where, f"“{child.order}” holds no place in an order.",
                        "Name a whole number that their form has.")  # fmt: skip


def _warnings(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        name, where = bound.declared.warns, f"{resource.key}.{bound.key}"
        beside = resource.bound.get(name) if name else None
        if name and (bound.kind != "warning" or beside is None or not beside.serves(Use.FORM)):
            yield Fault("ADM048", where, f"It can't warn beside “{name}”.",
                        "Make it a computed warning, and name a field of the form.")  # fmt: skip


CHECKS: tuple[Check, ...] = (_conditions, _followers, _children, _warnings)
