"""A resource: one frozen declaration over one entity, from which list, record, form, export and the rest follow."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Select, Table

from models.base import Entity, TenantRow
from services.admin.actions import Action
from services.admin.children import Children
from services.admin.fields import Declared, Section, Use
from services.admin.inference import Bound, bind, bind_all
from services.admin.panels import Document, Panel
from services.admin.planning import Timeline
from services.admin.policy import Policy
from services.admin.queues import Queue
from services.admin.tags import TAGS, tags_field
from services.admin.workflow import Workflow
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _

Scope = Callable[[Select[Any], Actor], Select[Any]]
"""Narrows a statement to the rows an actor may see, by ``where`` alone: it feeds every read of the resource."""
Validate = Callable[[UnitOfWork, dict[str, Any], Any], None]
"""``(uow, values, row or None)``: raises ``ValidationFailed`` when the values don't fit together."""
BeforeSave = Callable[[UnitOfWork, Any, dict[str, Any]], None]
"""``(uow, row, values)``: may complete the row before it is written."""


@dataclass(frozen=True, eq=False)
class Resource:
    """The declaration. ``fields`` empty means: every column that is not sensitive, as inferred.

    ``key`` is the name in addresses and permissions; ``title`` the column that names a record (plain or in several
    languages); ``code`` the column people type to find exactly one (inferred: the first searched code). ``scope``
    narrows every read. ``default_sort`` is a column, with ``-`` for the last first. What is never offered, whatever
    the permission, is said by ``creatable``, ``editable`` and ``deletable``; rows that are not an ``Entity`` are
    never edited. ``natural_key`` names the fields by which a file's row finds its record (inferred: the code).
    ``tagged`` gives its records tags.
    ``timeline`` names the dates from which to which a record lasts. ``workflow`` is the course of its state field.
    ``queue`` says of work that is done by itself how it stands, and makes that its usual view.
    ``children`` are the records that are part of it, gone to the trash and back with it.
    ``discussion`` lets people talk about its records, put files beside them and follow them; ``panels`` and
    ``documents`` are what its workspace adds to a record's page.
    """

    model: type[TenantRow]
    key: str
    label: Message
    label_one: Message
    icon: str = "table"
    title: str = "id"
    code: str | None = None
    workspace: str = ""
    fields: tuple[Declared, ...] = ()
    sections: tuple[Section, ...] = ()
    policy: Policy = field(default_factory=Policy)
    scope: Scope | None = None
    default_sort: str = "-id"
    actions: tuple[Action, ...] = ()
    validate: Validate | None = None
    before_save: BeforeSave | None = None
    creatable: bool = True
    editable: bool = True
    deletable: bool = True
    exportable: bool = True
    help: Message | None = None
    tagged: bool = False
    natural_key: tuple[str, ...] = ()
    timeline: Timeline | tuple[str, str] | None = None
    children: tuple[Children, ...] = ()
    workflow: Workflow | None = None
    queue: Queue | None = None
    discussion: bool = True
    panels: tuple[Panel, ...] = ()
    documents: tuple[Document, ...] = ()

    @cached_property
    def table(self) -> Table:
        """The table beneath."""
        return self.model.__table__  # type: ignore[attr-defined,no-any-return]

    @property
    def entity(self) -> str:
        """The table's name: what history and search tokens call the entity."""
        return str(self.table.name)

    @property
    def trashable(self) -> bool:
        """Whether its records have a version and go to the trash."""
        return issubclass(self.model, Entity)

    @cached_property
    def bound(self) -> dict[str, Bound]:
        """The fields with all that was inferred, by key, in order."""
        made = bind_all(self.model, self.fields, self.policy.fields)
        state = self.workflow.field if self.workflow else ""
        if state in made:
            made[state] = replace(made[state], read_only=True, required=False)
        if self.tagged:
            made[TAGS] = tags_field(self.table, self.sections[0].key if self.sections else None)
        return made

    @cached_property
    def acts(self) -> tuple[Action, ...]:
        """All that can be done with a record besides editing it: its actions, and the steps of its workflow."""
        steps = self.workflow.actions(self.bound[self.workflow.field]) if self.workflow else ()
        return (*steps, *self.actions)

    @cached_property
    def titled(self) -> Bound:
        """The title column, also when it isn't declared as a field."""
        return self.bound.get(self.title) or bind(self.model, Declared(self.title))

    @cached_property
    def planned(self) -> Timeline | None:
        """How its records lie in time, if they do."""
        return Timeline(*self.timeline) if isinstance(self.timeline, tuple) else self.timeline

    @cached_property
    def coded(self) -> Bound | None:
        """The code column: what a scanner or a hurried clerk types."""
        if self.code:
            return self.bound[self.code]
        return next((b for b in self.bound.values() if b.search is True and b.kind == "code"), None)

    @property
    def keyed(self) -> tuple[str, ...]:
        """The fields that together name one record in a file; empty where there are none."""
        return self.natural_key or ((self.coded.key,) if self.coded else ())

    def fields_for(self, use: Use) -> tuple[Bound, ...]:
        """The fields declared for a use, whoever asks; see :func:`services.admin.policy.visible_fields`."""
        return self._uses[use]

    @cached_property
    def _uses(self) -> dict[Use, tuple[Bound, ...]]:
        """Asked for many times in each list, hence worked out once."""
        return {use: tuple(bound for bound in self.bound.values() if bound.serves(use)) for use in Use}

    def field(self, name: str) -> Bound:
        """The field of this name, or ``ValidationFailed``: names from a client resolve here only."""
        try:
            return self.bound[name]
        except KeyError:
            raise ValidationFailed(_("There is no field “{name}”", name=name)) from None

    def offers(self, verb: str) -> bool:
        """Whether the declaration offers this verb at all."""
        if verb == "create":
            return self.creatable
        if verb == "update":
            return self.editable and self.trashable
        if verb in ("delete", "restore"):
            return self.deletable and self.trashable
        if verb == "import":
            return self.offers("create") or self.offers("update")
        return verb != "export" or self.exportable

    def action(self, name: str) -> Action:
        """The action or step of this name, or ``ValidationFailed``."""
        found = next((action for action in self.acts if action.name == name), None)
        if found is None:
            raise ValidationFailed(_("There is no action “{name}”", name=name))
        return found
