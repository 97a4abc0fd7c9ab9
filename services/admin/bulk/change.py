"""What is to be done with each chosen record. It goes the same road as a single change: policy, rules, history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.admin import commands, tags
from services.admin.bulk.fields import editable_fields
from services.admin.forms import REQUIRED, read_form
from services.admin.policy import can_act, require
from services.admin.resource import Resource
from services.core.database import UnitOfWork
from services.core.errors import AppError, Forbidden, RuleBroken, ValidationFailed
from services.core.i18n import Message, _
from services.core.text import fold

EDIT, TAG, DELETE, RESTORE = "edit", "tag", "delete", "restore"
VERBS = {EDIT: "update", TAG: "update", DELETE: "delete", RESTORE: "restore"}


@dataclass(frozen=True)
class Change:
    """An act by its name: ``edit``, ``tag``, ``delete``, ``restore``, or a declared action or step of a workflow.

    ``values`` are the new values of an edit, or the tags to ``add`` and to ``remove``; ``note`` is the reason that
    some acts ask for.
    """

    act: str
    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Change":
        """From ``{"act", "values", "note"}``, as :meth:`plain` writes it."""
        return cls(str(given.get("act", "")), dict(given.get("values") or {}), str(given.get("note", "")))

    def plain(self) -> dict[str, Any]:
        """For a job's payload."""
        return {"act": self.act, "values": dict(self.values), "note": self.note}

    def verify(self, uow: UnitOfWork, resource: Resource) -> None:
        """Refuse what can't be done with any record: ``Forbidden``, or ``ValidationFailed`` beside its fields."""
        if self.act not in VERBS:
            action = resource.action(self.act)
            if not action.bulk or not can_act(resource, uow.actor, action):
                raise Forbidden
            if action.reason and not self.note.strip():
                raise ValidationFailed(fields={"note": REQUIRED})
            return
        require(resource, uow.actor, VERBS[self.act])
        if self.act == EDIT:
            self._verify_values(uow, resource)
        if self.act == TAG:
            self._verify_tags(resource)

    def make(self, uow: UnitOfWork, resource: Resource, row: Any) -> bool:
        """Do it with one record; answers whether anything came of it. Raises what a single change would."""
        identity: UUID = row.id
        before = getattr(row, "version", None)
        if self.act == EDIT:
            commands.update(uow, resource, identity, self.values, None)
        elif self.act == TAG:
            commands.update(uow, resource, identity, {tags.TAGS: self._tagged(uow, resource, row)}, None)
        elif self.act == DELETE:
            commands.trash(uow, resource, identity)
        elif self.act == RESTORE:
            commands.restore(uow, resource, identity)
        else:
            commands.act(uow, resource, self.act, [identity], self.note)
        return before is None or bool(row.version != before)

    def _tagged(self, uow: UnitOfWork, resource: Resource, row: Any) -> list[str]:
        """The tags a record will have."""
        gone = {fold(name) for name in tags.names(self.values.get("remove"))}
        added = tags.names(self.values.get("add"))
        here = tags.names_of(uow, resource, row.id)
        return [*(name for name in here if fold(name) not in gone), *added]

    def _verify_tags(self, resource: Resource) -> None:
        if not resource.tagged or set(self.values) - {"add", "remove"}:
            raise ValidationFailed(_("There is no action “{name}”", name=self.act))
        if not any(tags.names(one) for one in self.values.values()):
            raise ValidationFailed(fields={"add": _("Choose a tag first")})

    def _verify_values(self, uow: UnitOfWork, resource: Resource) -> None:
        offered = {bound.key for bound in editable_fields(resource, uow.actor)}
        if not self.values:
            raise RuleBroken(_("Choose what to change first"))
        if wrong := set(self.values) - offered:
            raise ValidationFailed(fields={name: _("This can't be written here") for name in sorted(wrong)})
        read_form(uow, resource, self.values, creating=False)


def why(resource: Resource, error: AppError) -> Message:
    """The sentence of a refusal; where fields are at fault, the first of them by its name."""
    for name, message in error.fields.items():
        bound = resource.bound.get(name)
        return _("{field}: {why}", field=bound.label if bound else name, why=message)
    return error.message
