"""Who sees which projects: managers all of them, others their own; nobody those of another house."""

from typing import Any
from uuid import UUID

import pytest

from models.base import new_id
from services.admin import attachments, discussion
from services.admin.commands import update
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, NotFound, ValidationFailed
from tests.integration.projects.conftest import House, MakeHouse, day

KEYS = ("projects", "project-milestones", "project-members", "project-people", "project-activity")


def titles(rows: list[dict[str, Any]]) -> set[str]:
    return {row["title"] for row in rows}


@pytest.fixture
def busy(house: House) -> House:
    """Sara leads one project, owns another, and has nothing to do with the third, in which Reza works alone."""
    led = house.project("Nowruz collection", starts_on=day(0), due_on=day(9))
    owned = house.project("Vanak refit", owner_id=house.people["Sara"])
    other = house.project("Hallmark laboratory", starts_on=day(0), due_on=day(9))
    house.member(led, "Sara", 50)
    house.member(other, "Reza", 50)
    for one in (led, owned, other):
        house.make("project-milestones", project_id=one, title=f"Step of {one}")
    return house


def test_an_employee_sees_what_is_theirs_alone(busy: House) -> None:
    sara = busy.as_employee("Sara")
    assert titles(busy.rows("projects", sara)) == {"Nowruz collection", "Vanak refit"}
    assert len(busy.rows("project-milestones", sara)) == 2
    assert len(busy.rows("project-members", sara)) == 1
    assert [row["name"]["en"] for row in busy.rows("project-people", sara)] == ["Sara"]
    assert titles(busy.rows("projects")) == {"Nowruz collection", "Vanak refit", "Hallmark laboratory"}
    seen, everything = busy.rows("project-activity", sara), busy.rows("project-activity")
    assert (len(seen), len(everything)) == (7, 11)
    assert {row["entity"] for row in everything} == {"project", "project_milestone", "project_member"}
    named = {(row["entity"], row["subject"]) for row in seen}
    assert ("project_member", "Nowruz collection · Sara") in named
    assert ("project", "Vanak refit") in named
    assert all("Hallmark" not in subject for _entity, subject in named)


def test_a_project_one_may_not_see_is_not_there(busy: House) -> None:
    sara, projects = busy.as_employee("Sara"), registry.get("projects")
    [other] = busy.rows("projects", q="Hallmark")
    with unit_of_work(sara, read_only=True) as uow, pytest.raises(NotFound):
        get_record(uow, projects, other["_id"])


def test_an_over_allocation_counts_what_one_may_not_see_and_does_not_name_it(busy: House) -> None:
    sara = busy.as_employee("Sara")
    hidden = busy.project("Secret collection", starts_on=day(0), due_on=day(9))
    part = busy.member(hidden, "Sara", 80)
    with unit_of_work(busy.owner) as uow:
        update(uow, registry.get("project-members"), part, {"person_id": busy.people["Reza"]}, None)
    [reza] = [row for row in busy.rows("project-people") if row["name"]["en"] == "Reza"]
    assert reza["overload"]["params"]["n"] == 130
    led = next(row for row in busy.rows("projects") if row["title"] == "Nowruz collection")
    busy.member(UUID(led["_id"]), "Reza", 10)
    [seen] = [row for row in busy.rows("project-people", sara) if row["name"]["en"] == "Reza"]
    assert seen["overload"]["params"] == {"n": 140, "projects": "Nowruz collection"}


def test_an_employee_reports_progress_and_changes_nothing_else(busy: House) -> None:
    sara = busy.as_employee("Sara")
    step = busy.rows("project-milestones", sara)[0]
    with unit_of_work(sara) as uow:
        update(uow, registry.get("project-milestones"), step["_id"], {"progress": "40"}, step["_version"])
    for key in ("projects", "project-members"):
        row = busy.rows(key, sara)[0]
        with unit_of_work(sara) as uow, pytest.raises(Forbidden):
            update(uow, registry.get(key), row["_id"], {}, row["_version"])


@pytest.mark.parametrize("key", KEYS)
def test_another_house_sees_nothing(busy: House, make_tenant: Any, make_house: MakeHouse, key: str) -> None:
    stranger: Actor = make_house(make_tenant()).owner
    assert busy.rows(key)
    assert busy.rows(key, stranger) == []


def test_a_member_cannot_be_of_another_houses_project(busy: House, make_tenant: Any, make_house: MakeHouse) -> None:
    elsewhere = make_house(make_tenant())
    [theirs] = busy.rows("projects", q="Hallmark")
    with pytest.raises(ValidationFailed):
        elsewhere.member(UUID(theirs["_id"]), "Sara", 10)


def test_what_is_said_about_a_person_among_people_is_not_told_in_the_workload(house: House) -> None:
    users, workload, reza = registry.get("users"), registry.get("project-people"), house.people["Reza"]
    project = house.project()
    for name in ("Sara", "Reza"):
        house.member(project, name, 50)
    with unit_of_work(house.owner) as uow:
        discussion.write(uow, users, reza, "To be promoted", new_id())
        contract = attachments.attach(uow, users, reza, "contract.txt", b"secret", new_id()).id
    sara = house.as_employee("Sara")
    assert str(reza) in {row["_id"] for row in house.rows("project-people", sara)}
    with unit_of_work(sara, read_only=True) as uow:
        with pytest.raises(NotFound):
            discussion.thread(uow, workload, reza)
        with pytest.raises(NotFound):
            attachments.stored(uow, contract)
