"""What a selection offers, to this person, in this list."""

from typing import Any

from services.admin.bulk.change import DELETE, EDIT, RESTORE, TAG
from services.admin.bulk.fields import editable_fields
from services.admin.policy import can, can_act
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.i18n import _

EXPORT = "export"
"""The act that changes nothing: the chosen records as a file."""
EXPORT_LABEL = _("Export")
EDIT_LABEL, TAG_LABEL, DELETE_LABEL, RESTORE_LABEL = _("Edit"), _("Tag"), _("Put in the trash"), _("Restore")


def acts_of(resource: Resource, actor: Actor, *, trash: bool) -> list[dict[str, Any]]:
    """The acts for a selection: ``{"name", "label", "icon", "tone"}`` each, labels as English sources."""
    if trash:
        return [_act(RESTORE, RESTORE_LABEL.msgid, "undo-2")] if can(resource, actor, "restore") else []
    acts = [_act(EDIT, EDIT_LABEL.msgid, "pencil")] if editable_fields(resource, actor) else []
    if resource.tagged and can(resource, actor, "update"):
        acts.append(_act(TAG, TAG_LABEL.msgid, "tag"))
    acts += [
        _act(action.name, action.label.msgid, action.icon, action.tone)
        for action in resource.acts
        if action.bulk and can_act(resource, actor, action)
    ]
    if can(resource, actor, "export"):
        acts.append(_act(EXPORT, EXPORT_LABEL.msgid, "download"))
    if can(resource, actor, "delete"):
        acts.append(_act(DELETE, DELETE_LABEL.msgid, "trash-2", "danger"))
    return acts


def _act(name: str, label: str, icon: str, tone: str = "normal") -> dict[str, Any]:
    return {"name": name, "label": label, "icon": icon, "tone": tone}
