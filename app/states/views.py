"""What the server keeps of a list's other views: when to read again. All else is in the address and the browser."""

import reflex as rx

from app.guard import signed_in


class ViewsState(rx.State):
    """Counts the changes heard of, so that an open board, calendar, timeline or gallery fetches itself anew."""

    stamp: int = 0

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Something of the shop has changed."""
        self.stamp += 1
