"""What only the database checks, asked without writing: check constraints, and unique indexes of some rows alone.

One statement for a batch of rows that are not there yet: PostgreSQL takes them for rows of the table and tells which
constraint each would break. The run itself needs none of this, since there the constraints speak for themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CheckConstraint, Index, Table, TextClause, text
from sqlalchemy.dialects import postgresql

from services.admin.conflicts import against, checks_of, field_of, name_of
from services.admin.importing.plan import WHOLE, Line, Outcome, Plan
from services.admin.importing.seen import Seen
from services.admin.importing.storage import as_stored
from services.admin.importing.targets import is_whole
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.bulk import as_json
from services.core.database import UnitOfWork
from services.core.i18n import _

_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Rules:
    """The constraints of a table that no field tells of, and the statement that asks about them."""

    checks: tuple[CheckConstraint, ...]
    uniques: tuple[Index, ...]
    statement: TextClause


def ask_constraints(uow: UnitOfWork, plan: Plan, lines: Sequence[Line], seen: Seen) -> None:
    """Refuse, of these rows, those that the database would refuse."""
    rules = rules_of(plan.resource.table)
    asked = [line for line in lines if line.outcome in (Outcome.CREATE, Outcome.UPDATE)]
    if rules is None or not asked:
        return
    rows = as_json([_stored(uow, plan, line) for line in asked])
    for found in uow.session.connection().execute(rules.statement, {"rows": rows}).mappings():
        line = asked[found["n"] - 1]
        for number in found["broken"]:
            rule = rules.checks[number]
            line.refuse({field_of(plan.resource, rule): against(name_of(rule))})
        for number, index in enumerate(rules.uniques):
            if found[f"k{number}"] is None or line.faults:
                continue
            key = f"i{number}\x1f{found[f'k{number}']}"
            at = seen.first({key: line.number})[key]
            if at < line.number:
                line.refuse({_beside(plan.resource, index): _("The same stands in row {n} of this file", n=at)})
            elif found[f"t{number}"]:
                line.refuse({_beside(plan.resource, index): _("There is one like this already")})


def _beside(resource: Resource, index: Index) -> str:
    return next((column.name for column in index.columns if column.name in resource.bound), WHOLE)


@cache
def rules_of(table: Table) -> Rules | None:
    """The rules of a table; None where there is nothing to ask."""
    checks = tuple(sorted(checks_of(table), key=name_of))
    uniques = tuple(index for index in sorted(table.indexes, key=lambda i: str(i.name)) if index.unique
                    and not is_whole(index))  # fmt: skip
    return Rules(checks, uniques, _statement(table, checks, uniques)) if checks or uniques else None


def _statement(table: Table, checks: Sequence[CheckConstraint], uniques: Sequence[Index]) -> TextClause:
    broken = ", ".join(f"case when ({_sql(c.sqltext)}) is false then {n} end" for n, c in enumerate(checks))
    given = ["ordinality as n", "id", f"array_remove(array[{broken}]::int[], null) as broken"]
    told = []
    for number, index in enumerate(uniques):
        where = index.dialect_options["postgresql"]["where"]
        within = "true" if where is None else _sql(where)
        parts = [_sql(expression) for expression in index.expressions]
        given += [f"({part}) as u{number}_{place}" for place, part in enumerate(parts)]
        given.append(f"case when {within} then jsonb_build_array({', '.join(parts)})::text end as k{number}")
        same = " and ".join(f"({part}) = g.u{number}_{place}" for place, part in enumerate(parts))
        told.append(
            f"g.k{number} is not null and exists (select 1 from {table.name} where {same} and {within}"
            f" and {table.name}.id is distinct from g.id) as t{number}"
        )
    rows = f"jsonb_populate_recordset(null::{table.name}, cast(:rows as jsonb)) with ordinality as {table.name}"
    asked = f"select {', '.join(['g.*', *told])} from (select {', '.join(given)} from {rows}) g"
    return text(asked.replace(":", "\\:").replace("\\:rows", ":rows"))


def _sql(expression: Any) -> str:
    return str(expression.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))


def _stored(uow: UnitOfWork, plan: Plan, line: Line) -> dict[str, Any]:
    """The row as the table would hold it."""
    if line.made is not None:
        values = line.made
    elif line.row is not None:
        values = {**{name: getattr(line.row, name) for name in plan.resource.model.model_fields}, **line.values}
    else:
        values = {**plan.constants, **{name: make() for name, make in plan.factories.items()}, **line.values}
    own = {"tenant_id": uow.tenant_id, "id": None if line.row is None else line.row.id}
    typed = {name: plain(value) for name, value in {**values, **own}.items()}
    return as_stored(plan.resource.model, typed)
