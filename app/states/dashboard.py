"""The dashboard's state: one reading of the figures, anew whenever something of the shop has changed."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, allowed, signed_in
from app.states.figures import Figures, shown
from app.states.session import SessionState
from services.admin.record import as_id
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import Permission
from services.shop.dashboard import figures


class DashboardState(rx.State):
    """What the dashboard shows; ``branch`` is empty for all branches."""

    figures: Figures = Figures()
    branch: str = ""
    may_sell: bool = False
    may_add_item: bool = False

    @rx.event
    @signed_in
    async def arrive(self) -> Any:
        """Arrive at the first page of the person's own work: who may not see the figures sells, or looks at lists."""
        session = await self.get_state(SessionState)
        who = await session._enter()
        if not who.can(Permission.SEE_DASHBOARD):
            return rx.redirect("/pos" if who.can(Permission.SELL) else "/r/items", replace=True)
        self.may_sell, self.may_add_item = who.can(Permission.SELL), who.can("items:create")
        await self._read(who)
        return None

    @rx.event
    @allowed(Permission.SEE_DASHBOARD)
    async def choose_branch(self, branch: str) -> None:
        """Look at one branch, or at all."""
        self.figures = await work.run(_figures, actor(), branch)
        self.branch = branch

    @rx.event
    @allowed(Permission.SEE_DASHBOARD)
    async def refresh(self) -> None:
        """Read anew: a sale was made, a rate came, goods moved."""
        await self._read(actor())

    async def _read(self, who: Actor) -> None:
        self.figures = await work.run(_figures, who, self.branch)


def _figures(who: Actor, branch: str) -> Figures:
    branch_id = as_id(branch) if branch else None
    with unit_of_work(who, read_only=True) as uow:
        return shown(figures(uow, branch_id), branch_id)
