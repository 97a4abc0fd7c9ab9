"""The other views of a list: what a board, a calendar, a timeline and a queue are made of."""

from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.checks.indexes import indexed
from services.admin.kinds import rule_of
from services.admin.resource import Resource

DATES = frozenset({"date", "datetime"})


def _boards(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        if bound.declared.board and not (bound.kind == "choice" and bound.column is not None and bound.choices):
            yield Fault("ADM035", f"{resource.key}.{bound.key}", f"A {bound.kind} makes no columns of a board.",
                        "Take board= away, or give it choices=.")  # fmt: skip


def _calendars(resource: Resource) -> Iterator[Fault]:
    for bound in resource.bound.values():
        if bound.declared.calendar and not (bound.kind in DATES and bound.column is not None):
            yield Fault("ADM036", f"{resource.key}.{bound.key}", f"A {bound.kind} places nothing in a calendar.",
                        "Take calendar= away, or name a date.")  # fmt: skip


def _timelines(resource: Resource) -> Iterator[Fault]:
    plan = resource.planned
    if plan is None:
        return
    for name in (plan.start, plan.end):
        bound = resource.bound.get(name)
        if bound is None or bound.kind not in DATES or bound.column is None:
            yield Fault("ADM037", f"{resource.key}.{name}", "The timeline needs a date that is a field here.",
                        "Declare the field, or mend timeline=.")  # fmt: skip
    kinds = {resource.bound[name].kind for name in (plan.start, plan.end) if name in resource.bound}
    if len(kinds & DATES) > 1:
        yield Fault("ADM037", f"{resource.key}.{plan.end}", "The timeline starts with a day and ends with an instant.",
                    "Give start and end the same kind.")  # fmt: skip
    progress = resource.bound.get(plan.progress)
    if plan.progress and not (progress and rule_of(progress.kind).numeric):
        yield Fault("ADM038", f"{resource.key}.{plan.progress}", "The timeline's progress is no number.",
                    "Name a field of 0 to 100.")  # fmt: skip


def _walks(resource: Resource) -> Iterator[Fault]:
    names = {b.key for b in resource.bound.values() if b.declared.board or b.declared.calendar}
    names |= {resource.planned.start} if resource.planned else set()
    for name in sorted(names & set(resource.table.c.keys())):
        if not indexed(resource, name):
            yield Fault("ADM039", f"{resource.key}.{name}", "A board, calendar or timeline by it reads the whole list.",
                        f"Add an index on (tenant_id, {name}, id).", warning=True)  # fmt: skip


def _queues(resource: Resource) -> Iterator[Fault]:
    plan = resource.queue
    if plan is None:
        return
    for name, kind in ((plan.state, "choice"), (plan.by, "user"), (plan.at, "datetime")):
        bound = resource.bound.get(name)
        if bound is None or bound.column is None or bound.kind != kind:
            yield Fault("ADM049", f"{resource.key}.{name}", f"The queue needs a stored {kind} here.",
                        "Declare the field, or mend queue=.")  # fmt: skip
    state = resource.bound.get(plan.state)
    for value in plan.busy:
        if state is not None and state.choice(value) is None:
            yield Fault("ADM049", f"{resource.key}.{plan.state}", f"“{value}” is no state of the queue's work.",
                        "Name states that the field has.")  # fmt: skip


CHECKS: tuple[Check, ...] = (_boards, _calendars, _timelines, _walks, _queues)
