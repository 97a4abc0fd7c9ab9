"""The gems' tables in the test database, and people with different rights in a shop of their own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, text

from services.admin.registry import registry
from services.core import rls
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from services.core.permissions import Role
from services.core.roles import OWNER
from tests.support.digs import Dig, digs
from tests.support.gems import Base, Gem, Quarry, gems, own_numbers, quarries

MakeGem = Callable[..., Gem]
MakeDig = Callable[..., Dig]


@cache
def make_tables() -> None:
    """Once for each database: the tables, parted by tenant, with their words indexed."""
    engine = create_engine(settings().database_owner_url)
    with engine.begin() as connection:
        connection.execute(text(f"set local role {OWNER}"))
        Base.metadata.create_all(connection)

        class Operations:
            """What Alembic would give."""

            def execute(self, sqltext: Any) -> None:
                """Run one statement."""
                connection.execute(text(sqltext))

        for table in Base.metadata.sorted_tables:
            rls.protect(Operations(), table.name)
        rls.search_index(Operations(), "test_gem", ["sku", "name"])
        rls.search_index(Operations(), "test_quarry", ["name", "phone"])
        rls.search_index(Operations(), "test_dig", ["name"])
    engine.dispose()


@pytest.fixture(autouse=True)
def registered(_servers: Any) -> Iterator[None]:
    """Gems and quarries exist, as tables and as resources."""
    make_tables()
    for resource in (gems, quarries):
        registry.register(resource)
    with own_numbers():
        yield
    for resource in (gems, quarries):
        registry.remove(resource.key)


@pytest.fixture
def clerk(owner: Actor) -> Actor:
    """Sees and makes gems, but never their cost, nor history; deletes and exports nothing."""
    verbs = ("view", "create", "update")
    return replace(owner, role=Role.EMPLOYEE, name="Clerk", grants=frozenset(
        {*(f"test-gems:{verb}" for verb in verbs), "test-quarries:view"}
    ))  # fmt: skip


@pytest.fixture
def exporter(clerk: Actor) -> Actor:
    """A clerk who may export and see history, still without cost."""
    return replace(clerk, grants=clerk.grants | {"test-gems:export", "history:view"})


@pytest.fixture
def make_gem(owner: Actor) -> MakeGem:
    """Makes one stored gem."""
    counter = iter(range(10**6))

    def make(**values: Any) -> Gem:
        number = next(counter)
        name = values.pop("name", {"en": f"Gem {number}", "fa": f"گوهر {number}"})
        gem = Gem(**{"sku": f"G-{number}", "name": name, "weight": Decimal(1)} | values)
        with unit_of_work(owner) as uow:
            uow.session.add(gem)
        return gem

    return make


@pytest.fixture
def quarry(owner: Actor) -> UUID:
    """One quarry."""
    row = Quarry(name={"en": "North hill", "fa": "تپهٔ شمالی"}, phone="09120001122")
    with unit_of_work(owner) as uow:
        uow.session.add(row)
    return row.id


@pytest.fixture
def digs_exist(registered: None) -> Iterator[None]:
    """The digs among the resources, while a test asks for them."""
    registry.register(digs)
    yield
    registry.remove(digs.key)


@pytest.fixture
def make_dig(owner: Actor, digs_exist: None) -> MakeDig:
    """Makes one stored dig."""
    counter = iter(range(10**6))

    def make(**values: Any) -> Dig:
        dig = Dig(**{"name": f"D-{next(counter):03}"} | values)
        with unit_of_work(owner) as uow:
            uow.session.add(dig)
        return dig

    return make
