"""A house with people and an empty desk: its projects are made as the screens make them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from models.base import new_id, now
from models.identity import User
from services.admin.commands import act, create
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import GRANTS, Role

TODAY = now().date()


def day(offset: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=offset)


@dataclass(frozen=True)
class House:
    """People by name, and ways to make and read what they work on."""

    owner: Actor
    people: dict[str, UUID]

    def make(self, key: str, **values: Any) -> UUID:
        """A record made by the owner, as a form would send it."""
        with unit_of_work(self.owner) as uow:
            row = create(uow, registry.get(key), values)
            identity: UUID = row.id
        return identity

    def project(self, title: str = "Vanak refit", **values: Any) -> UUID:
        """A project under way."""
        project = self.make("projects", title=title, **values)
        self.go(project, "start")
        return project

    def go(self, project: UUID | str, *steps: str) -> None:
        """Take a project some steps of its course further."""
        for step in steps:
            with unit_of_work(self.owner) as uow:
                act(uow, registry.get("projects"), step, [project], note="As agreed")

    def member(self, project: UUID, person: str, capacity: int, **values: Any) -> UUID:
        """Somebody's part in a project."""
        return self.make(
            "project-members",
            project_id=project,
            person_id=self.people[person],
            capacity=capacity,
            role="lead",
            **values,
        )

    def rows(self, key: str, actor: Actor | None = None, **params: str) -> list[dict[str, Any]]:
        """A list as an actor sees it, by default the owner; all its columns."""
        who, resource = actor or self.owner, registry.get(key)
        query = ListQuery.parse(resource, who, {name.replace("__", "."): value for name, value in params.items()})
        with unit_of_work(who, read_only=True) as uow:
            return list_page(uow, resource, query, fields=tuple(resource.bound.values())).rows

    def as_employee(self, person: str) -> Actor:
        """One of the people, who may see their own projects alone."""
        return replace(self.owner, user_id=self.people[person], role=Role.EMPLOYEE, grants=GRANTS[Role.EMPLOYEE])


MakeHouse = Callable[[UUID], House]


@pytest.fixture
def make_house() -> MakeHouse:
    """Furnishes a tenant with people."""

    def make(tenant: UUID) -> House:
        system = Actor.for_system(tenant)
        people = {}
        with unit_of_work(system) as uow:
            for name in ("Sara", "Reza", "Nima"):
                user = User(id=new_id(), username=f"{name.lower()}-{tenant}", name={"en": name, "fa": name},
                            password_hash="-", role=Role.MANAGER)  # fmt: skip
                uow.session.add(user)
                people[name] = user.id
        owner = Actor.of(Role.OWNER, tenant_id=tenant, name="Owner", user_id=people["Nima"])
        return House(owner, people)

    return make


@pytest.fixture
def house(tenant: UUID, make_house: MakeHouse) -> House:
    """A house of its own."""
    return make_house(tenant)


def percent(value: str | None) -> Decimal | None:
    """A percentage from a plain row."""
    return None if value is None else Decimal(value)
