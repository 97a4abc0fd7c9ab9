"""Files beside a record: private, checked by their content, seen by all who see the record."""

import hashlib
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event, select
from sqlmodel import col

from models.base import now
from models.records import Attachment
from services.admin import discussion, followers
from services.admin.people import names_of
from services.admin.pictures import recognise, thumbnail
from services.admin.policy import can
from services.admin.record import as_id, load
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.values import plain
from services.core import files
from services.core.database import UnitOfWork, one_at_a_time
from services.core.errors import Conflict, Forbidden, NotFound, ValidationFailed
from services.core.events import signal
from services.core.history import record
from services.core.i18n import _
from services.core.permissions import Permission

LARGEST = 10 * 1024 * 1024
MOST = 100
"""Files beside one record."""
NAME = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]|^.*[/\\]")
"""What no file's name may have: control signs, signs that turn the direction, folders."""


def files_of(uow: UnitOfWork, resource: Resource, identity: UUID | str) -> list[dict[str, Any]]:
    """The files beside a record, the newest first: ``{"id", "name", "type", "size", "at", "by", "picture", "mine"}``.

    ``by`` is the name, in every language, of who put it there; ``picture`` says whether there is a small one.
    """
    row = discussion.opened(uow, resource, identity)
    newest = (col(Attachment.created_at).desc(), col(Attachment.id).desc())
    wanted = select(Attachment).where(*_of(uow, resource, row.id)).order_by(*newest).limit(MOST)
    found = uow.session.scalars(wanted).all()
    names = names_of(uow, {one.created_by for one in found if one.created_by})
    return [
        {
            "id": str(one.id),
            "name": one.name,
            "type": one.media_type,
            "size": one.size,
            "at": plain(one.created_at),
            "by": names.get(one.created_by) if one.created_by else None,
            "picture": one.thumbnail is not None,
            "mine": one.created_by is not None and one.created_by == uow.actor.user_id,
        }
        for one in found
    ]


def attach(
    uow: UnitOfWork, resource: Resource, identity: UUID | str, name: str, content: bytes, key: UUID
) -> Attachment:
    """Put a file beside a record; the same ``key`` again is the file it made. Who does so follows the record.

    Raises ``ValidationFailed`` for what is empty, too large, damaged, or of a kind that is not kept.
    """
    row = discussion.opened(uow, resource, identity)
    uow.actor.require(Permission.DISCUSS)
    one_at_a_time(uow, key)
    known = uow.session.get(Attachment, (uow.tenant_id, key))
    if known is not None:
        if known.created_by != uow.actor.user_id or known.record_id != row.id:
            raise Conflict
        return known
    if not content:
        raise ValidationFailed(_("This file is empty"))
    if len(content) > LARGEST:
        raise ValidationFailed(_("This file is larger than {n} MB", n=LARGEST // 2**20))
    if uow.session.scalar(select(col(Attachment.id)).where(*_of(uow, resource, row.id)).offset(MOST - 1).limit(1)):
        raise ValidationFailed(_("There are {n} files here already; take one away first", n=MOST))
    found = recognise(content)
    small = thumbnail(content, found.media_type)
    made = Attachment(
        id=key, entity=resource.entity, record_id=row.id, name=clean(name, found.suffix), media_type=found.media_type,
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), stored=_keep(uow, content, found.suffix),
        thumbnail=_keep(uow, small, "webp") if small else None,
    )  # fmt: skip
    uow.session.add(made)
    record(uow, row, "attach", {}, {}).note = made.name
    followers.add(uow, resource, row.id)
    followers.tell(uow, resource, row, "attach")
    _signal(uow, made)
    return made


def detach(uow: UnitOfWork, attachment_id: UUID | str) -> None:
    """Take a file away: one's own, or with the permission anybody's. It is gone for good with the next purge."""
    found, row = _reached(uow, attachment_id)
    uow.actor.require(Permission.DISCUSS)
    if found.created_by != uow.actor.user_id and not uow.actor.can(Permission.MODERATE):
        raise Forbidden(_("Only who put a file here may take it away"))
    found.deleted_at = now()
    record(uow, row, "detach", {}, {}).note = found.name
    _signal(uow, found)


def stored(uow: UnitOfWork, attachment_id: UUID | str, *, small: bool = False) -> tuple[Attachment, Path]:
    """A file one may see, and where it is; ``small`` is its picture. Raises ``NotFound``."""
    found, _row = _reached(uow, attachment_id)
    name = found.thumbnail if small else found.stored
    if name is None:
        raise NotFound
    return found, files.path_of(uow.tenant_id, name)


def clean(name: str, suffix: str) -> str:
    """A file's name as it may be shown and saved: without folders and hidden signs, with the suffix of its content."""
    bare = NAME.sub("", name).strip(" .")[-200:] or "file"
    same = {"jpg": ("jpg", "jpeg"), "txt": ("txt", "csv", "md", "log")}.get(suffix, (suffix,))
    return bare if bare.rsplit(".", 1)[-1].lower() in same else f"{bare[: 199 - len(suffix)]}.{suffix}"


def remove_files(uow: UnitOfWork, names: Collection[str | None]) -> None:
    """Delete what is stored under these names, once the transaction is safe."""
    tenant_id = uow.tenant_id
    for name in filter(None, names):
        uow.after_commit(lambda name=name: files.remove(tenant_id, name))  # type: ignore[misc]


def _reached(uow: UnitOfWork, attachment_id: UUID | str) -> tuple[Attachment, Any]:
    """A file and its record, through any list by which the actor may see the record."""
    found = uow.session.get(Attachment, (uow.tenant_id, as_id(attachment_id)))
    if found is None or found.deleted_at is not None:
        raise NotFound
    for resource in registry.all():
        if resource.entity == found.entity and resource.discussion and can(resource, uow.actor, "view"):
            try:
                return found, load(uow, resource, found.record_id)
            except NotFound:
                continue
    raise NotFound


def _keep(uow: UnitOfWork, content: bytes, suffix: str) -> str:
    """Store a file; it goes again if the transaction comes to nothing."""
    with files.create(uow.tenant_id, suffix) as (name, file):
        file.write(content)
    event.listen(uow.session, "after_rollback", lambda _session, at=uow.tenant_id: files.remove(at, name), once=True)
    return name


def _of(uow: UnitOfWork, resource: Resource, record_id: UUID) -> tuple[Any, ...]:
    return (
        col(Attachment.tenant_id) == uow.tenant_id, col(Attachment.entity) == resource.entity,
        col(Attachment.record_id) == record_id, col(Attachment.deleted_at).is_(None),
    )  # fmt: skip


def _signal(uow: UnitOfWork, found: Attachment) -> None:
    signal(uow, "record.discussed", {"entity": found.entity, "id": str(found.record_id)})
