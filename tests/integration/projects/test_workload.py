"""People have one hundred percent of their time; where projects ask for more, it is said, and with which projects."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from services.admin.commands import trash
from services.admin.lines import Line, Lines
from services.admin.registry import registry
from services.admin.warnings import warned
from services.core.database import unit_of_work
from services.projects.workload import load_by_step
from tests.integration.projects.conftest import House, day, percent
from tests.support.statements import Sent


def two_projects(house: House, **second: object) -> UUID:
    """Sara gives 80 percent to one project and 50 to another; answers the first."""
    first = house.project("Nowruz collection", starts_on=day(-5), due_on=day(20))
    other = house.project("Vanak refit", **{"starts_on": day(10), "due_on": day(40)} | second)
    house.member(first, "Sara", 80)
    house.member(other, "Sara", 50)
    house.member(other, "Reza", 30)
    return first


def test_overlapping_parts_add_up_and_the_other_project_is_named(house: House) -> None:
    two_projects(house)
    members = {
        (row["person_id"]["title"]["en"], percent(row["capacity"])): row for row in house.rows("project-members")
    }
    sara = members["Sara", Decimal(80)]
    assert percent(sara["load"]) == Decimal(130)
    assert sara["overload"] == {
        "msgid": "{n} % at once, with {projects}", "params": {"n": 130, "projects": "Vanak refit"}
    }  # fmt: skip
    reza = members["Reza", Decimal(30)]
    assert (percent(reza["load"]), reza["overload"]) == (Decimal(30), None)
    people = {row["name"]["en"]: row for row in house.rows("project-people")}
    assert set(people) == {"Sara", "Reza"}
    assert percent(people["Sara"]["load"]) == Decimal(130)
    assert people["Sara"]["overload"]["params"] == {"n": 130, "projects": "Nowruz collection · Vanak refit"}
    assert [row["overloaded"] for row in house.rows("projects", sort="due_on")] == [1, 1]


def test_parts_that_only_follow_each_other_do_not(house: House) -> None:
    two_projects(house, starts_on=day(21))
    assert [row["overload"] for row in house.rows("project-members")] == [None, None, None]
    assert {percent(row["load"]) for row in house.rows("project-people")} == {Decimal(80), Decimal(30)}


def test_a_part_has_its_own_days_before_those_of_the_project(house: House) -> None:
    one = house.project("Nowruz collection", starts_on=day(0), due_on=day(30))
    house.member(one, "Sara", 70, from_on=day(0), to_on=day(9))
    house.member(one, "Sara", 60, from_on=day(10))
    assert {percent(row["load"]) for row in house.rows("project-members")} == {Decimal(70), Decimal(60)}
    open_ended = house.project("Hallmark laboratory")
    house.member(open_ended, "Sara", 40)
    assert [percent(row["load"]) for row in house.rows("project-people")] == [Decimal(110)]


def test_what_is_over_waits_or_lies_in_the_trash_takes_no_time(house: House) -> None:
    two_projects(house)
    [second] = house.rows("projects", q="Vanak")

    def loads() -> set[Decimal | None]:
        return {percent(row["load"]) for row in house.rows("project-people")}

    for course in (("hold",), ("resume", "finish"), ("reopen", "cancel")):
        house.go(second["_id"], *course)
        assert loads() == {Decimal(80), Decimal(0)}
    house.go(second["_id"], "reopen")
    assert loads() == {Decimal(130), Decimal(30)}
    with unit_of_work(house.owner) as uow:
        trash(uow, registry.get("projects"), second["_id"])
    assert loads() == {Decimal(80)}


def test_the_timeline_has_the_highest_load_of_each_stretch(house: House) -> None:
    two_projects(house)
    steps = [(day(0), day(6)), (day(7), day(13)), (day(21), day(27)), (day(50), day(56))]
    with unit_of_work(house.owner, read_only=True) as uow:
        loads = {one.title["en"]: one.shares for one in load_by_step(uow, steps)}
    assert loads == {"Reza": (0, 30, 30, 0), "Sara": (80, 130, 50, 0)}


def test_many_members_take_no_more_questions_than_few(house: House, statements: Sent) -> None:
    two_projects(house)

    def asked() -> int:
        statements.clear()
        house.rows("project-members")
        return len(statements)

    few = asked()
    two_projects(house)
    assert asked() == few <= 5


def warnings(house: House, project: UUID, values: dict[str, Any], *sent: Line) -> dict[str, Any]:
    """What the form of a project warns of, its team as sent."""
    given = {"project-members": Lines(changed=sent)} if sent else {}
    return warned(house.owner, registry.get("projects"), str(project), values, given)


def test_a_form_warns_of_too_much_before_it_is_saved_and_does_not_refuse(house: House) -> None:
    first = two_projects(house)
    busy = Line("new-1", {"person_id": str(house.people["Sara"]), "role": "qa", "capacity": "90"}, new=True)
    free = Line("new-2", {"person_id": str(house.people["Nima"]), "role": "qa", "capacity": "90"}, new=True)
    said = {name: one["params"]["n"] for name, one in warnings(house, first, {}, busy, free).items()}
    assert said["project-members:new-1:capacity"] > 100
    assert "project-members:new-2:capacity" not in said
    assert {row["person_id"]["title"]["en"] for row in house.rows("project-members")} >= {"Sara"}
    assert not [row for row in house.rows("project-members") if row["capacity"].startswith("90")]


def test_a_line_that_cannot_be_saved_yet_has_faults_and_no_warning(house: House) -> None:
    first = two_projects(house)
    lacking = Line("new-1", {"person_id": str(house.people["Sara"]), "capacity": "900"}, new=True)
    assert not [name for name in warnings(house, first, {}, lacking) if ":new-1:" in name]
