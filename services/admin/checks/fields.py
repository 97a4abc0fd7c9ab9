"""Fields: columns, kinds, choices, and what each is used for."""

from collections.abc import Iterator
from enum import Enum

from services.admin.checks.fault import Check, Fault
from services.admin.inference import SENSITIVE, Bound
from services.admin.inner_rows import CELLS, ROWS
from services.admin.kinds import KINDS, rule_of
from services.admin.resource import Resource


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
    stored = bound.column is not None or bound.beside
    if bound.declared.filter and not (rule.operators and stored):
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


def _rows(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        where = f"{resource.key}.{bound.key}"
        if bound.declared.rows:
            yield from _table(bound, where)
        elif bound.kind == ROWS:
            yield Fault("ADM064", where, "Nothing says which columns its rows have.", "Give it rows=.")


def _table(bound: Bound, where: str) -> Iterator[Fault]:
    alone = bound.declared.rows.alone if bound.declared.rows else None
    named = {cell.declared.when[0] for cell in bound.cells if cell.declared.when} | ({alone} if alone else set())
    for name in sorted(named - {cell.key for cell in bound.cells}):
        yield Fault("ADM064", where, f"Its rows have no column “{name}”.", "Mend alone= or when=.")
    if bound.column is None or not issubclass(bound.python, dict | list):
        yield Fault("ADM064", where, "Rows are kept in a column of JSON.", "Make the column one, or take rows= away.")
    for cell in bound.cells:
        if cell.kind not in CELLS:
            yield Fault("ADM064", f"{where}.{cell.key}", f"A row can't hold a {cell.kind}.", "Choose another kind.")


CHECKS: tuple[Check, ...] = (_fields, _choices, _rows)
