"""What people say about a record: comments with mentions, seen by all who see the record.

A mention stands in the text as ``@[<id of the person>]``, so that everybody reads the name in their own language.
"""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from models.base import now
from models.records import Comment
from services.admin import followers
from services.admin.people import acting, active, actors, names_of
from services.admin.policy import require
from services.admin.record import as_id, load
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.database import UnitOfWork, one_at_a_time
from services.core.errors import Conflict, Forbidden, NotFound, ValidationFailed
from services.core.events import signal
from services.core.i18n import _
from services.core.permissions import Permission

MENTION = re.compile(r"@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]")
LONGEST = 4_000
SHOWN = 200
"""The newest comments of a record that its page shows."""
PEOPLE = 8


def thread(uow: UnitOfWork, resource: Resource, identity: UUID | str) -> list[dict[str, Any]]:
    """The comments of a record, the oldest first: ``{"id", "at", "by", "name", "body", "edited", "mine"}``.

    ``name`` is the author's in every language.
    """
    row = opened(uow, resource, identity)
    comment = (
        select(Comment)
        .where(*_of(uow, resource, row.id), col(Comment.deleted_at).is_(None))
        .order_by(col(Comment.id).desc())
        .limit(SHOWN)
    )
    found = list(reversed(uow.session.scalars(comment).all()))
    names = names_of(uow, {one.created_by for one in found if one.created_by})
    return [_shown(uow, one, names) for one in found]


def named_in(uow: UnitOfWork, comments: list[dict[str, Any]]) -> dict[str, Any]:
    """The people that comments mention: their names, in every language, by id."""
    ids = {UUID(found) for one in comments for found in MENTION.findall(one["body"])}
    return {str(identity): name for identity, name in names_of(uow, ids).items()}


def write(uow: UnitOfWork, resource: Resource, identity: UUID | str, body: str, key: UUID) -> Comment:
    """Say something about a record; the same ``key`` again, as after a lost answer, is the comment it made.

    Who writes follows the record. Raises ``Forbidden`` for who may only look, ``ValidationFailed`` for an empty text.
    """
    row = opened(uow, resource, identity)
    uow.actor.require(Permission.DISCUSS)
    one_at_a_time(uow, key)
    known = uow.session.get(Comment, (uow.tenant_id, key))
    if known is not None:
        if known.created_by != uow.actor.user_id or known.record_id != row.id:
            raise Conflict
        return known
    text = _text(body)
    named = _mentioned(uow, resource, row, text)
    comment = Comment(
        id=key, entity=resource.entity, record_id=row.id, body=text, mentions=[str(one) for one in named],
        author_name=uow.actor.name,
    )  # fmt: skip
    uow.session.add(comment)
    uow.session.flush()
    followers.add(uow, resource, row.id)
    followers.name(uow, resource, row, named)
    followers.tell(uow, resource, row, "comment", but=named)
    _signal(uow, comment)
    return comment


def rewrite(uow: UnitOfWork, resource: Resource, comment_id: UUID | str, body: str) -> Comment:
    """Say it differently: one's own words only. Who is named for the first time is told."""
    comment, row = _own(uow, resource, comment_id, moderated=False)
    text = _text(body)
    named = _mentioned(uow, resource, row, text)
    before = set(comment.mentions)
    comment.body, comment.mentions = text, [str(one) for one in named]
    followers.name(uow, resource, row, [one for one in named if str(one) not in before])
    _signal(uow, comment)
    return comment


def remove(uow: UnitOfWork, resource: Resource, comment_id: UUID | str) -> None:
    """Take a comment away: one's own, or with the permission anybody's."""
    comment, _row = _own(uow, resource, comment_id, moderated=True)
    comment.deleted_at = now()
    _signal(uow, comment)


def candidates(uow: UnitOfWork, resource: Resource, identity: UUID | str, typed: str) -> list[dict[str, Any]]:
    """People who could be named, by the beginning of a word of their name: those who may see the record."""
    row = opened(uow, resource, identity)
    wanted = typed.strip().casefold()
    found: list[dict[str, Any]] = []
    for user in uow.session.scalars(active(uow)):
        words = [word for name in (*user.name.values(), user.username) for word in (name, *name.split())]
        if not any(word.casefold().startswith(wanted) for word in words):
            continue
        if followers.sees(uow, resource, acting(uow, user), row):
            found.append({"id": str(user.id), "name": user.name})
        if len(found) == PEOPLE:
            break
    return found


def opened(uow: UnitOfWork, resource: Resource, identity: UUID | str) -> Any:
    """The record, if it may be seen and is talked about at all."""
    require(resource, uow.actor, "view")
    if not resource.discussion:
        raise NotFound
    return load(uow, resource, identity)


def _own(uow: UnitOfWork, resource: Resource, comment_id: UUID | str, *, moderated: bool) -> tuple[Comment, Any]:
    """A comment the actor may change, locked, and the record it is about."""
    comment = uow.session.get(Comment, (uow.tenant_id, as_id(comment_id)), with_for_update=True)
    if comment is None or comment.deleted_at is not None or comment.entity != resource.entity:
        raise NotFound
    row = opened(uow, resource, comment.record_id)
    uow.actor.require(Permission.DISCUSS)
    others = moderated and uow.actor.can(Permission.MODERATE)
    if comment.created_by != uow.actor.user_id and not others:
        raise Forbidden(_("Only who wrote a comment may change it"))
    return comment, row


def _text(body: str) -> str:
    text = body.strip()
    if not text:
        raise ValidationFailed(fields={"body": _("Write something first")})
    if len(text) > LONGEST:
        raise ValidationFailed(fields={"body": _("At most {n} characters are possible here", n=LONGEST)})
    if "\x00" in text:
        raise ValidationFailed(fields={"body": _("This text holds a character that can't be stored")})
    return text


def _mentioned(uow: UnitOfWork, resource: Resource, row: Any, text: str) -> list[UUID]:
    """The people a text names; raises ``ValidationFailed`` for who isn't there or may not see the record."""
    ids = list(dict.fromkeys(UUID(found) for found in MENTION.findall(text)))
    seeing = {person.user_id for person in actors(uow, ids) if followers.sees(uow, resource, person, row)}
    if len(seeing) < len(ids):
        raise ValidationFailed(fields={"body": _("Somebody you name can't see this record")})
    return ids


def _shown(uow: UnitOfWork, comment: Comment, names: dict[UUID, dict[str, str]]) -> dict[str, Any]:
    return {
        "id": str(comment.id),
        "at": plain(comment.created_at),
        "by": plain(comment.created_by),
        "name": names.get(comment.created_by) if comment.created_by else None,
        "body": comment.body,
        "edited": comment.version > 1,
        "mine": comment.created_by is not None and comment.created_by == uow.actor.user_id,
    }


def _of(uow: UnitOfWork, resource: Resource, record_id: UUID) -> tuple[Any, ...]:
    return (
        col(Comment.tenant_id) == uow.tenant_id, col(Comment.entity) == resource.entity,
        col(Comment.record_id) == record_id,
    )  # fmt: skip


def _signal(uow: UnitOfWork, comment: Comment) -> None:
    signal(uow, "record.discussed", {"entity": comment.entity, "id": str(comment.record_id)})
