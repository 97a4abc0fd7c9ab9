"""The other views of a list over HTTP: cards of the list, refusals by name, moves by right and version, one shop."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from starlette.applications import Starlette

from app.api import views
from models.platform import Job
from services.admin import commands
from services.admin.registry import registry
from services.admin.saved_views import save_view
from services.core.database import unit_of_work
from services.core.permissions import Role
from tests.integration.app.conftest import OURS, Visitor, join
from tests.integration.shop_factory import Shop, make_shop

APP = Starlette(routes=[*views.routes])
RANGE = {"from": "2026-11-01", "to": "2026-11-30"}


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def people(shop: Shop) -> dict[Role, Visitor]:
    return {role: Visitor(APP, join(shop, role)[1].token) for role in Role}


@pytest.fixture
def project(shop: Shop) -> Any:
    """A planned project of November."""
    given = {"title": f"Refit {uuid4().hex[:6]}", "starts_on": "2026-11-09", "due_on": "2026-11-20"}
    with unit_of_work(shop.owner) as uow:
        return commands.create(uow, registry.get("projects"), given)


def cards(found: Any) -> list[dict[str, Any]]:
    """All cards of an answer, wherever they lie."""
    if isinstance(found, dict):
        own = [found] if "href" in found and "version" in found else []
        return [*own, *(card for value in found.values() for card in cards(value))]
    return [card for value in found for card in cards(value)] if isinstance(found, list) else []


@pytest.mark.parametrize(
    ("view", "given"),
    [("board", {"by": "health"}), ("calendar", RANGE), ("timeline", RANGE | {"steps": "2026-11-01,2026-11-08"})],
)
def test_a_view_answers_cards_of_its_list(
    people: dict[Role, Visitor], project: Any, view: str, given: dict[str, str]
) -> None:
    answer = people[Role.OWNER]("GET", f"/api/views/projects/{view}", params=given | {"q": project.title})
    assert answer.status_code == 200
    assert [card["title"] for card in cards(answer.json())] == [project.title]
    [card] = cards(answer.json())
    assert card["href"] == f"/r/projects/{project.id}"


def test_what_is_not_a_view_of_the_list_is_refused(people: dict[Role, Visitor]) -> None:
    owner = people[Role.OWNER]
    for path, given, status in (
        ("projects/heap", {}, 404), ("nothing/board", {}, 404), ("items/board", {}, 422),
        ("projects/board", {"by": "title"}, 422), ("projects/board", {"column": "nowhere"}, 422),
        ("projects/board", {"f.nothing": "1"}, 422), ("projects/calendar", {}, 422),
        ("projects/calendar", {"from": "x", "to": "2026-11-30"}, 422),
        ("projects/calendar", {"from": "2026-01-01", "to": "2026-12-30"}, 422),
        ("projects/timeline", RANGE | {"steps": "soon"}, 422), ("projects/gallery", {}, 422),
    ):  # fmt: skip
        answer = owner("GET", f"/api/views/{path}", params=given)
        assert answer.status_code == status, (path, given)
        assert answer.headers["content-type"] == "application/problem+json"


def test_another_view_of_a_saved_one_has_its_own_field(people: dict[Role, Visitor], shop: Shop) -> None:
    kept = {"view": "calendar", "by": "due_on", "f.status": "active"}
    with unit_of_work(shop.owner) as uow:
        saved = save_view(uow, registry.get("projects"), f"Due {uuid4().hex[:6]}", kept, team=True)
    given = RANGE | {"saved": str(saved.id)}
    assert people[Role.OWNER]("GET", "/api/views/projects/calendar", params=given).json()["by"] == "due_on"
    for further in ({}, {"by": ""}):
        answer = people[Role.OWNER]("GET", "/api/views/projects/board", params=given | further).json()
        assert answer["by"] == "status"
        assert [column["count"] for column in answer["columns"] if column["value"] != "active"] == [0, 0, 0, 0]


def test_a_move_takes_our_own_page_the_right_and_the_version(people: dict[Role, Visitor], project: Any) -> None:
    sent = {"id": str(project.id), "version": project.version, "by": "health", "column": "at_risk"}
    path = "/api/views/projects/move"
    assert people[Role.OWNER]("POST", path, json=sent).status_code == 403, "without the header of our page"
    assert Visitor(APP)("POST", path, json=sent, headers=OURS).status_code == 401
    for role in (Role.EMPLOYEE, Role.ANALYST):
        assert people[role]("POST", path, json=sent, headers=OURS).status_code in (403, 404)
    for wrong, status in (({"id": str(uuid4())}, 404), ({"id": "x"}, 404), ({"column": "gone"}, 422),
                          ({"by": "title"}, 422), ({"version": 99}, 409), ({"column": None}, 404)):  # fmt: skip
        assert people[Role.OWNER]("POST", path, json=sent | wrong, headers=OURS).status_code == status, wrong
    answer = people[Role.OWNER]("POST", path, json=sent, headers=OURS)
    assert answer.json()["version"] == project.version + 1
    assert answer.json()["moves"]["on_track"] == "", "the way back, without a question"


def test_another_shop_neither_sees_nor_moves_it(project: Any) -> None:
    stranger = Visitor(APP, join(make_shop(), Role.OWNER)[1].token)
    for view in ("board", "calendar", "timeline"):
        assert cards(stranger("GET", f"/api/views/projects/{view}", params=RANGE).json()) == []
    sent = {"id": str(project.id), "version": project.version, "by": "health", "column": "at_risk"}
    assert stranger("POST", "/api/views/projects/move", json=sent, headers=OURS).status_code == 404


@pytest.mark.parametrize("view", ["calendar", "timeline"])
@pytest.mark.parametrize("days", [("9999-12-01", "9999-12-31"), ("0001-01-01", "0001-01-30")])
def test_the_ends_of_time_are_no_days_to_show(people: dict[Role, Visitor], view: str, days: tuple[str, str]) -> None:
    given = {"from": days[0], "to": days[1], "steps": ",".join(days)}
    assert people[Role.OWNER]("GET", f"/api/views/projects/{view}", params=given).status_code == 422


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_nothing_is_moved_to_the_ends_of_time(people: dict[Role, Visitor], project: Any, day: str) -> None:
    sent = {"id": str(project.id), "version": project.version, "by": "due_on", "day": day}
    assert people[Role.OWNER]("POST", "/api/views/projects/move", json=sent, headers=OURS).status_code == 422


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800"])
def test_a_reason_of_letters_that_no_database_takes_is_refused(
    people: dict[Role, Visitor], project: Any, letter: str
) -> None:
    sent = f'{{"id": "{project.id}", "version": 1, "by": "status", "column": "cancelled", "reason": "{letter}"}}'
    answer = people[Role.OWNER]("POST", "/api/views/projects/move", content=sent.encode(), headers=OURS)
    assert answer.status_code == 422


def test_a_failed_job_is_tried_again_where_it_stands_by_who_may(shop: Shop, people: dict[Role, Visitor]) -> None:
    with unit_of_work(shop.owner) as uow:
        job = Job(name="export", key=uuid4().hex, status="failed", created_by=uuid4(), attempts=1)
        uow.session.add(job)
        identity = job.id
    asked = {"id": str(identity), "name": "retry"}

    def press(visitor: Visitor, **headers: str) -> int:
        return visitor("POST", "/api/views/jobs/act", json=asked, headers=headers or OURS).status_code

    stranger = Visitor(APP, join(make_shop(), Role.OWNER)[1].token)
    assert [press(stranger), press(people[Role.EMPLOYEE]), press(Visitor(APP))] == [404, 404, 401]
    assert press(people[Role.MANAGER], accept="*/*") == 403, "a foreign page can't press it"
    shown = people[Role.MANAGER]("GET", "/api/views/jobs/queue").json()
    [row] = [row for row in shown["rows"] if row["id"] == str(identity)]
    assert [act["name"] for act in row["acts"]] == ["retry"]
    assert press(people[Role.MANAGER]) == 200
    assert press(people[Role.MANAGER]) == 422, "it waits already"
    with unit_of_work(shop.owner) as uow:
        kept = uow.session.get_one(Job, (uow.tenant_id, identity))
        assert (kept.status, kept.attempts, kept.max_attempts) == ("queued", 1, 6)
