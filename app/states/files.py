"""Lists as files: at once, as an address to fetch, or as a job."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor
from app.states import place
from app.states.session import SessionState
from services.admin.exporting import start_export
from services.admin.listing import ListQuery
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError
from services.core.i18n import _


async def hand_over(session: SessionState, key: str, params: dict[str, str], form: str) -> Any:
    """The list of this address as a file of this form: a redirect to it, or the word that a job makes it."""
    try:
        address = await work.run(_ready, actor(), key, params, form)
    except AppError as error:
        session._tell(error)
        return None
    if address:
        return rx.redirect(address, is_external=True)
    session._tell(_("The list is long: the file is being made. You find it under Jobs."), "info")
    return None


def _ready(who: Actor, key: str, params: dict[str, str], form: str) -> str:
    """Where the file is fetched; empty when a job makes it."""
    resource = registry.get(key)
    query = ListQuery.parse(resource, who, params).first()
    with unit_of_work(who) as uow:
        started = start_export(uow, resource, query, form, who.language)
    asked = {**query.to_params(), "format": form}
    return "/api/exports" + place.address(key, asked).removeprefix("/r") if started.inline else ""
