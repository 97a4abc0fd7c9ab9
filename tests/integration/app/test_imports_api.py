"""Files sent to be brought in: only from our own page, by those who may, no larger than said, told by content."""

from pathlib import Path

import pytest
from starlette.applications import Starlette

from app.api import imports
from app.api.edge import upload
from services.admin import importing
from services.core import files, tasks
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import Role
from tests.integration.app.conftest import OURS, Visitor, join
from tests.integration.shop_factory import Shop, make_shop

APP = Starlette(routes=[*imports.routes, upload("/small/{resource}", imports.receive, largest=64)])
GOOD = b"code,name\nIMP-1,One\nIMP-2,\n"


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.fixture(scope="module")
def people(shop: Shop) -> dict[Role, Visitor]:
    return {role: Visitor(APP, join(shop, role)[1].token) for role in (Role.OWNER, Role.EMPLOYEE, Role.ANALYST)}


def stored(shop: Shop) -> set[str]:
    return {path.name for path in (files.settings().data_dir / "files" / str(shop.tenant_id)).glob("*")}


def test_a_file_is_taken_in_and_its_faults_handed_out(shop: Shop, people: dict[Role, Visitor]) -> None:
    sent = people[Role.OWNER]("POST", "/api/imports/categories?name=..%2Fcats.csv", content=GOOD, headers=OURS)
    assert sent.status_code == 200, sent.text
    batch = sent.json()["batch"]
    faults = f"/api/imports/{batch}/faults"
    assert people[Role.OWNER]("GET", faults).status_code == 404
    owner = Actor.of(Role.OWNER, tenant_id=shop.tenant_id, name="Owner")
    with unit_of_work(owner) as uow:
        page = importing.show(uow, batch)
        job = importing.start_check(uow, batch)
    assert page["file"] == "cats.csv"
    assert [column["target"] for column in page["columns"]] == ["code", "name"]
    assert tasks.run_job(shop.tenant_id, job.id) == "done"
    answer = people[Role.OWNER]("GET", faults + "?lang=fa")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.text.count("\n") == 2
    assert people[Role.EMPLOYEE]("GET", faults).status_code == 404
    stranger = Visitor(APP, join(make_shop(), Role.OWNER)[1].token)
    assert stranger("GET", faults).status_code == 404


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.ANALYST])
def test_who_may_not_import_sends_nothing(shop: Shop, people: dict[Role, Visitor], role: Role) -> None:
    before = stored(shop)
    answer = people[role]("POST", "/api/imports/categories?name=a.csv", content=GOOD, headers=OURS)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert stored(shop) == before


def test_a_foreign_page_or_nobody_sends_nothing(people: dict[Role, Visitor]) -> None:
    assert people[Role.OWNER]("POST", "/api/imports/categories", content=GOOD).status_code == 403
    assert Visitor(APP)("POST", "/api/imports/categories", content=GOOD, headers=OURS).status_code == 401
    assert people[Role.OWNER]("POST", "/api/imports/nothing", content=GOOD, headers=OURS).status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"PK\x03\x04nothing", b"code,name\n"]
)
def test_what_is_no_table_leaves_nothing_behind(shop: Shop, people: dict[Role, Visitor], content: bytes) -> None:
    before = stored(shop)
    answer = people[Role.OWNER]("POST", "/api/imports/categories?name=a.csv", content=content, headers=OURS)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation")
    assert stored(shop) == before


def test_too_much_is_refused_whatever_its_length_says(shop: Shop, people: dict[Role, Visitor]) -> None:
    before = stored(shop)
    large = b"code,name\n" * 100
    assert people[Role.OWNER]("POST", "/small/categories", content=large, headers=OURS).status_code == 422

    async def pieces() -> object:
        for _piece in range(100):
            yield large

    lied = people[Role.OWNER]("POST", "/small/categories", content=pieces(), headers=OURS)
    assert lied.status_code == 422
    assert stored(shop) == before
