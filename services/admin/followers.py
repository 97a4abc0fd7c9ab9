"""Who wants to hear what happens to a record, and what they are told: once for a burst, until they look."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete

from models.base import new_id, now
from models.platform import Alert
from models.records import Follower
from services.admin.people import actors
from services.admin.policy import can, may_see
from services.admin.references import scoped
from services.admin.resource import Resource
from services.admin.titles import title_of_row
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.events import alert, signal
from services.core.i18n import Message, _

FOLLOWED, NAMED = "record.followed", "record.named"
CHANGED = _("{who} changed “{title}”")
SAID: dict[str, Message] = {
    "delete": _("{who} put “{title}” in the trash"),
    "restore": _("{who} brought “{title}” back"),
    "comment": _("{who} wrote about “{title}”"),
    "attach": _("{who} added a file to “{title}”"),
    "name": _("{who} named you in “{title}”"),
}


def add(uow: UnitOfWork, resource: Resource, record_id: UUID) -> None:
    """The actor follows this record from now on; the system follows nothing."""
    if not resource.discussion or uow.actor.user_id is None:
        return
    values = {"tenant_id": uow.tenant_id, "id": new_id(), "created_at": now(), "created_by": uow.actor.user_id,
              "entity": resource.entity, "record_id": record_id, "user_id": uow.actor.user_id}  # fmt: skip
    unique = ["tenant_id", "entity", "record_id", "user_id"]
    uow.session.execute(insert(Follower).values(**values).on_conflict_do_nothing(index_elements=unique))


def remove(uow: UnitOfWork, resource: Resource, record_id: UUID) -> None:
    """The actor follows it no more."""
    mine = col(Follower.user_id) == uow.actor.user_id
    uow.session.execute(delete(Follower).where(*_of(uow, resource, record_id), mine))


def followers_of(uow: UnitOfWork, resource: Resource, record_id: UUID) -> list[UUID]:
    """The ids of those who follow a record, in the order they began."""
    wanted = select(col(Follower.user_id)).where(*_of(uow, resource, record_id)).order_by(col(Follower.id))
    return list(uow.session.scalars(wanted))


def followed(uow: UnitOfWork, resource: Resource, ids: Collection[UUID]) -> set[UUID]:
    """Which of these records anybody but the actor follows."""
    if not resource.discussion or not ids:
        return set()
    wanted = select(col(Follower.record_id)).where(
        col(Follower.tenant_id) == uow.tenant_id, col(Follower.entity) == resource.entity,
        col(Follower.record_id).in_(ids), col(Follower.user_id).is_distinct_from(uow.actor.user_id),
    )  # fmt: skip
    return set(uow.session.scalars(wanted.distinct()))


def tell(uow: UnitOfWork, resource: Resource, row: Any, verb: str, *, but: Collection[UUID] = ()) -> None:
    """Tell the followers, besides the actor and those named in ``but``, of what was done with a record.

    Who has not yet looked at the last news of the record gets no further, and who may not see it gets none.
    """
    if not resource.discussion:
        return
    listening = set(followers_of(uow, resource, row.id)) - {uow.actor.user_id, *but}
    if listening:
        told = set(uow.session.scalars(_waiting(uow, _link(resource, row.id), listening)))
        _alert(uow, resource, row, actors(uow, listening - told), FOLLOWED, SAID.get(verb, CHANGED))


def name(uow: UnitOfWork, resource: Resource, row: Any, ids: Collection[UUID]) -> None:
    """Tell people that they were named in a comment, each time."""
    _alert(uow, resource, row, actors(uow, set(ids) - {uow.actor.user_id}), NAMED, SAID["name"])


def look(uow: UnitOfWork, resource: Resource, record_id: UUID) -> None:
    """The actor looks at a record: its news is seen."""
    mine = update(Alert).where(
        col(Alert.tenant_id) == uow.tenant_id, col(Alert.user_id) == uow.actor.user_id,
        col(Alert.link) == _link(resource, record_id), col(Alert.seen_at).is_(None),
    )  # fmt: skip
    seen = {"seen_at": now(), "seen_by": uow.actor.user_id, "version": col(Alert.version) + 1}
    if uow.session.execute(mine.values(seen)).rowcount:  # type: ignore[attr-defined]
        signal(uow, "alert", {})


def sees(uow: UnitOfWork, resource: Resource, person: Actor, row: Any) -> bool:
    """Whether somebody may see this record."""
    table = resource.table
    inside = select(table.c.id).where(
        table.c.tenant_id == uow.tenant_id, table.c.id == row.id, scoped(resource, person)
    )
    return can(resource, person, "view", row) and uow.session.scalar(inside) is not None


def _alert(uow: UnitOfWork, resource: Resource, row: Any, people: Iterable[Actor], topic: str, said: Message) -> None:
    for person in people:
        if sees(uow, resource, person, row):
            values = {"who": uow.actor.name, "title": _title(uow, resource, row, person)}
            text = Message(said.msgid, values)
            alert(uow, topic, text, level="info", link=_link(resource, row.id), user_id=person.user_id)


def _waiting(uow: UnitOfWork, link: str, ids: set[UUID]) -> Any:
    return select(col(Alert.user_id)).where(
        col(Alert.tenant_id) == uow.tenant_id, col(Alert.seen_at).is_(None), col(Alert.deleted_at).is_(None),
        col(Alert.link) == link, col(Alert.topic) == FOLLOWED, col(Alert.user_id).in_(ids),
    )  # fmt: skip


def _of(uow: UnitOfWork, resource: Resource, record_id: UUID) -> tuple[Any, ...]:
    return (
        col(Follower.tenant_id) == uow.tenant_id, col(Follower.entity) == resource.entity,
        col(Follower.record_id) == record_id,
    )  # fmt: skip


def _link(resource: Resource, record_id: UUID) -> str:
    return f"/r/{resource.key}/{record_id}"


def _title(uow: UnitOfWork, resource: Resource, row: Any, reader: Actor) -> str | Message:
    """What the record is called for somebody, under their own rights; its kind where they may not see the name."""
    if not may_see(resource, reader, resource.titled):
        return resource.label_one
    title = title_of_row(UnitOfWork(uow.session, reader), resource, row)
    if isinstance(title, dict):
        title = title.get(reader.language) or next(iter(title.values()), "")
    return str(title) or resource.label_one
