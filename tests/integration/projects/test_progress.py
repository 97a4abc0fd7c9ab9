"""How far a project is follows from its milestones."""

from decimal import Decimal

import pytest

from services.admin.commands import act, restore, trash, update
from services.admin.registry import registry
from services.core.database import unit_of_work
from services.core.errors import RuleBroken, ValidationFailed
from tests.integration.projects.conftest import House, day, percent
from tests.support.statements import Sent


def test_progress_counts_each_milestone_by_its_weight(house: House) -> None:
    refit, bare = house.project("Vanak refit", due_on=day(30)), house.project("Hallmark laboratory", due_on=day(60))
    house.make("project-milestones", project_id=refit, title="Plans", progress="100", weight=1)
    house.make("project-milestones", project_id=refit, title="Walls", progress="20", weight=3)
    gone = house.make("project-milestones", project_id=refit, title="Given up", progress="0", weight=50)
    with unit_of_work(house.owner) as uow:
        trash(uow, registry.get("project-milestones"), gone)
    shown = {row["_id"]: percent(row["progress"]) for row in house.rows("projects")}
    assert shown == {str(refit): Decimal(40), str(bare): None}


def test_a_milestone_is_done_at_a_hundred_percent_however_it_gets_there(house: House) -> None:
    milestones = registry.get("project-milestones")
    refit = house.project()
    step = house.make("project-milestones", project_id=refit, title="Walls", progress="40")
    [row] = house.rows("project-milestones")
    assert (row["done"], row["lateness"]) == (False, "open")
    with unit_of_work(house.owner) as uow:
        assert act(uow, milestones, "finish", [step]) == 1
    [row] = house.rows("project-milestones", f__done="1")
    assert (percent(row["progress"]), row["lateness"]) == (Decimal(100), "done")
    with unit_of_work(house.owner) as uow:
        update(uow, milestones, step, {"progress": "99.5"}, None)
    assert house.rows("project-milestones", f__done="1") == []


def test_what_should_be_done_and_is_not_is_overdue(house: House) -> None:
    refit = house.project()
    house.make("project-milestones", project_id=refit, title="Late", due_on=day(-1), progress="99")
    house.make("project-milestones", project_id=refit, title="Today", due_on=day(1))
    house.make("project-milestones", project_id=refit, title="Done", due_on=day(-9), progress="100")
    house.make("project-milestones", project_id=refit, title="Some day")
    assert [row["overdue"] for row in house.rows("projects")] == [1]
    states = {row["title"]: row["lateness"] for row in house.rows("project-milestones")}
    assert states == {"Late": "late", "Today": "open", "Done": "done", "Some day": "open"}


def test_a_project_is_finished_when_all_its_milestones_are(house: House) -> None:
    refit = house.project()
    step = house.make("project-milestones", project_id=refit, title="Walls")
    with pytest.raises(RuleBroken) as refused:
        house.go(refit, "finish")
    assert refused.value.message.params == {"n": 1}
    with unit_of_work(house.owner) as uow:
        act(uow, registry.get("project-milestones"), "finish", [step])
    house.go(refit, "finish")
    assert [row["status"] for row in house.rows("projects")] == ["done"]


def test_milestones_and_members_go_to_the_trash_with_their_project_and_come_back(house: House) -> None:
    refit = house.project()
    house.make("project-milestones", project_id=refit, title="Walls")
    house.member(refit, "Sara", 50)
    parts = ("project-milestones", "project-members")
    with unit_of_work(house.owner) as uow:
        trash(uow, registry.get("projects"), refit)
    assert [len(house.rows(key)) for key in parts] == [0, 0]
    with unit_of_work(house.owner) as uow:
        restore(uow, registry.get("projects"), refit)
    assert [len(house.rows(key)) for key in parts] == [1, 1]


@pytest.mark.parametrize(
    ("key", "values", "field"),
    [
        ("projects", {"title": "Backwards", "starts_on": day(2), "due_on": day(1)}, "due_on"),
        ("project-milestones", {"title": "Weightless", "weight": 0}, "weight"),
        ("project-milestones", {"title": "Too much", "progress": "101"}, "progress"),
        ("project-members", {"capacity": "0"}, "capacity"),
        ("project-members", {"from_on": day(2), "to_on": day(1)}, "to_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(house: House, key: str, values: dict[str, object], field: str) -> None:
    if key != "projects":
        values = {"project_id": house.project(), **values}
    if key == "project-members":
        values = {"person_id": house.people["Sara"], "role": "qa", **values}
    with pytest.raises(ValidationFailed) as refused:
        house.make(key, **values)
    assert list(refused.value.fields) == [field]


def test_a_page_of_projects_takes_the_same_number_of_questions_however_long(house: House, statements: Sent) -> None:
    def asked() -> int:
        statements.clear()
        house.rows("projects")
        return len(statements)

    def add(n: int) -> None:
        for k in range(n):
            one = house.project(f"Project {k}", starts_on=day(0), due_on=day(9))
            house.make("project-milestones", project_id=one, title="Step", due_on=day(-1))
            house.member(one, "Sara", 60)

    add(1)
    few = asked()
    add(4)
    assert asked() == few <= 6
