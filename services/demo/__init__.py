"""Two shops that look alive: a year of trade that ends today, the same on any machine for a given day.

Each workspace brings its own part, by the hook that its declaration names (``Workspace(demo=…)``), and a house gets it
once: one that was made before a workspace was there gets that part alone. Each part is written in one transaction, so
that a start that was cut off leaves none of it or all of it; people are made before, under a password that is the same
each time, so that nothing needs to be tidied up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module

from sqlmodel import col, select

from models.base import Entity
from models.platform import HistoryEntry
from services.admin.registry import Workspace, registry
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.demo import people, shops
from services.demo.house import Fill, House

__all__ = ["DemoResult", "load"]

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class DemoResult:
    """The accounts one can sign in with."""

    accounts: tuple[people.Account, ...] = ()


def load(today: date, progress: Progress) -> DemoResult:
    """Fill an empty installation; what is there already is left as it is. ``progress`` takes a text and a share."""
    accounts = [people.platform()]
    for number, shop in enumerate(shops.SHOPS):
        share = number / len(shops.SHOPS)
        progress(f"examples: {shop.name['en']}", share)
        tenant = shops.open_or_find(shop)
        accounts += people.staff(shop, tenant)
        house = House(shop, tenant, today, people.clerks(tenant.id), partial(_tell, progress, share))
        for workspace in registry.workspaces():
            fill_once(workspace, house)
    progress("examples", 1.0)
    return DemoResult(tuple(accounts))


def fill_once(workspace: Workspace, house: House) -> None:
    """Let a workspace write its part of a house, unless anything of it was ever there."""
    if not workspace.demo:
        return
    with unit_of_work(Actor.for_system(house.tenant.id)) as uow:
        if not _begun(uow, workspace):
            _hook(workspace)(uow, house)


def _begun(uow: UnitOfWork, workspace: Workspace) -> bool:
    """Whether history knows of a record of the workspace; it does so also after the record was purged."""
    own = [
        resource.entity
        for resource in registry.all()
        if resource.workspace == workspace.key
        and issubclass(resource.model, Entity)
        and registry.for_table(resource.entity) is resource
    ]
    entries = select(HistoryEntry.id).where(col(HistoryEntry.entity).in_(own)).limit(1)
    return uow.session.execute(entries).first() is not None


def _hook(workspace: Workspace) -> Fill:
    module, _colon, name = workspace.demo.partition(":")
    hook: Fill = getattr(import_module(module), name)
    return hook


def _tell(progress: Progress, before: float, done: float) -> None:
    progress("a year of sales", before + done / len(shops.SHOPS))
