"""What was planned and what was done, week by week, goes by what history knows."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from models.base import new_id, now
from models.platform import HistoryEntry
from models.projects import ProjectMilestone
from services.admin.commands import act
from services.admin.dashboards import Curve, Dashboard
from services.admin.dashboards.read import read_dashboard
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.projects.burnup import burn_up
from tests.integration.projects.conftest import House, day
from tests.support.statements import statements


def half_done(house: House, project: UUID, days: int) -> UUID:
    """A milestone of weight 3, made and half done so many days ago: rows with a past, as nobody can make by hand."""
    at, identity = now() - timedelta(days=days), new_id()
    with unit_of_work(house.owner) as uow:
        uow.session.add(ProjectMilestone(id=identity, project_id=project, title="Walls", weight=3, created_at=at,
                                         progress=Decimal(50)))  # fmt: skip
        uow.session.add(HistoryEntry(entity="project_milestone", record_id=identity, action="create", created_at=at,
                                     actor_name="Owner", changes={"progress": [None, "50"]}))  # fmt: skip
    return identity


def curve(house: House, actor: Actor | None = None) -> dict[str, list[Decimal]]:
    """Its lines, two weeks ago, a week ago and today."""
    with unit_of_work(actor or house.owner, read_only=True) as uow:
        lines = burn_up(uow, [day(-14), day(-7), day(0)])
    return {line.label.msgid: [Decimal(value or 0) for value in line.values] for line in lines}


def test_work_counts_from_the_day_it_was_planned_and_from_the_day_it_was_done(house: House) -> None:
    refit = house.project(due_on=day(30))
    walls = half_done(house, refit, 10)
    house.make("project-milestones", project_id=refit, title="Lamps", weight=2)
    with unit_of_work(house.owner) as uow:
        act(uow, registry.get("project-milestones"), "finish", [walls])
    assert curve(house) == {"Work planned": [0, 3, 5], "Work done": [0, Decimal("1.5"), 3]}


def test_the_database_adds_up_all_milestones_at_once(house: House) -> None:
    refit = house.project(due_on=day(30))
    for days in (12, 11, 10, 3):
        half_done(house, refit, days)
    with statements() as sent:
        found = curve(house)
    assert found == {"Work planned": [0, 9, 12], "Work done": [0, Decimal("4.5"), 6]}
    assert len(sent) == 1


def test_what_was_given_up_and_what_one_may_not_see_is_not_counted(house: House) -> None:
    hidden, dropped = house.project("Vault", due_on=day(30)), house.project("Fair", due_on=day(30))
    for project in (hidden, dropped):
        house.make("project-milestones", project_id=project, title="Plans", progress="100")
    house.go(dropped, "cancel")
    assert curve(house)["Work planned"][-1] == 1
    assert curve(house, house.as_employee("Reza"))["Work planned"][-1] == 0


def test_a_house_without_milestones_has_no_curve(house: House) -> None:
    declared = registry.dashboard("projects")
    assert declared is not None
    only = Dashboard(cards=tuple(card for card in declared.cards if isinstance(card, Curve)), workspace="projects")
    with unit_of_work(house.owner, read_only=True) as uow:
        [card] = read_dashboard(uow, only)["cards"]
    assert (card["type"], card["points"]) == ("curve", [])
