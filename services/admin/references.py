"""Titles of referenced records: brought by a join, only as far as the actor may see the record referred to.

A resource's scope names its own columns; where its rows are met under an alias, its conditions are turned to it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, Text, case, cast, literal, null, select, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.util import ClauseAdapter

from models.identity import User
from services.admin.inference import Bound
from services.admin.policy import can, may_see
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.i18n import LANGUAGES, Message

REFERENCES = frozenset({"ref", "user"})
"""Kinds that lead to another record."""


@dataclass(frozen=True)
class Titles:
    """A table that holds titles: its identity and title columns, and which rows may be seen (None: all)."""

    source: FromClause
    identity: ColumnElement[Any]
    title: ColumnElement[Any]
    visible: ColumnElement[bool] | None


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


def titled(bound: Bound, actor: Actor, alias: str | None = None) -> Titles | None:
    """Where the titles of the records a field refers to come from; None where this actor sees none.

    The names of the people who acted are shown to everybody in the shop; all else asks the resource's policy.
    """
    if bound.kind == "user":
        people: Table = User.__table__  # type: ignore[attr-defined]
        source = _aliased(people, alias)
        return Titles(source, source.c.id, source.c.name, None)
    resource = target_of(bound)
    if resource is None or not can(resource, actor, "view") or not may_see(resource, actor, resource.titled):
        return None
    source = _aliased(resource.table, alias)
    visible = None if resource.scope is None else scoped(resource, actor, source)
    return Titles(source, source.c.id, title_of(resource, actor, source), visible)


def title_of(resource: Resource, actor: Actor, source: FromClause | None = None) -> ColumnElement[Any]:
    """What names a record, in SQL: its title column; of a reference the title it leads to, of a choice its labels.

    ``source`` is the resource's table where it is met under an alias. Null where the actor may not see the name.
    """
    own, bound = resource.table if source is None else source, resource.titled
    column: ColumnElement[Any] = own.c[resource.title]
    if bound.kind == "choice" and bound.choices:
        labels = {choice.value: literal(in_all_languages(choice.label), JSONB) for choice in bound.choices}
        return case(labels, value=column, else_=null())
    if bound.kind not in REFERENCES:
        return column
    found = titled(bound, actor, f"title_of_{resource.key}")
    if found is None:
        return cast(null(), Text)
    same = (found.source.c.tenant_id == own.c.tenant_id) & (found.identity == column)
    wanted = select(found.title).where(same, true() if found.visible is None else found.visible)
    return wanted.correlate(own).scalar_subquery()


def in_all_languages(label: Message) -> dict[str, str]:
    """A text as records keep one in several languages."""
    return {language: label.text(language) for language in LANGUAGES}


@cache
def _aliased(table: Table, alias: str | None) -> FromClause:
    return table.alias(alias) if alias else table
