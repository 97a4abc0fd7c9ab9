"""Autocomplete, search and exports over HTTP: each role gets what it may see, and refusals are problem documents."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from starlette.applications import Starlette

from app.api import records
from services.admin.registry import registry
from services.admin.saved_views import save_view
from services.core.database import unit_of_work
from services.core.permissions import Role
from services.shop.sales import finish
from tests.integration.app.conftest import Visitor, join
from tests.integration.shop_factory import Shop, make_shop

APP = Starlette(routes=[*records.routes])
ROLES = (Role.OWNER, Role.MANAGER, Role.EMPLOYEE, Role.ANALYST)
COSTS = {"Cost", "Margin", "Gross margin"}


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    shop = make_shop()
    ring = shop.item("R-1042", quantity=3)
    with unit_of_work(shop.clerk) as uow:
        finish(uow, shop.draft((ring, 1)))
    return shop


@pytest.fixture(scope="module")
def people(shop: Shop) -> dict[Role, Visitor]:
    return {role: Visitor(APP, join(shop, role)[1].token) for role in ROLES}


def heads(text: str) -> set[str]:
    return set(next(csv.reader(io.StringIO(text.removeprefix("\ufeff")))))


@pytest.mark.parametrize(("role", "sees"), [(Role.OWNER, True), (Role.ANALYST, True), (Role.MANAGER, True)])
def test_who_may_export_gets_the_columns_of_the_role(people: dict[Role, Visitor], role: Role, sees: bool) -> None:
    given = {"format": "csv", "lang": "en", "cols": "number,total,cost,margin"}
    answer = people[role]("GET", "/api/exports/sales", params=given)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["cache-control"] == "private, no-store"
    assert bool(heads(answer.text) & COSTS) is sees


def test_a_file_of_a_saved_view_holds_what_the_view_shows(people: dict[Role, Visitor], shop: Shop) -> None:
    with unit_of_work(replace(shop.owner, user_id=uuid4())) as uow:
        kept = {"f.total.gte": "999999999999"}
        view = save_view(uow, registry.get("sales"), "Large ones", kept, team=True)
    answer = people[Role.OWNER]("GET", "/api/exports/sales", params={"format": "csv", "saved": str(view.id)})
    everything = people[Role.OWNER]("GET", "/api/exports/sales", params={"format": "csv"})
    assert (answer.status_code, everything.status_code) == (200, 200)
    assert len(answer.text.splitlines()) < len(everything.text.splitlines())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("resource", ["sales", "items", "customers"])
def test_the_clerk_exports_nothing(people: dict[Role, Visitor], resource: str, form: str) -> None:
    answer = people[Role.EMPLOYEE]("GET", f"/api/exports/{resource}", params={"format": form})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("resource", ["journal-entries", "journal-lines", "accounts", "users", "history", "nothing"])
def test_the_clerk_reaches_no_books_by_any_route(people: dict[Role, Visitor], resource: str) -> None:
    clerk = people[Role.EMPLOYEE]
    assert clerk("GET", f"/api/exports/{resource}").status_code in (403, 404)
    if resource != "nothing":
        for field in registry.get(resource).bound:
            assert clerk("GET", f"/api/lookup/{resource}/{field}").status_code in (403, 404, 422)


def test_a_hidden_field_can_not_be_sorted_filtered_or_asked_for(people: dict[Role, Visitor]) -> None:
    clerk = people[Role.EMPLOYEE]
    for asked in ({"sort": "cost"}, {"f.cost.gte": "1"}, {"cols": "cost"}):
        assert clerk("GET", "/api/exports/items", params=asked).status_code in (403, 422)


def test_search_finds_what_the_role_may_open(people: dict[Role, Visitor]) -> None:
    found = {role: people[role]("GET", "/api/search", params={"q": "R-1042"}).json() for role in ROLES}
    for role, groups in found.items():
        links = [item["href"] for group in groups for item in group["items"]]
        assert any(link.startswith("/r/items/") for link in links), role
    resources = {item["href"].split("/")[2] for group in found[Role.EMPLOYEE] for item in group["items"]}
    assert resources <= {
        "items",
        "customers",
        "categories",
        "branches",
        "gold-rates",
        "sales",
        "sale-lines",
        "payments",
    }


def test_search_of_another_shop_finds_nothing(people: dict[Role, Visitor]) -> None:
    stranger = Visitor(APP, join(make_shop(), Role.OWNER)[1].token)
    assert stranger("GET", "/api/search", params={"q": "R-1042"}).json() == []


def test_autocomplete_gives_names_in_the_readers_language(people: dict[Role, Visitor]) -> None:
    found = people[Role.OWNER]("GET", "/api/lookup/items/category_id", params={"q": "ring"}).json()
    assert [one["label"] for one in found] == ["Rings"]
    assert UUID(found[0]["value"])


@pytest.mark.parametrize("field", ["sku", "nothing", "tenant_id", "__class__"])
def test_only_references_can_be_looked_up(people: dict[Role, Visitor], field: str) -> None:
    answer = people[Role.OWNER]("GET", f"/api/lookup/items/{field}")
    assert answer.status_code in (403, 404, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/exports/sales?format=exe", 422, "validation"),
        ("/api/exports/sales?sort=password", 422, "validation"),
        ("/api/exports/sales?size=7", 422, "validation"),
        ("/api/exports/nothing", 404, "not-found"),
        ("/api/jobs/01a1fcc8-758d-7656-ad5c-194fea1fc90d/file", 404, "not-found"),
    ],
)
def test_what_can_not_be_answered_is_a_problem(people: dict[Role, Visitor], path: str, status: int, code: str) -> None:
    answer = people[Role.OWNER]("GET", path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"], answer.json()["type"]) == (status, code, f"urn:zarrin:{code}")
    assert answer.json()["message"]["msgid"]


@pytest.mark.parametrize("path", ["/api/lookup/sales/customer_id", "/api/search", "/api/exports/items"])
def test_letters_that_no_database_takes_are_refused(people: dict[Role, Visitor], path: str) -> None:
    answer = people[Role.OWNER]("GET", path, params={"q": "R-\x001042"})
    assert (answer.status_code, answer.json()["code"]) == (422, "validation")
