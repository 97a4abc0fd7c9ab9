"""Alerts of the shop are for those who may see them; what concerns one person is for that person alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.base import new_id
from models.platform import Alert
from services.admin import commands
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import NotFound
from services.core.events import alert
from services.core.i18n import Message
from services.core.permissions import GRANTS, Role
from services.platform.alerts import unseen
from tests.integration.shop_factory import Shop, make_shop


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


def person(shop: Shop, role: Role) -> Actor:
    return replace(shop.owner, user_id=new_id(), role=role, grants=GRANTS[role])


def seen_by(who: Actor) -> list[str]:
    alerts = registry.get("alerts")
    with unit_of_work(who) as uow:
        rows = list_page(uow, alerts, ListQuery.parse(alerts, who, {})).rows
        assert unseen(uow) == len(rows)
    return sorted(str(row["message"]["msgid"]) for row in rows)


def test_each_sees_their_own_alerts_and_those_of_the_shop_as_the_role_allows(shop: Shop) -> None:
    people = {role: person(shop, role) for role in (Role.OWNER, Role.MANAGER, Role.EMPLOYEE, Role.ANALYST)}
    with unit_of_work(shop.owner) as uow:
        alert(uow, "test", Message("shop"))
        for role, who in people.items():
            alert(uow, "test", Message(role), link="/r/items/x", user_id=who.user_id)
    for role, who in people.items():
        assert seen_by(who) == sorted([str(role)] + ([] if role is Role.EMPLOYEE else ["shop"]))


def test_nobody_marks_the_alert_of_another_as_seen(shop: Shop) -> None:
    mine, other = person(shop, Role.EMPLOYEE), person(shop, Role.EMPLOYEE)
    with unit_of_work(shop.owner) as uow:
        row: Alert = alert(uow, "test", Message("x"), user_id=mine.user_id)
    alerts = registry.get("alerts")
    with unit_of_work(other) as uow, pytest.raises(NotFound):
        commands.act(uow, alerts, "seen", [row.id])
    with unit_of_work(mine) as uow:
        assert commands.act(uow, alerts, "seen", [row.id]) == 1
