"""Saved views: a list as somebody left it, under a name; their own, or the team's.

What is kept is the address. It is read again under the rights of whoever opens it, so a view shows nobody more than
they may see.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlmodel import col

from models.records import SavedView
from services.admin.conflicts import checked_write
from services.admin.listing import ListQuery
from services.admin.policy import require
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, NotFound, RuleBroken, ValidationFailed
from services.core.history import record, snapshot
from services.core.i18n import _
from services.core.permissions import Permission

ALL = "all"
"""``saved=all`` is the whole list, whatever view is the usual one."""
PAGE_PARAMS = ("view", "by", "zoom", "shut", "limits")
"""Parameters of the page that a view keeps beside those of the list: the way it is looked at, and its look then."""
LONGEST_PARAM = 400
PASSING = frozenset({"saved", "after", "before", "peek", "lang", "theme", "bar", "on"})
"""Parameters that say where one is in a list, not which list it is."""
MOST_VIEWS = 40
LONGEST_NAME = 60


def views_of(uow: UnitOfWork, resource: Resource) -> list[dict[str, Any]]:
    """The views of a list that the actor may open, the team's first.

    Each is ``{id, name, mine, default, may_change, params}``.
    """
    rows = uow.session.scalars(_visible(uow, resource).order_by(
        col(SavedView.user_id).is_not(None), col(SavedView.position), col(SavedView.created_at)
    ))  # fmt: skip
    return [_plain(row, resource, uow.actor) for row in rows]


def laid_open(uow: UnitOfWork, resource: Resource, params: Mapping[str, str]) -> dict[str, str]:
    """The parameters an address means: those of the view it names, or of the usual one, unless it says its own."""
    chosen = current(views_of(uow, resource), params)
    return opened(chosen, params)


def current(views: list[dict[str, Any]], params: Mapping[str, str]) -> dict[str, Any] | None:
    """The view an address means: the one it names; without any word about the list, the usual one."""
    named = params.get("saved", "")
    if named:
        return next((view for view in views if view["id"] == named), None)
    if _own(params):
        return None
    usual = [view for view in views if view["default"]]
    return next((view for view in usual if view["mine"]), usual[0] if usual else None)


def opened(view: Mapping[str, Any] | None, params: Mapping[str, str]) -> dict[str, str]:
    """The parameters of an address with its view laid open, unless it says of its own what the list is.

    Looked at in another way than it was kept, as a board instead of a calendar, it has nothing to say of that way.
    """
    given = {name: value for name, value in params.items() if name != "saved"}
    if view is None or _own(params):
        return given
    kept = view["params"]
    if given.get("view", "") not in ("", kept.get("view", "table")):
        kept = {name: value for name, value in kept.items() if name not in PAGE_PARAMS}
    return {**kept, **given}


def look_of(view: Mapping[str, Any] | None) -> dict[str, str]:
    """How a view is looked at: those of its parameters that are the page's."""
    return {name: view["params"][name] for name in PAGE_PARAMS if name in view["params"]} if view else {}


def _own(params: Mapping[str, str]) -> bool:
    """Whether an address says which rows and columns, and not only how and where one looks at them."""
    return bool(set(params) - PASSING - set(PAGE_PARAMS))


def save_view(
    uow: UnitOfWork, resource: Resource, name: str, params: Mapping[str, str], *, team: bool = False
) -> SavedView:
    """Keep a list under a name. Raises ``Forbidden``, ``ValidationFailed`` (``name``, or a parameter)."""
    require(resource, uow.actor, "view")
    owner = None if team else uow.actor.user_id
    _may_write(uow.actor, owner)
    mine = _visible(uow, resource).where(col(SavedView.user_id) == owner if owner else col(SavedView.user_id).is_(None))
    before = uow.session.scalars(mine).all()
    if len(before) >= MOST_VIEWS:
        raise RuleBroken(_("There are {n} views of this list already; delete one first", n=MOST_VIEWS))
    view = SavedView(
        resource=resource.key,
        name=_name(name, before),
        user_id=owner,
        params=_kept(resource, uow.actor, params),
        position=max((one.position for one in before), default=0) + 1,
    )
    with checked_write(uow, resource):
        uow.session.add(view)
    record(uow, view, "create")
    return view


def change_view(
    uow: UnitOfWork,
    resource: Resource,
    identity: str,
    *,
    name: str | None = None,
    params: Mapping[str, str] | None = None,
    default: bool | None = None,
    team: bool | None = None,
) -> SavedView:
    """Rename a view, keep another address under it, make it the one its people begin with, or hand it over.

    ``team`` gives it to everybody, or makes it the actor's own; nobody begins with it then. Raises ``NotFound``,
    ``Forbidden``, and ``ValidationFailed`` where there is one of this name.
    """
    view = _for_change(uow, resource, identity)
    before = snapshot(view)
    with checked_write(uow, resource):
        if name is not None:
            view.name = _name(name, [one for one in _belonging(uow, view.resource, view.user_id) if one.id != view.id])
        if params is not None:
            view.params = _kept(resource, uow.actor, params)
        if team is not None and team != (view.user_id is None):
            owner = None if team else uow.actor.user_id
            _may_write(uow.actor, owner)
            _name(view.name, _belonging(uow, view.resource, owner))
            view.user_id, view.is_default = owner, False
        if default is not None:
            _only_default(uow, view)
            view.is_default = default
    record(uow, view, "update", before, snapshot(view))
    return view


def delete_view(uow: UnitOfWork, resource: Resource, identity: str) -> None:
    """Forget a view; the list stays as it is. Raises ``NotFound`` and ``Forbidden``."""
    view = _for_change(uow, resource, identity)
    record(uow, view, "delete", snapshot(view), {})
    uow.session.delete(view)
    uow.session.flush()


def own_views(uow: UnitOfWork, resources: Collection[str], most: int) -> list[SavedView]:
    """The newest views that the actor keeps of these lists; of none without a statement."""
    if not resources or uow.actor.user_id is None:
        return []
    mine = select(SavedView).where(
        col(SavedView.tenant_id) == uow.tenant_id,
        col(SavedView.user_id) == uow.actor.user_id,
        col(SavedView.resource).in_(list(resources)),
    )
    return list(uow.session.scalars(mine.order_by(col(SavedView.created_at).desc()).limit(most)))


def may_share(actor: Actor) -> bool:
    """Whether the actor may keep views for the team."""
    return actor.can(Permission.SHARE_VIEWS)


def _visible(uow: UnitOfWork, resource: Resource) -> Any:
    mine = or_(col(SavedView.user_id).is_(None), col(SavedView.user_id) == uow.actor.user_id)
    return select(SavedView).where(
        col(SavedView.tenant_id) == uow.tenant_id, col(SavedView.resource) == resource.key, mine
    )


def _belonging(uow: UnitOfWork, resource: str, owner: UUID | None) -> list[SavedView]:
    same = col(SavedView.user_id) == owner if owner else col(SavedView.user_id).is_(None)
    found = select(SavedView).where(
        col(SavedView.tenant_id) == uow.tenant_id, col(SavedView.resource) == resource, same
    )
    return list(uow.session.scalars(found))


def _for_change(uow: UnitOfWork, resource: Resource, identity: str) -> SavedView:
    require(resource, uow.actor, "view")
    try:
        wanted = UUID(identity)
    except ValueError:
        raise NotFound from None
    view: SavedView | None = uow.session.scalars(
        _visible(uow, resource).where(col(SavedView.id) == wanted)
    ).one_or_none()
    if view is None:
        raise NotFound
    _may_write(uow.actor, view.user_id)
    return view


def _may_write(actor: Actor, owner: UUID | None) -> None:
    if (owner is None and not may_share(actor)) or (owner is not None and owner != actor.user_id):
        raise Forbidden


def _only_default(uow: UnitOfWork, view: SavedView) -> None:
    """At most one is the usual one: whatever was, is not from now on."""
    same = col(SavedView.user_id) == view.user_id if view.user_id else col(SavedView.user_id).is_(None)
    uow.session.execute(
        update(SavedView)
        .where(
            col(SavedView.tenant_id) == uow.tenant_id,
            col(SavedView.resource) == view.resource,
            col(SavedView.is_default),
            col(SavedView.id) != view.id,
            same,
        )
        .values(is_default=False)
    )


def _name(name: str, others: list[SavedView] | Any) -> str:
    wanted = name.strip()
    if not wanted or len(wanted) > LONGEST_NAME or not wanted.replace("\N{ZERO WIDTH NON-JOINER}", "").isprintable():
        raise ValidationFailed(
            _("A view has a name of at most {n} letters", n=LONGEST_NAME), fields={"name": _("This is needed")}
        )
    if any(one.name == wanted for one in others):
        raise ValidationFailed(
            _("There is a view called “{name}” already", name=wanted),
            fields={"name": _("There is one like this already")},
        )
    return wanted


def _kept(resource: Resource, actor: Actor, params: Mapping[str, str]) -> dict[str, str]:
    """What a view keeps of an address: only what the list understands, for this actor."""
    query = ListQuery.parse(resource, actor, {name: v for name, v in params.items() if name not in PASSING})
    page = {name: params[name][:LONGEST_PARAM] for name in PAGE_PARAMS if params.get(name)}
    return query.to_params() | page


def _opens(view: SavedView, resource: Resource, actor: Actor) -> bool:
    """Whether this actor may ask for all that the view does: nobody's list begins with what they can't open."""
    try:
        ListQuery.parse(resource, actor, view.params)
    except ValidationFailed:
        return False
    return True


def _plain(view: SavedView, resource: Resource, actor: Actor) -> dict[str, Any]:
    mine = view.user_id is not None
    return {
        "id": str(view.id),
        "name": view.name,
        "mine": mine,
        "default": view.is_default and _opens(view, resource, actor),
        "may_change": mine or may_share(actor),
        "params": dict(view.params),
    }
