"""A saved view of a list stands on its workspace's dashboard, for who saved it alone."""

from dataclasses import replace

from services.admin.dashboards.read import read_dashboard
from services.admin.registry import registry
from services.admin.saved_views import save_view
from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.integration.projects.conftest import House


def own(actor: Actor) -> list[tuple[str, int, str]]:
    """What the reader's own figures say: name, number and where they lead."""
    dashboard = registry.dashboard("projects")
    assert dashboard is not None
    with unit_of_work(actor, read_only=True) as uow:
        found = read_dashboard(uow, dashboard)["own"]
    return [(one["label"]["msgid"], one["value"], one["resource"]) for one in found]


def keep(actor: Actor, key: str, name: str, **params: str) -> str:
    """Save a view; answers its id."""
    with unit_of_work(actor) as uow:
        given = {name.replace("__", "."): value for name, value in params.items()}
        return str(save_view(uow, registry.get(key), name, given).id)


def test_what_somebody_saved_is_counted_for_them_alone(house: House) -> None:
    house.project("Vanak refit", health="at_risk")
    house.project("Nowruz collection")
    assert own(house.owner) == []
    keep(house.owner, "projects", "To look after", f__health="at_risk", view="board", by="status")
    assert own(house.owner) == [("To look after", 1, "projects")]
    other = replace(house.owner, user_id=house.people["Sara"])
    assert own(other) == []


def test_a_list_of_another_workspace_stays_there(house: House) -> None:
    keep(house.owner, "customers", "All of them")
    assert own(house.owner) == []


def test_what_one_may_no_longer_ask_is_left_out(house: House) -> None:
    keep(house.owner, "projects", "Mine")
    keep(house.owner, "project-milestones", "Steps")
    fewer = replace(house.owner, grants=frozenset({"projects:view"}))
    assert [name for name, _n, _key in own(fewer)] == ["Mine"]
