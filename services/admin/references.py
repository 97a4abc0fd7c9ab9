"""Titles of referenced records: brought by a join, only as far as the actor may see the record referred to.

A resource's scope names its own columns; where its rows are met under an alias, its conditions are turned to it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Alias, ColumnElement, FromClause, Select, and_, select, true
from sqlalchemy.sql.util import ClauseAdapter

from services.admin.inference import Bound
from services.admin.policy import can, may_see
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor


@dataclass(frozen=True)
class Joined:
    """A reference column with the alias its title comes from; ``title`` is None where there is nothing to show."""

    field: Bound
    alias: Alias | None = None
    title: ColumnElement[Any] | None = None
    condition: ColumnElement[bool] | None = None


def target_of(bound: Bound) -> Resource | None:
    """The resource a reference points to."""
    if bound.kind == "user":
        return registry.for_table(bound.ref or "user_account", bound.ref_key or "users")
    return registry.for_table(bound.ref, bound.ref_key) if bound.ref else None


def scoped(resource: Resource, actor: Actor, target: FromClause | None = None) -> ColumnElement[bool]:
    """The condition of the resource's scope, over its own table or an alias of it."""
    if resource.scope is None:
        return true()
    narrowed: Select[Any] = resource.scope(select(resource.table), actor)
    where = narrowed.whereclause
    if where is None:
        return true()
    return where if target is None else ClauseAdapter(target).traverse(where)


def join_reference(bound: Bound, actor: Actor, page: FromClause, tenant: ColumnElement[Any]) -> Joined:
    """How the title of a reference column is joined to a page of rows."""
    resource = target_of(bound)
    if resource is None or not can(resource, actor, "view") or not may_see(resource, actor, resource.titled):
        return Joined(bound)
    alias = resource.table.alias(f"ref_{bound.key}")
    on = and_(alias.c.tenant_id == tenant, alias.c.id == page.c[bound.key], scoped(resource, actor, alias))
    return Joined(bound, alias, alias.c[resource.title], on)
