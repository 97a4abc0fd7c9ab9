"""The session as every page draws it: person, shop, menu, rate, alerts and toasts."""

from typing import Any
from uuid import UUID, uuid4

import reflex as rx
from sqlmodel import select

from app import faults, live, presence, work
from app.guard import actor, signed_in
from app.states import place
from models.identity import Tenant, User
from models.shop.branch import Branch
from services.admin.menu import beginnings, menu, tabs
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.errors import AppError
from services.core.i18n import Message
from services.platform.alerts import unseen
from services.platform.resources import ROLES

MAX_TOASTS = 5


class SessionState(rx.State):
    """What the frame around every page shows. Names are data; labels are msgids."""

    user_name: str = ""
    user_initials: str = ""
    role: str = ""
    shop_name: str = ""
    branch_name: str = ""
    nav: list[dict[str, Any]] = []
    tabs: list[dict[str, Any]] = []
    actions: list[dict[str, Any]] = []
    ticker: dict[str, Any] = {}
    alerts: int = 0
    currency: str = ""
    calendar: str = ""
    language: str = ""
    theme: str = ""
    time_zone: str = ""
    toasts: list[dict[str, Any]] = []

    _owner: str = ""
    _socket: str = ""

    async def _enter(self, *, again: bool = False) -> Actor:
        """Read anew what the frame shows; for the pages, at each arrival.

        ``again`` is for a page that only shows something else: a socket that has arrived is told of what changes.
        """
        who, socket = actor(), self.router.session.session_id
        await presence.leave(socket, unless=place.edited(self))
        if not (again and self._socket == socket):
            place.assign(self, await work.run(_read, who))
            await live.join(self, who)
            self._socket = socket
        return who

    def _tell(self, what: AppError | Message, kind: str = "", detail: Message | None = None) -> None:
        """Show a toast: an error's sentence, or good news; ``detail`` stands below it.

        It takes the place of earlier good news, which would be out of date when this one is closed.
        """
        message = what.message if isinstance(what, AppError) else what
        shown = kind or ("error" if isinstance(what, AppError) else "ok")
        toast = {"id": uuid4().hex, "kind": shown, "text": message.plain()}
        toast |= {"detail": detail.plain()} if detail else {}
        errors = [one for one in self.toasts if one["kind"] == "error"]
        self.toasts = [*errors, toast][-MAX_TOASTS:]

    @rx.event
    @signed_in
    async def enter(self) -> None:
        """Read the frame anew: at arrival, and when something of the shop has changed."""
        await self._enter()

    @rx.event
    @signed_in
    async def fault(self, error_id: str) -> None:
        """Say that something went wrong, with the id under which it is logged."""
        self._tell(faults.said(error_id), "error")

    @rx.event
    @signed_in
    async def refusal(self, message: dict[str, Any]) -> None:
        """Say why something can't be done, as a service has put it."""
        params = message.get("params")
        self._tell(Message(str(message.get("msgid", "")), params if isinstance(params, dict) else {}), "error")

    @rx.event
    @signed_in
    async def dismiss(self, toast_id: str) -> None:
        """Take a toast away."""
        self.toasts = [toast for toast in self.toasts if toast["id"] != toast_id]


def _read(who: Actor) -> dict[str, Any]:
    with unit_of_work(who, read_only=True) as uow:
        tenant = uow.session.execute(select(Tenant)).scalar_one()
        user = uow.session.get_one(User, (uow.tenant_id, who.user_id))
        language = user.language
        return {
            "user_name": _in(user.name, language),
            "user_initials": _initials(_in(user.name, language)),
            "role": ROLES[who.role].msgid if who.role in ROLES else "",
            "shop_name": _in(tenant.name, language),
            "branch_name": _branch(uow, who.branch_id, language),
            "nav": menu(who),
            "tabs": tabs(who),
            "actions": beginnings(who),
            "ticker": _ticker(uow),
            "alerts": unseen(uow),
            "currency": tenant.currency,
            "calendar": tenant.calendar,
            "time_zone": tenant.timezone,
            "language": language,
            "theme": user.theme,
        }  # fmt: skip


def _in(names: dict[str, str], language: str) -> str:
    return names.get(language) or next(iter(names.values()), "")


def _initials(name: str) -> str:
    return "\u200c".join(word[0] for word in name.split()[:2]).upper()


def _branch(uow: UnitOfWork, branch_id: UUID | None, language: str) -> str:
    branch = uow.session.get(Branch, (uow.tenant_id, branch_id)) if branch_id else None
    return _in(branch.name, language) if branch else ""


def _ticker(uow: UnitOfWork) -> dict[str, Any]:
    """What the first workspace that has one says above every page."""
    return next((w.ticker(uow) for w in registry.workspaces() if w.ticker), {})
