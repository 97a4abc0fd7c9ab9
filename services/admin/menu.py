"""The way about for one person: the menu, the bar of a narrow screen, and what can be begun from anywhere."""

from typing import Any

from services.admin.dashboards.read import has_dashboard
from services.admin.policy import can
from services.admin.registry import Page, Workspace, registry
from services.core.actor import Actor
from services.core.i18n import Message, _

MOST_TABS = 4
DASHBOARD = _("Dashboard")
NEW = _("New {what}")


def menu(actor: Actor) -> list[dict[str, Any]]:
    """The workspaces with the pages and lists this person may open, as ``{label, icon, entries}``; no empty ones."""
    groups = []
    for workspace in registry.workspaces():
        lists = [r for r in registry.all() if r.workspace == workspace.key and can(r, actor, "view")]
        if lists:
            board = [_entry(f"/d/{workspace.key}", DASHBOARD, "layout-dashboard")]
            entries = [
                *(_entry(page.href, page.label, page.icon) for page in _pages(workspace, actor)),
                *(board if has_dashboard(workspace.key, actor) else ()),
                *(_entry(f"/r/{r.key}", r.label, r.icon) for r in lists),
            ]
            groups.append({"label": workspace.label.msgid, "icon": workspace.icon, "entries": entries})
    return groups


def tabs(actor: Actor) -> list[dict[str, Any]]:
    """What stands in the bar of a narrow screen, as ``{label, icon, href}``."""
    entries = []
    for workspace in registry.workspaces():
        entries += [_entry(page.href, page.tab, page.icon) for page in _pages(workspace, actor)]
        lists = (registry.get(key) for key in workspace.tabs)
        entries += [_entry(f"/r/{r.key}", r.label, r.icon) for r in lists if can(r, actor, "view")]
    return entries[:MOST_TABS]


def beginnings(actor: Actor) -> list[dict[str, Any]]:
    """What this person can begin from the search box, as ``{label, icon, href}``, with ``what`` for a new record."""
    pages = [page for workspace in registry.workspaces() for page in _pages(workspace, actor)]
    made = (r for r in registry.all() if r.workspace and can(r, actor, "create"))
    return [
        *(_entry(page.href, page.begins, page.icon) for page in pages if page.begins),
        *(_entry(f"/r/{r.key}/new", NEW, "plus") | {"what": r.label_one.msgid} for r in made),
    ]


def _pages(workspace: Workspace, actor: Actor) -> list[Page]:
    return [page for page in workspace.pages if actor.can(page.permission)]


def _entry(href: str, label: Message, icon: str) -> dict[str, Any]:
    return {"label": label.msgid, "icon": icon, "href": href}
