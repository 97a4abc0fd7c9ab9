"""The list of any resource. Its address is the truth: every change is another address, which a link can share."""

from typing import Any

import reflex as rx

from app import work
from app.guard import actor, signed_in
from app.states import files, place
from app.states.listed import ABOUT, PAGING, Shape, read, read_rows
from app.states.session import SessionState
from services.admin.listing import ListQuery
from services.admin.registry import registry
from services.admin.saved_views import ALL
from services.admin.totals import totals_at_once
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, Forbidden, NotFound
from services.core.i18n import _

Json = dict[str, Any]
NO_PLACE = dict.fromkeys(ABOUT, "")


class ListState(rx.State):
    """One page of rows, and what describes them.

    ``shown_as`` and ``look`` say how the list is looked at where the address does not; ``tree`` are the conditions as
    the filter bar draws them; ``address`` the list's own parameters, a saved view laid
    open, without the place in it; ``cleared`` counts how often the selection was to be given up.
    """

    loaded: str = ""
    about: dict[str, str] = NO_PLACE
    verbs: dict[str, bool] = {}
    columns: list[Json] = []
    hidden: list[str] = []
    widths: dict[str, int] = {}
    density: str = ""
    rows: list[Json] = []
    groups: list[Json] = []
    group: Json = {}
    groupable: list[Json] = []
    sort: str = ""
    direction: str = "asc"
    count: int = 0
    over: bool = False
    next_href: str = ""
    previous_href: str = ""
    q: str = ""
    searchable: bool = False
    tree: Json = {"word": "and", "parts": []}
    filters: list[Json] = []
    trash: bool = False
    sums: Json = {}
    summable: bool = False
    views: list[Json] = []
    shown_as: str = ""
    look: dict[str, str] = {}
    saved_views: list[Json] = []
    saved: str = ""
    changed: bool = False
    may_share: bool = False
    address: dict[str, str] = {}
    acts: list[Json] = []
    cleared: int = 0
    denied: bool = False
    failed: str = ""

    _params: dict[str, str] = {}
    _page: dict[str, str] = {}
    _usual: bool = False
    _unparted: bool = False
    _shape: Shape = Shape((), {})

    @rx.event
    @signed_in
    async def load(self) -> Any:
        """Read what the address asks for."""
        session = await self.get_state(SessionState)
        key, *_rest = place.parts(self) or [""]
        who = await session._enter(again=self.loaded == key)
        given = place.params(self)
        self.denied, self.failed, self.sums = False, "", {}
        try:
            found = await work.run(read, who, key, given)
        except Forbidden:
            self.denied, self.loaded, self.rows = True, key, []
            return
        except AppError as error:
            missing = isinstance(error, NotFound)
            if not missing:
                session._tell(error)
            bare = {"saved": ALL}
            found = {"failed": "404", "loaded": key} if missing else await work.run(read, who, key, bare)
        if self.loaded != key:
            self.cleared += 1
        place.assign(self, found)
        if self._unparted:
            session._tell(_("This list is too long to be grouped; narrow it first"), "info")

    @rx.event
    @signed_in
    async def refresh(self) -> None:
        """Read the rows of the same list again, when something has changed."""
        if self.loaded != self.about["key"] or self.denied or self.failed:
            return
        try:
            kept = {**self._page, "saved": self.saved}
            place.assign(self, await work.run(read_rows, actor(), self.loaded, self._params, self._shape, kept))
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)

    def _go(self, **changes: str) -> Any:
        """To the same list with something changed, from its beginning; a change to a saved view still names it."""
        return self._show({**{k: v for k, v in self._params.items() if k not in PAGING}, **changes})

    def _show(self, params: dict[str, str]) -> Any:
        asked = {name: value for name, value in params.items() if value}
        saved = self.saved if asked else ALL if self._usual else ""
        return rx.redirect(place.address(self.about["key"], {**asked, **self._page, "saved": saved}), replace=True)

    def _clear_selection(self) -> None:
        """Give up what was selected in the browser."""
        self.cleared += 1

    @rx.event
    @signed_in
    async def sort_by(self, key: str) -> Any:
        """Sort by a column, the other way when it is sorted by already."""
        back = self.sort == key and self.direction == "asc"
        return self._go(sort=f"-{key}" if back else key)

    @rx.event
    @signed_in
    async def search(self, form: dict[str, Any]) -> Any:
        """Look for words."""
        return self._go(q=str(form.get("q", "")).strip())

    @rx.event
    @signed_in
    async def clear(self) -> Any:
        """Every row again."""
        return self._show({})

    @rx.event
    @signed_in
    async def filter_by(self, tree: list[Any]) -> Any:
        """Show what fulfils these conditions, arranged as ``["and", "field=value", ["or", …]]``."""
        try:
            return self._show(await work.run(_filtered, actor(), self.about["key"], self._params, tree))
        except AppError as error:
            (await self.get_state(SessionState))._tell(error)
            return None

    @rx.event
    @signed_in
    async def choose_columns(self, shown: list[str]) -> Any:
        """Show these columns, in this order."""
        return self._go(cols=",".join(shown))

    @rx.event
    @signed_in
    async def widen(self, widths: dict[str, int]) -> Any:
        """Give columns these widths."""
        self.widths = widths
        return self._go(w=",".join(f"{name}:{width}" for name, width in widths.items()))

    @rx.event
    @signed_in
    async def group_by(self, key: str) -> Any:
        """Part the list by a field, or not at all."""
        return self._go(group=key)

    @rx.event
    @signed_in
    async def space(self, density: str) -> Any:
        """How close the rows of this list stand."""
        return self._go(density=density)

    @rx.event
    @signed_in
    async def add_up(self) -> None:
        """The sums over all rows of the list; a list that is too long for that says so."""
        session = await self.get_state(SessionState)
        try:
            found = await work.run(_sums, actor(), self.about["key"], self._params)
        except AppError as error:
            session._tell(error)
            return
        self.sums = found or {}
        if found is None:
            session._tell(_("This list is too long to be added up here; narrow it first, or export it"), "info")

    @rx.event
    @signed_in
    async def export(self, form: str) -> Any:
        """Hand the list over as a file, or as a job where it is long."""
        session = await self.get_state(SessionState)
        return await files.hand_over(session, self.about["key"], self._params, form)


def _filtered(who: Actor, key: str, given: dict[str, str], tree: list[Any]) -> dict[str, str]:
    return ListQuery.parse(registry.get(key), who, given).filtered(who, tree)


def _sums(who: Actor, key: str, given: dict[str, str]) -> Json | None:
    resource = registry.get(key)
    with unit_of_work(who, read_only=True) as uow:
        return totals_at_once(uow, resource, ListQuery.parse(resource, who, given).first())
