"""What an open page does when something of its shop has changed."""

from typing import Any

import reflex as rx

from app.guard import signed_in
from app.states import place
from app.states.dashboard import DashboardState
from app.states.form import FormState
from app.states.importing import ImportState
from app.states.list import ListState
from app.states.overview import OverviewState
from app.states.record import RecordState
from app.states.saved_views import SavedViewsState
from app.states.session import SessionState
from app.states.views import ViewsState


class LiveState(rx.State):
    """Sends the page that is open to read itself again."""

    @rx.event
    @signed_in
    async def changed(self) -> Any:
        """Something changed: the frame first, then the page shown."""
        parts = [part for part in self.router.url.path.split("/") if part]
        refresh: list[Any] = [SessionState.enter]
        if not parts:
            refresh.append(DashboardState.refresh)
        elif parts[0] == "d":
            refresh.append(OverviewState.refresh)
        elif parts[0] == "r" and len(parts) == 2:  # noqa: PLR2004 - a list
            refresh += [ListState.refresh, ViewsState.refresh, SavedViewsState.count_up]
        elif parts[0] == "r" and parts[2:] == ["import"]:
            refresh.append(ImportState.refresh)
        elif parts[0] == "r" and len(parts) == 3 and parts[2] != "new":  # noqa: PLR2004 - a record
            refresh.append(RecordState.refresh)
        elif place.edited(self):
            refresh.append(FormState.look)
        return refresh
