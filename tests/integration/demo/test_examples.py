"""The example houses: the same for a given day, sound to the last gram, and given once, by each workspace its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from app.server.prepare import load_demo
from models.base import new_id, now
from models.identity import Tenant, User
from models.projects import Project
from services.admin.commands import create, trash
from services.admin.registry import Workspace, registry
from services.core.actor import Actor
from services.core.database import UnitOfWork, unit_of_work
from services.core.permissions import Role
from services.demo import fill_once
from services.demo.house import A_YEAR, House
from services.demo.shops import SHOPS
from services.platform.tenants import find_tenant
from tests.integration.conftest import MakeTenant

TODAY = now().date() - timedelta(days=1)
WEEKS = 40
TABLES = (
    "shop_branch", "shop_category", "shop_customer", "shop_gold_rate", "shop_item", "shop_journal_entry",
    "shop_journal_line", "shop_payment", "shop_sale", "shop_sale_line", "shop_stock_level", "shop_stock_movement",
    "project", "project_milestone", "project_member", "history_entry", "comment", "tag", "record_tag", "alert",
)  # fmt: skip
MakeHouse = Callable[..., House]


@pytest.fixture
def make_house(make_tenant: MakeTenant) -> MakeHouse:
    """A shop of its own with the people of the first example, and nothing in it yet."""

    def make(today: date = TODAY, days: int = A_YEAR) -> House:
        shop = SHOPS[0]
        tenant_id = make_tenant()
        with unit_of_work(Actor.for_system(tenant_id)) as uow:
            people = {}
            for person in shop.staff:
                name = dict(zip(("en", "fa"), person.name, strict=True))
                user = User(id=new_id(), username=f"{person.username}-{tenant_id}", name=name, password_hash="-",
                            role=person.role)  # fmt: skip
                uow.session.add(user)
                people[person.username] = user.id
            tenant = uow.session.get_one(Tenant, tenant_id)
            uow.session.flush()
            uow.session.expunge(tenant)
        return House(shop, tenant, today, people, progress=lambda _share: None, days=days)

    return make


def workspace(key: str) -> Workspace:
    return next(one for one in registry.workspaces() if one.key == key)


def filled(house: House) -> House:
    """With what every workspace brings."""
    for one in registry.workspaces():
        fill_once(one, house)
    return house


def as_system(house: House) -> Actor:
    return Actor.for_system(house.tenant.id)


def digests(house: House) -> dict[str, str]:
    """A digest of all rows of each table, without what a run gives anew: ids of the shop, its people and accounts."""
    found = {}
    with unit_of_work(as_system(house), read_only=True) as uow:
        accounts = {row.code: row.id for row in uow.session.execute(text("select code, id from shop_account"))}
        row = "to_jsonb(t)::text"
        for name, identity in {"shop": house.tenant.id, **house.people, **accounts}.items():
            row = f"replace({row}, '{identity}', '{name}')"
        for table in TABLES:
            digest = f"md5(string_agg({row}, '' order by {row} collate \"C\"))"
            statement = f"select count(*) || ' ' || {digest} from {table} t"
            found[table] = str(uow.session.scalar(text(statement)))
    return found


def one(uow: UnitOfWork, sql: str) -> Any:
    return uow.session.execute(text(sql)).one()


def test_the_same_day_makes_the_same_house(make_house: MakeHouse) -> None:
    first, second = (digests(filled(make_house(days=WEEKS))) for _time in range(2))
    assert first == second
    assert "None" not in first.values()


def test_another_day_makes_another_one(make_house: MakeHouse) -> None:
    house = filled(make_house(days=3))
    other = filled(make_house(TODAY - timedelta(days=1), days=3))
    assert digests(house)["project"] != digests(other)["project"]


def test_a_year_of_sales_ends_now_and_the_books_balance(make_house: MakeHouse) -> None:
    house = filled(make_house())
    zone = ZoneInfo(house.tenant.timezone)
    with unit_of_work(as_system(house), read_only=True) as uow:
        first, last, days = one(uow, "select min(sold_at), max(sold_at), count(distinct sold_at::date) from shop_sale")
        assert datetime.combine(TODAY, time.min, zone) <= last < datetime.combine(TODAY, time.max, zone)
        assert timedelta(days=360) < last - first < timedelta(days=367)
        assert days > 300
        wrong = one(uow, "select count(*) from (select 1 from shop_journal_line group by entry_id, commodity"
                         " having sum(amount) <> 0) unbalanced")  # fmt: skip
        assert wrong == (0,)
        assert one(uow, "select count(*) from shop_journal_line")[0] > days
        assert one(uow, "select count(*) from shop_stock_level where quantity < 0") == (0,)


def count(house: House) -> int:
    with unit_of_work(as_system(house), read_only=True) as uow:
        return int(one(uow, "select count(*) from project where deleted_at is null")[0])


def test_a_house_from_before_a_workspace_gets_its_part_once(make_house: MakeHouse) -> None:
    house = make_house(days=3)
    fill_once(workspace("shop"), house)
    assert count(house) == 0
    filled(house)
    some = count(house)
    assert some > 0
    before = digests(house)
    filled(house)
    assert digests(house) == before
    owner = Actor.of(Role.OWNER, tenant_id=house.tenant.id, name="Owner")
    with unit_of_work(owner) as uow:
        for identity in uow.session.scalars(text("select id from project")).all():
            trash(uow, registry.get("projects"), UUID(str(identity)))
    filled(house)
    assert count(house) == 0


def test_where_people_have_begun_nothing_is_added(make_house: MakeHouse) -> None:
    house = make_house()
    owner = Actor.of(Role.OWNER, tenant_id=house.tenant.id, name="Owner")
    with unit_of_work(owner) as uow:
        create(uow, registry.get("projects"), {"title": "Our own"})
    fill_once(workspace("projects"), house)
    with unit_of_work(owner, read_only=True) as uow:
        assert [project.title for project in uow.session.query(Project)] == ["Our own"]


def test_beside_a_real_shop_no_example_is_made(make_tenant: MakeTenant) -> None:
    make_tenant()
    said: list[str] = []
    load_demo(said.append)
    assert (said, [find_tenant(shop.slug) for shop in SHOPS]) == ([], [None, None])


def test_a_workspace_without_a_part_of_its_own_brings_none(make_house: MakeHouse) -> None:
    house = make_house()
    fill_once(replace(workspace("projects"), demo=""), house)
    assert count(house) == 0
