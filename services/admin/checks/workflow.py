"""Workflows, and what a workspace adds to a record's page."""

from collections.abc import Iterator

from services.admin.checks.fault import Check, Fault
from services.admin.panels import KINDS
from services.admin.resource import Resource
from services.core.permissions import Verb


def _field(resource: Resource) -> Iterator[Fault]:
    flow = resource.workflow
    bound = resource.bound.get(flow.field) if flow else None
    if flow and (bound is None or bound.column is None or not bound.choices):
        yield Fault("ADM055", f"{resource.key}.{flow.field}", "No field with choices holds the workflow's state.",
                    "Declare the field, as an enumeration or with choices=.")  # fmt: skip


def _steps(resource: Resource) -> Iterator[Fault]:
    flow = resource.workflow
    bound = resource.bound.get(flow.field) if flow else None
    if flow is None or bound is None:
        return
    if not flow.steps:
        yield Fault("ADM056", resource.key, "The workflow has no step.", "Name one: begin='draft -> active'.")
    states = {choice.value for choice in bound.choices}
    for name, step in flow.steps.items():
        sources, target = step.ends
        if not target:
            yield Fault("ADM056", f"{resource.key}.{name}", f"“{step.path}” leads nowhere.",
                        "Write it as 'draft, on_hold -> active'.")  # fmt: skip
        elif unknown := sorted({*sources, target} - states):
            yield Fault("ADM057", f"{resource.key}.{name}", f"There is no state “{unknown[0]}”.",
                        f"Use one of {sorted(states)}.")  # fmt: skip
    if flow.initial is not None and flow.initial not in states:
        yield Fault("ADM057", f"{resource.key}.{flow.field}", f"There is no state “{flow.initial}” to begin with.",
                    f"Use one of {sorted(states)}.")  # fmt: skip


def _names(resource: Resource) -> Iterator[Fault]:
    flow = resource.workflow
    if flow is None:
        return
    taken = {*Verb, "undo", "purge", "attach", "detach"} | {action.name for action in resource.actions}
    for name in sorted(taken & set(flow.steps)):
        yield Fault("ADM058", f"{resource.key}.{name}", "The step's name is taken.", "Give it another.")
    for name in sorted(set(flow.who) - set(flow.steps)):
        yield Fault("ADM059", f"{resource.key}.{name}", "who= names a step that isn't there.", "Mend the name.")


def _unreached(resource: Resource) -> Iterator[Fault]:
    flow = resource.workflow
    bound = resource.bound.get(flow.field) if flow else None
    if flow is None or bound is None or not flow.steps:
        return
    reached = {step.ends[1] for step in flow.steps.values()} | {str(flow.first(bound))}
    for choice in bound.choices:
        if choice.value not in reached:
            yield Fault("ADM060", f"{resource.key}.{flow.field}", f"No step leads to “{choice.value}”.",
                        "Add one, or take the state away.", warning=True)  # fmt: skip


def _page(resource: Resource) -> Iterator[Fault]:
    for panel in resource.panels:
        if panel.kind not in KINDS:
            yield Fault("ADM061", f"{resource.key}.{panel.key}", f"No page draws a panel of kind “{panel.kind}”.",
                        f"Use one of {sorted(KINDS)}.")  # fmt: skip
        for name in panel.needs:
            if name not in resource.bound:
                yield Fault("ADM063", f"{resource.key}.{panel.key}", f"It needs “{name}”, which is no field.",
                            "Declare the field, or mend needs=.")  # fmt: skip
    for paper in resource.documents:
        if not paper.address.startswith("/") or "{id}" not in paper.address:
            yield Fault("ADM062", f"{resource.key}.{paper.key}", f"“{paper.address}” is no address of a paper.",
                        "Begin it with / and put {id} where the record's id goes.")  # fmt: skip


CHECKS: tuple[Check, ...] = (_field, _steps, _names, _unreached, _page)
