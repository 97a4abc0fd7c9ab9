"""What is said about the open record, the files beside it, and who follows it. Writing goes by our routes."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states.session import SessionState
from services.admin import followers
from services.admin.attachments import files_of
from services.admin.discussion import named_in, thread
from services.admin.people import names_of
from services.admin.record import load
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError
from services.core.permissions import Permission

Json = dict[str, Any]
SILENT: Json = {
    "place": "", "talks": False, "writes": False, "moderates": False, "comments": [], "named": {}, "files": [],
    "followers": [], "follows": False,
}  # fmt: skip


class DiscussionState(rx.State):
    """The talk about one record; ``place`` is ``resource/id``. Nobody ``talks`` where a list has no discussion."""

    place: str = ""
    talks: bool = False
    writes: bool = False
    moderates: bool = False
    comments: list[Json] = []
    named: dict[str, Any] = {}
    files: list[Json] = []
    followers: list[dict[str, str]] = []
    follows: bool = False

    @rx.event
    @signed_in
    async def follow(self) -> None:
        """Follow the record, or no more."""
        key, _, identity = self.place.partition("/")
        try:
            await work.run(_follow, actor(), key, identity, not self.follows)
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)
            return
        self.follows = not self.follows


def talk(uow: UnitOfWork, resource: Resource, identity: str) -> Json:
    """All of it, for this reader."""
    if not resource.discussion:
        return SILENT
    comments, who = thread(uow, resource, identity), uow.actor
    row = load(uow, resource, identity)
    following = followers.followers_of(uow, resource, row.id)
    names = names_of(uow, following)
    return {
        "place": f"{resource.key}/{row.id}",
        "talks": True,
        "writes": who.can(Permission.DISCUSS),
        "moderates": who.can(Permission.MODERATE),
        "comments": comments,
        "named": named_in(uow, comments),
        "files": files_of(uow, resource, identity),
        "followers": [names[one] for one in following if one in names],
        "follows": who.user_id in following,
    }


def _follow(who: Actor, key: str, identity: str, on: bool) -> None:
    resource = registry.get(key)
    with unit_of_work(who) as uow:
        row = load(uow, resource, identity)
        (followers.add if on else followers.remove)(uow, resource, row.id)
