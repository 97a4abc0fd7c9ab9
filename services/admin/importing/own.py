"""Rows that refer to rows of the same file: a category under one that the file brings in too."""

from collections.abc import Callable, Iterable, Sequence

from services.admin.importing.plan import Line, Plan
from services.admin.importing.references import NOT_FOUND
from services.admin.importing.seen import Seen

Known = Callable[[set[str]], set[str]]
"""Which of these names rows before have."""


def waiting(plan: Plan, lines: Sequence[Line], known: Known) -> list[Line]:
    """The rows that lack nothing but a record which other rows of the file will be, parents before children."""
    asking = {line.number: (line, texts) for line in lines if (texts := _asked(plan, line))}
    if not asking:
        return []
    names = known(set().union(*(texts for _line, texts in asking.values())))
    names |= names_of(plan, (line for line in lines if not line.faults))
    found: list[Line] = []
    while more := [line for line, texts in asking.values() if texts <= names]:
        found += more
        names |= names_of(plan, more)
        for line in more:
            del asking[line.number]
    return found


def names_of(plan: Plan, lines: Iterable[Line]) -> set[str]:
    """The texts by which other rows may call these: code and title, in each language."""
    fields = {bound.key for bound in (plan.resource.coded, plan.resource.titled) if bound is not None}
    names: set[str] = set()
    for line in lines:
        values = (line.values.get(key) for key in fields)
        for value in values:
            names.update(value.values() if isinstance(value, dict) else [] if value is None else [str(value)])
    return names


def excuse(plan: Plan, lines: Sequence[Line], names: Seen) -> None:
    """In a dry run, where nothing is written: take such rows as if what they refer to were there already."""
    for line in waiting(plan, lines, names.those):
        line.pending = frozenset(column.target.bound.key for column in plan.own if column.target.key in line.faults)
        line.faults = {}


def note(plan: Plan, lines: Iterable[Line], names: Seen) -> None:
    """Remember what the rows that would go in are called."""
    names.first({name: line.number for line in lines if not line.faults for name in names_of(plan, [line])})


def _asked(plan: Plan, line: Line) -> set[str]:
    """The names that a row asks for; empty where anything else is wrong with it."""
    own = {column.target.key: column.number for column in plan.own}
    if not line.faults or not line.cells or any(
        key not in own or fault is not NOT_FOUND for key, fault in line.faults.items()
    ):  # fmt: skip
        return set()
    return {line.cells[own[key]] for key in line.faults}
