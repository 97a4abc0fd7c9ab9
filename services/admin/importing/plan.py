"""How one file goes into one list: which column fills what, whether records are made or changed, and how found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from pydantic_core import PydanticUndefined

from models.base import now
from services.admin.fields import Use
from services.admin.importing.references import References
from services.admin.importing.targets import Target, required_of, targets_of, unique_sets
from services.admin.importing.values import Read, faulty, reader_of
from services.admin.inference import Bound
from services.admin.policy import require, visible_fields
from services.admin.resource import Resource
from services.admin.zones import zone_of
from services.core.actor import Actor
from services.core.errors import ValidationFailed
from services.core.history import SECRET, SILENT
from services.core.i18n import Message, _

KEY_SIGN = "+"
"""Between the fields of a natural key of several."""
MOST_KEPT = 20_000
"""Texts of a column whose values are remembered."""
WHOLE = ""
"""Where a fault stands that is of the row as a whole."""
STAMPS = frozenset({"id", "tenant_id", "created_at", "created_by", "updated_at", "version", "deleted_at"})


class Mode(StrEnum):
    """What a file does: make records, change those it names, or both."""

    CREATE = "create"
    UPDATE = "update"
    UPSERT = "upsert"

    @property
    def verbs(self) -> tuple[str, ...]:
        """What one must be allowed to."""
        return ("create", "update") if self is Mode.UPSERT else (str(self),)


class Column:
    """A column of the file that fills a target; remembers what its texts mean."""

    def __init__(self, number: int, target: Target, read: Read) -> None:
        self.number, self.target, self.read = number, target, read
        self.references = References(target.bound) if target.bound.kind in ("ref", "user") else None
        self.known: dict[str, Any] = {}

    def value(self, text: str) -> Any:
        """The value of a text, or the message that says what is wrong with it."""
        if len(self.known) > MOST_KEPT:
            self.known.clear()
        made = self.known[text] = faulty(text, self.read)
        return made


@dataclass(frozen=True)
class Owned:
    """A column that refers to records of the list the file goes into."""

    target: Target
    number: int
    references: References


@dataclass
class Plan:
    """Everything that is the same for all rows of an import. ``key`` is empty when records are only made.

    ``mends`` are texts to be read in the place of others, by target: see :mod:`services.admin.importing.mending`.
    """

    resource: Resource
    actor: Actor
    mode: Mode
    key: tuple[str, ...]
    columns: list[Column]
    batch_id: UUID
    mends: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    at: datetime = field(default_factory=now)

    @classmethod
    def of(
        cls, actor: Actor, resource: Resource, mapping: Mapping[int, str], mode: str, key: str, batch_id: UUID
    ) -> "Plan":
        """The plan as it was arranged, under the actor's rights of now. Raises ``Forbidden``, ``ValidationFailed``."""
        wanted = Mode(mode)
        for verb in ("import", *wanted.verbs):
            require(resource, actor, verb)
        targets, zone = targets_of(resource, actor), zone_of(actor)
        unknown = sorted(set(mapping.values()) - set(targets))
        if unknown:
            raise ValidationFailed(_("There is no field “{name}”", name=unknown[0]))
        columns = [
            Column(number, targets[name], reader_of(targets[name], zone)) for number, name in sorted(mapping.items())
        ]
        names = () if wanted is Mode.CREATE else tuple(name for name in key.split(KEY_SIGN) if name)
        plan = cls(resource, actor, wanted, names, columns, batch_id)
        plan.require_columns()
        return plan

    def require_columns(self) -> None:
        """Raise ``ValidationFailed`` where a column is missing without which no row could go in."""
        mapped = {column.target.bound.key for column in self.columns}
        wanted = [self.resource.field(name) for name in self.key]
        if self.mode is Mode.CREATE:
            wanted += self.required
        lacking = [bound for bound in wanted if bound.key not in mapped]
        if self.mode is not Mode.CREATE and not self.key:
            raise ValidationFailed(_("Say by which column a row finds its record"))
        if lacking:
            faults = {bound.key: _("No column is matched with this") for bound in lacking}
            raise ValidationFailed(_("“{name}” needs a column", name=lacking[0].label), fields=faults)
        if not any(column.target.writes for column in self.columns):
            raise ValidationFailed(_("No column is matched with a field"))

    @cached_property
    def required(self) -> list[Bound]:
        """What a new record can't do without."""
        return required_of(self.resource, self.actor)

    @cached_property
    def offered(self) -> dict[str, Bound]:
        """The fields of the form that this actor may fill in."""
        fields = visible_fields(self.resource, self.actor, Use.FORM)
        return {bound.key: bound for bound in fields if not bound.read_only}

    @cached_property
    def dependent(self) -> bool:
        """Whether some fields are asked for, or follow, by what others hold."""
        return any(bound.declared.when or bound.declared.follows for bound in self.offered.values())

    @cached_property
    def unique(self) -> list[tuple[str, ...]]:
        """The sets of columns that no two records share: the key first."""
        return list(dict.fromkeys((*([self.key] if self.key else []), *unique_sets(self.resource))))

    @cached_property
    def constants(self) -> dict[str, Any]:
        """What each column holds in a new record that says nothing of it."""
        found: dict[str, Any] = {}
        for name, info in self.resource.model.model_fields.items():
            if name not in STAMPS:
                found[name] = None if info.default is PydanticUndefined else info.default
        for bound in self.resource.bound.values():
            default = bound.declared.default
            if default is not None and bound.column is not None and not callable(default):
                found[bound.key] = default
        return found

    @cached_property
    def factories(self) -> dict[str, Any]:
        """Columns whose default is made anew for each record."""
        fields = self.resource.model.model_fields.items()
        return {name: info.default_factory for name, info in fields if info.default_factory and name not in STAMPS}

    @cached_property
    def own(self) -> list["Owned"]:
        """The columns that refer to records of this very list."""
        return [
            Owned(column.target, column.number, column.references)
            for column in self.columns
            if column.references and column.references.target and column.references.target.key == self.resource.key
        ]

    @cached_property
    def remembered(self) -> frozenset[str]:
        """The columns that history keeps."""
        names = self.resource.model.model_fields
        return frozenset(n for n in names if n not in SILENT and not any(word in n for word in SECRET))

    @cached_property
    def hooked(self) -> bool:
        """Whether somebody wants to see the row itself before it is written."""
        resource = self.resource
        series = any(bound.series for bound in resource.bound.values())
        return bool(series or resource.before_save or resource.policy.rows)


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    UPDATE = "update"
    SKIP = "skip"
    REFUSE = "refuse"


@dataclass(slots=True)
class Line:
    """One row of the file: its cells, their values by field, what is wrong by target, the record it changes.

    ``pending`` are fields that refer to rows of the same file which are not written yet; ``made`` is the whole record
    as the resource completed it in a dry run.
    """

    number: int
    cells: list[str] | None
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, Message] = field(default_factory=dict)
    row: Any = None
    outcome: Outcome = Outcome.CREATE
    pending: frozenset[str] = frozenset()
    made: dict[str, Any] | None = None

    def refuse(self, faults: Mapping[str, Message]) -> None:
        """Take the row out, and say why."""
        self.faults = {**self.faults, **faults}
        self.outcome = Outcome.REFUSE
