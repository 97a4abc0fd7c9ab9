"""Titles of referenced records: brought by a join, only as far as the actor may see the record referred to.

A resource's scope names its own columns; where its rows are met under an alias, its conditions are turned to it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, select, true
from sqlalchemy.sql.util import ClauseAdapter

from models.identity import User
from services.admin.inference import Bound
from services.admin.policy import can, may_see
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor


@dataclass(frozen=True)
class Joined:
    """A join that brings the title of a reference."""

    source: FromClause
    title: ColumnElement[Any]
    condition: ColumnElement[bool]


def target_of(bound: Bound) -> Resource | None:
    """The resource a reference points to."""
    if bound.kind == "user":
        return registry.for_table(User.__tablename__)
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


def titled(
    bound: Bound, actor: Actor, alias: str | None = None
) -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[bool]] | None:
    """Identity, title and visibility of the records a field refers to; None where this actor sees no titles.

    The names of the people who acted are shown to everybody in the shop; all else asks the resource's policy.
    """
    if bound.kind == "user":
        people: Table = User.__table__  # type: ignore[attr-defined]
        source = people.alias(alias) if alias else people
        return source.c.id, source.c.name, true()
    resource = target_of(bound)
    if resource is None or not can(resource, actor, "view") or not may_see(resource, actor, resource.titled):
        return None
    target = resource.table.alias(alias) if alias else resource.table
    return target.c.id, target.c[resource.title], scoped(resource, actor, target)


def join_reference(bound: Bound, actor: Actor, page: FromClause) -> Joined | None:
    """How the title of a reference column is joined to a page of rows; None where there is nothing to show."""
    found = titled(bound, actor, f"ref_{bound.key}")
    if found is None:
        return None
    identity, title, visible = found
    on = and_(identity.table.c.tenant_id == page.c.tenant_id, identity == page.c[bound.key], visible)
    return Joined(identity.table, title, on)
