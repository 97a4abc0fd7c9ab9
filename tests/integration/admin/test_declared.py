"""Every declared resource works as declared: each list, filter, sort, search, sum and export, for every role."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.admin.checks import check
from services.admin.describe import describe
from services.admin.exporting import export_stream
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.kinds import Op, rule_of
from services.admin.listing import ListQuery
from services.admin.policy import can, visible_fields
from services.admin.query import list_page
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.totals import totals
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import GRANTS, Role

RESOURCES = [resource.key for resource in registry.all()]
ANYONE = str(UUID(int=7))
SAMPLES = {
    "bool": "1", "date": "2026-11-21", "datetime": "1405/08/30", "ref": ANYONE, "user": ANYONE, "id": ANYONE,
    "fineness": "750", "tags": ANYONE,
}  # fmt: skip
SHOP_ROLES = [Role.OWNER, Role.MANAGER, Role.EMPLOYEE, Role.ANALYST]


def sample(bound: Bound, op: Op) -> str:
    """A value this filter takes."""
    if op in (Op.EMPTY, Op.DURING):
        return "1" if op is Op.EMPTY else "this-month"
    default = "1" if rule_of(bound.kind).numeric else "a"
    value = bound.choices[0].value if bound.choices else SAMPLES.get(bound.kind, default)
    return f"{value}..{value}" if op is Op.BETWEEN else value


def addresses(resource: Resource, actor: Actor) -> list[dict[str, str]]:
    """One address for everything this actor may ask of a list."""
    found: list[dict[str, str]] = [{}]
    for bound in visible_fields(resource, actor, Use.FILTER):
        found += [{f"f.{bound.key}.{op}": sample(bound, op)} for op in rule_of(bound.kind).operators]
    for bound in visible_fields(resource, actor, Use.SORT):
        found += [{"sort": bound.key}, {"sort": f"-{bound.key}"}]
    if visible_fields(resource, actor, Use.SEARCH):
        found.append({"q": "نسیم 12"})
    if can(resource, actor, "restore"):
        found.append({"trash": "1"})
    return found


def test_no_declaration_has_an_error() -> None:
    assert [str(fault) for fault in check() if not fault.warning] == []


@pytest.mark.parametrize("role", SHOP_ROLES)
@pytest.mark.parametrize("key", RESOURCES)
def test_whatever_a_role_may_ask_of_a_list_is_answered(owner: Actor, key: str, role: Role) -> None:
    resource, actor = registry.get(key), replace(owner, role=role, grants=GRANTS[role])
    if not can(resource, actor, "view"):
        return
    told = describe(resource, actor)
    assert [column["key"] for column in told["columns"]]
    with unit_of_work(actor, read_only=True) as uow:
        for params in addresses(resource, actor):
            query = ListQuery.parse(resource, actor, params)
            assert list_page(uow, resource, query).previous is None
            totals(uow, resource, query)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("key", RESOURCES)
def test_every_list_exports(owner: Actor, key: str, kind: str) -> None:
    resource = registry.get(key)
    if can(resource, owner, "export"):
        assert b"".join(export_stream(owner, resource, ListQuery.parse(resource, owner, {}), kind, "fa").chunks)
